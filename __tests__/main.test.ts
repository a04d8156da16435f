import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
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

it("rejects what is wrong with one of several stacks after its id, and what is wrong with all once", async () => {
  const directory = copyProject();
  rmSync(join(directory, "workflows/wait.asl.json"));
  const configuration = JSON.parse(readFileSync(join(directory, "cdktf.json"), "utf8")) as object;
  const environments = { dev: {}, prod: { alarmTopicArn: "arn:aws:sns:us-east-1:123456789012:ops" } };
  writeFileSync(join(directory, "cdktf.json"), JSON.stringify({ ...configuration, context: { environments } }));
  const { status, stderr } = await synthesize(directory);
  expect({ status, lines: stderr.trim().split("\n").sort() }).toEqual({
    status: 1,
    lines: [
      "error: apigw-websocket-api-sfn-sync-prod: alarmTopicArn: nothing would tell it, got 'arn:aws:sns:us-east-1:123456789012:ops' without alarms; set alarms to true",
      "error: route '$default': workflow file 'workflows/wait.asl.json' does not exist; did you mean 'workflows/wait-and-post.asl.json'",
    ],
  });
}, 60_000);

it("warns once of what is the same in several environments, and of each stack that has it", async () => {
  const directory = copyProject();
  const configuration = JSON.parse(readFileSync(join(directory, "cdktf.json"), "utf8")) as object;
  const context = {
    environments: { dev: {}, prod: {} },
    stacks: ["apigw-websocket-api-sfn-sync", "apigw-ws-integrations"],
    accessLog: true,
  };
  writeFileSync(join(directory, "cdktf.json"), JSON.stringify({ ...configuration, context }));
  expect(await synthesize(directory)).toMatchObject({ status: 0, stderr: "" });
  const manifest = JSON.parse(readFileSync(join(directory, "cdktf.out/manifest.json"), "utf8")) as {
    readonly stacks: Readonly<Record<string, { readonly annotations: readonly { readonly message: string }[] }>>;
  };
  const warned = Object.entries(manifest.stacks).map(([id, { annotations }]) => [id, annotations.length]);
  expect(Object.fromEntries(warned)).toEqual({
    "apigw-websocket-api-sfn-sync-dev": 1,
    "apigw-websocket-api-sfn-sync-prod": 0,
    "apigw-ws-integrations-dev": 1,
    "apigw-ws-integrations-prod": 0,
  });
}, 60_000);

describe("an error of main.ts itself", () => {
  const synthesizeMain = async (body: string): Promise<Ended> => {
    const directory = copyProject();
    const main = `import { TerraformStack } from "cdktf";
import { synthesizeApp } from "../../stacks/synthesize-app";
synthesizeApp(__dirname, {
  a: (app, id) => {
    ${body}
    return new TerraformStack(app, id);
  },
});
`;
    writeFileSync(join(directory, "main.ts"), main);
    const { stderr, ...ended } = await synthesize(directory);
    return { ...ended, stderr: stderr.replaceAll(`${realpathSync(directory)}/`, "") };
  };

  it("fails with the line that has thrown", async () => {
    const { status, stderr } = await synthesizeMain("id.nothing.at(0);");
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^main\.ts:5\n {4}id\.nothing\.at\(0\);\n {15}\^\n\nTypeError: Cannot read properties of undefined \(reading 'at'\)\n {4}at a \(main\.ts:5:16\)/,
    );
  }, 60_000);

  it("fails with the stack alone where a library has thrown, of which no source is there", async () => {
    const { status, stderr } = await synthesizeMain("new TerraformStack(app, id);");
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^Error: There is already a Construct with name 'a' in \w+\n {4}at .*\n(?: {4}at .*\n)* {4}at a \(main\.ts:6:12\)/,
    );
  }, 60_000);

  it("fails with the project's path where cdktf cannot pack an archive because of it", async () => {
    const directory = mkdtempSync(join(tmpdir(), "it's a copy-"));
    created.push(directory);
    const asset =
      'new TerraformAsset(new TerraformStack(app, id), "Code", { path: __dirname + "/code", type: AssetType.ARCHIVE })';
    const main = [
      `import { AssetType, TerraformAsset, TerraformStack } from "cdktf";`,
      `import { synthesizeApp } from "${join(ROOT, "stacks/synthesize-app")}";`,
      `synthesizeApp(__dirname, { own: (app, id) => ${asset} as never });`,
    ];
    writeFileSync(join(directory, "main.ts"), main.join("\n"));
    mkdirSync(join(directory, "code"));
    for (const name of ["cdktf.json", "node_modules"])
      symlinkSync(join(PROJECT, "..", "..", name), join(directory, name));
    const { status, stderr } = await synthesize(directory);
    const problem = `cdktf packs no archive (TerraformAsset) below a path with spaces, quotes or the like, got '${directory}'; move the project`;
    // What comes after it, see docs/upgrade.md, packs them.
    const packs = !/node_modules[\\/]cdktf[\\/]/.test(require.resolve("cdktf"));
    const expected = packs ? { status: 0, stderr: undefined } : { status: 1, stderr: `error: ${problem}` };
    expect({ status, stderr: stderr.split("\n").at(-2) }).toEqual(expected);
  });

  it("fails with the folder that cannot be written", async () => {
    const copy = copyProject();
    writeFileSync(join(copy, "cdktf.out"), "");
    expect(await synthesize(copy)).toEqual({
      status: 1,
      stdout: "",
      stderr: "error: cdktf.out: cannot be written, got ENOTDIR; let it be a folder of yours, with some room\n",
    });
  }, 60_000);

  it("fails for what is thrown and is no error", async () => {
    expect(await synthesizeMain('if (id) throw "boom";')).toEqual({
      status: 1,
      stdout: "",
      stderr: 'error: main.ts: throws what is no error, got "boom"; throw new Error("...")\n',
    });
  }, 60_000);
});
