import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PROJECT = join(__dirname, "..");
const STACK = "cdktf.out/stacks/apigw-websocket-api-sfn-sync/cdk.tf.json";
const created: string[] = [];

afterAll(() => {
  for (const directory of created) rmSync(directory, { recursive: true, force: true });
});

/** A copy of the project in a directory of its own. */
function copyProject(): string {
  const directory = mkdtempSync(join(tmpdir(), "copy-"));
  created.push(directory);
  for (const name of ["main.ts", "stacks", "workflows", "cdktf.json", "package.json", "tsconfig.json"]) {
    cpSync(join(PROJECT, name), join(directory, name), { recursive: true });
  }
  for (const name of ["node_modules", "packages"]) symlinkSync(join(PROJECT, name), join(directory, name));
  return directory;
}

interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the app's command of cdktf.json. */
function synthesize(directory: string, settings: Readonly<Record<string, string>> = {}): Promise<Run> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS|TF|CDKTF|WEBSOCKET_API)_/.test(name));
  const options = { cwd: directory, env: { ...Object.fromEntries(inherited), ...settings }, timeout: 60_000 };
  return new Promise((resolve) => {
    execFile(process.execPath, ["packages/run", "main.ts"], options, (error, stdout, stderr) => {
      resolve({ status: typeof error?.code === "number" ? error.code : error === null ? 0 : -1, stdout, stderr });
    });
  });
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
      "error: route '$default': workflow file 'workflows/wait.asl.json' does not exist; create it, or name a file of workflows/\n",
  });
}, 60_000);
