import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Ended } from "@sfn-websocket/run/__tests__/start-child";
import { runScript } from "./run-script";

const directory = mkdtempSync(join(tmpdir(), "smoke-stacks-"));
const file = (name: string) => join(directory, `${name}.json`);

beforeAll(() => {
  mkdirSync(join(directory, "bin"));
  writeFileSync(
    join(directory, "bin", "npm"),
    `#!/bin/sh\nprintf '<%s>' "$@"\necho\ncase "$*" in *bad.json*|*gone.json*) exit 1;; esac\n`,
  );
  chmodSync(join(directory, "bin", "npm"), 0o755);
  for (const name of ["good", "bad"]) writeFileSync(file(name), '{"ApiEndpoint":{"value":"wss://a/api"}}');
  writeFileSync(file("account"), '{"CloudWatchRoleArn":{"value":"arn"}}');
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Runs the script with an npm that prints its arguments, and fails for the outputs of `bad` and `gone`. */
function smoke(names: readonly string[], variables: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const path = `${join(directory, "bin")}:${process.env["PATH"]}`;
  return runScript("smoke-stacks.sh", names.map(file), { PATH: path, ...variables });
}

const asked = (name: string, more = "") => `<run><--silent><smoke><--><--outputs><${file(name)}>${more}\n`;

describe("asking the stacks that were deployed", () => {
  it("asks each that has an address, and no other", async () => {
    expect(await smoke(["account", "good", "good"])).toEqual({
      status: 0,
      stdout: asked("good") + asked("good"),
      stderr: "",
    });
  });

  it("passes arguments, one a line, as they are written", async () => {
    const SMOKE_ARGUMENTS = '--iam\r\n\n--message\n{"action": "quote"} $(id) `id` * "\\\n';
    expect(await smoke(["good"], { SMOKE_ARGUMENTS })).toEqual({
      status: 0,
      stdout: asked("good", '<--iam><--message><{"action": "quote"} $(id) `id` * "\\>'),
      stderr: "",
    });
  });

  it("fails after all were asked where one does not answer, and says that the deployment stands", async () => {
    expect(await smoke(["bad", "good"])).toEqual({
      status: 1,
      stdout: asked("bad") + asked("good"),
      stderr: `error: ${file("bad")}: does not answer as expected, got exit status 1; what was deployed stays: read the causes above\n`,
    });
  });

  it("asks nobody where SMOKE is false", async () => {
    expect(await smoke(["bad"], { SMOKE: "false" })).toEqual({
      status: 0,
      stdout: "not asked: SMOKE is 'false'\n",
      stderr: "",
    });
  });

  it("fails for outputs that are not there", async () => {
    const { status, stdout } = await smoke(["gone", "good"]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: asked("gone") + asked("good") });
  });
});
