import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cleanEnvironment, RUN, runChild } from "@sfn-websocket/run/__tests__/start-child";

const ROOT = join(__dirname, "..", "..", "..", "..");
const PROJECT = join(ROOT, "__tests__", "project");
const SYNC = "apigw-websocket-api-sfn-sync";

const folder = mkdtempSync(join(tmpdir(), "eject-command-"));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (tool: string, ...line: readonly string[]) =>
  runChild(process.execPath, [RUN, join(ROOT, "packages", "tools", `${tool}.ts`), ...line], {
    cwd: PROJECT,
    env: cleanEnvironment({}),
    timeout: 100_000,
  });

const readAll = (directory: string) =>
  readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.\w+$/.test(file))
    .sort()
    .map((file) => [file, readFileSync(join(directory, file), "utf8")]);

it("writes the same module twice, without a word of CDKTF, whose workflows and templates are right", async () => {
  const [first, second] = [join(folder, "first"), join(folder, "second")];
  const { status, stdout, stderr } = await run("eject", SYNC, first);
  expect([status, stderr]).toEqual([0, ""]);
  await run("eject", SYNC, second);
  const files = readAll(first);
  expect(readAll(second)).toEqual(files);
  expect(stdout.trim().split("\n").sort()).toEqual(files.map(([file]) => `${first}/${file}`));
  expect(files.map(([file]) => file)).toContain("workflows/wait.asl.json");
  const configuration = files.filter(([file = ""]) => file.endsWith(".tf.json"));
  expect(configuration.map(([, text]) => text).join("")).not.toMatch(/cdktf|"\/\/"|zq\d|us-east-1-|000000000009/);
  expect(await run("check-workflows", first)).toMatchObject({ status: 0, stdout: "", stderr: "4 files, 0 problems\n" });
}, 240_000);

it("fails where the folder holds files", async () => {
  const taken = join(folder, "taken");
  mkdirSync(taken);
  writeFileSync(join(taken, "main.tf"), "");
  expect(await run("eject", SYNC, taken)).toMatchObject({
    status: 2,
    stderr: `error: ${taken}: is not empty, got 'main.tf'; name a new folder, or write into it with --force\n`,
  });
}, 60_000);

it("fails in the words of who named it where there is no such stack", async () => {
  expect(await run("eject", "apigw-websocket-api-sfn-synk", join(folder, "none"))).toEqual({
    status: 2,
    stdout: "",
    stderr: `error: STACK: the app has none of that name, got 'apigw-websocket-api-sfn-synk'; did you mean '${SYNC}'\n`,
  });
}, 60_000);

it("fails as on bad use where a folder holds no stack", async () => {
  expect(await run("eject", "./workflows", join(folder, "none"))).toEqual({
    status: 2,
    stdout: "",
    stderr: "error: ./workflows: holds no cdk.tf.json; name a folder of cdktf.out/stacks, or a stack of the app\n",
  });
}, 60_000);
