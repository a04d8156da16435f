import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { type Ended, runChild } from "@sfn-websocket/run/__tests__/start-child";

const SCRIPT = join(__dirname, "..", "..", "pipeline", "synthesize.sh");
const directory = mkdtempSync(join(tmpdir(), "synthesize-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Runs the script where cdktf.json is `configuration`, with an npm that prints its arguments and the environment's name. */
function synthesize(configuration: object, args: readonly string[] = ["production"]): Promise<Ended> {
  writeFileSync(join(directory, "cdktf.json"), JSON.stringify(configuration));
  writeFileSync(join(directory, "npm"), '#!/bin/sh\necho "$@: ${WEBSOCKET_API_ENVIRONMENT-none}"\n');
  chmodSync(join(directory, "npm"), 0o755);
  const { WEBSOCKET_API_ENVIRONMENT: _, ...inherited } = process.env;
  const path = [directory, dirname(process.execPath), inherited["PATH"]].join(delimiter);
  return runChild(SCRIPT, args, { cwd: directory, env: { ...inherited, PATH: path } });
}

const printed = (stdout: string) => ({ status: 0, stdout, stderr: "" });

describe("synthesizing", () => {
  it("is for the environment given where cdktf.json names environments", async () => {
    const configuration = { context: { environments: { dev: {}, live: {} } } };
    expect(await synthesize(configuration, ["live"])).toEqual(printed("run synth: live\n"));
    // What the project itself refuses, since it knows the names.
    expect(await synthesize(configuration)).toEqual(printed("run synth: production\n"));
  });

  it("is as cdktf.json says where it names none", async () => {
    expect(await synthesize({ context: {} })).toEqual(printed("run synth: none\n"));
    expect(await synthesize({})).toEqual(printed("run synth: none\n"));
  });

  it("rejects another environment than production where cdktf.json names none: it would be production's stacks", async () => {
    expect(await synthesize({ context: {} }, ["staging"])).toEqual({
      status: 1,
      stdout: "",
      stderr:
        "error: cdktf.json: names no environments, so its stacks are those of 'production', got 'staging'; add 'staging' to 'environments' of the context\n",
    });
  });

  it.each([[[]], [[""]]])("rejects the environment %j, which would be all of them", async (args) => {
    expect(await synthesize({ context: { environments: { live: {} } } }, args)).toEqual({
      status: 1,
      stdout: "",
      stderr: "error: ENVIRONMENT: is not given, got ''; name one, e.g. production\n",
    });
  });
});
