import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cleanEnvironment, type Ended, RUN, runChild } from "@sfn-websocket/run/__tests__/start-child";

const ROOT = join(__dirname, "..");
const PROJECT = join(__dirname, "project");
const STACK = "cdktf.out/stacks/apigw-websocket-api-sfn-sync/cdk.tf.json";
const created: string[] = [];

afterAll(() => {
  for (const directory of created) rmSync(directory, { recursive: true, force: true });
});

/** A copy of the tests' project, in which the project's code is this one's. */
function copyProject(): string {
  const directory = mkdtempSync(join(tmpdir(), "copy-"));
  created.push(directory);
  const copy = join(directory, "__tests__", "project");
  cpSync(PROJECT, copy, { recursive: true, filter: (source) => !source.includes("cdktf.out") });
  for (const name of ["node_modules", "packages", "stacks"]) symlinkSync(join(ROOT, name), join(directory, name));
  return copy;
}

/** Runs the app's command of cdktf.json. */
function synthesize(directory: string, settings: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return runChild(process.execPath, [RUN, "main.ts"], { cwd: directory, env: cleanEnvironment(settings) });
}

it("synthesizes the same bytes in two directories", async () => {
  const [one, other] = [copyProject(), copyProject()];
  await Promise.all([synthesize(one), synthesize(other)]);
  const first = readFileSync(join(one, STACK), "utf8");
  expect(readFileSync(join(other, STACK), "utf8")).toBe(first);
  expect(first).not.toContain(tmpdir());
}, 60_000);

it("rejects wrong settings with a line each and without a stack trace", async () => {
  const settings = { WEBSOCKET_API_STAGE_NAME: "a b", WEBSOCKET_API_BACKEND: "s4" };
  expect(await synthesize(PROJECT, settings)).toEqual({
    status: 1,
    stdout: "",
    stderr: [
      `error: environment variable 'WEBSOCKET_API_STAGE_NAME': value is not a stage name, got "a b"; use 1 to 128 letters, digits, '-' and '_'`,
      `error: environment variable 'WEBSOCKET_API_BACKEND': value is unknown, got "s4"; did you mean 's3'`,
      "",
    ].join("\n"),
  });
}, 60_000);

it("rejects a broken workflow with a line and without a stack trace", async () => {
  const directory = copyProject();
  rmSync(join(directory, "workflows/wait.asl.json"));
  expect(await synthesize(directory)).toEqual({
    status: 1,
    stdout: "",
    stderr:
      "error: route '$default': workflow file 'workflows/wait.asl.json' does not exist; did you mean 'workflows/wait-and-post.asl.json'\n",
  });
}, 60_000);
