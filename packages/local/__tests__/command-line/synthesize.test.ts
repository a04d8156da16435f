import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeFailure, synthesize } from "../../command-line/synthesize";

const PROJECT = mkdtempSync(join(tmpdir(), "synthesize-"));
afterAll(() => rmSync(PROJECT, { recursive: true }));

describe("synthesize", () => {
  it.each([
    ["{", /^cdktf\.json:1:2: expected '}', got the end; correct it/],
    ["{}", /^cdktf\.json: 'app' is not a command, got none; name the one that synthesizes, e\.g\. ".+"$/],
    ["null", /^cdktf\.json: 'app' is not a command, got none; name the one that synthesizes, e\.g\. ".+"$/],
    ['{"app":5}', /^cdktf\.json: 'app' is not a command, got 5; name the one that synthesizes, e\.g\. ".+"$/],
    ['{"app":"exit 3"}', /^cdktf\.json: 'app' fails, got status 3 of 'exit 3'; correct it$/],
    ['{"app":"echo error: a: b; exit 1"}', /^error: a: b$/],
    [
      '{"app":"exit 0","output":"cdktf.json/out"}',
      /^cdktf\.json\/out: cannot be written, got ENOTDIR; let this user write there, or name another folder as 'output' in cdktf\.json$/,
    ],
  ])("rejects %s", async (text, message) => {
    writeFileSync(join(PROJECT, "cdktf.json"), text);
    await expect(synthesize(PROJECT)).rejects.toThrow(message);
  });

  it("rejects an app that writes no stacks, where an earlier one has written some", async () => {
    const app = "mkdir -p $CDKTF_OUTDIR && echo {} > $CDKTF_OUTDIR/manifest.json";
    const folder = join(PROJECT, "cdktf.out");
    const nothing =
      /^cdktf\.json: 'app' synthesizes no stacks, got no new manifest\.json of 'exit 0'; let it call synthesizeApp\(__dirname, STACKS\) before it ends$/;
    const run = (command: string) => {
      writeFileSync(join(PROJECT, "cdktf.json"), JSON.stringify({ app: command }));
      return synthesize(PROJECT);
    };
    await expect(run("exit 0")).rejects.toThrow(nothing);
    expect(await run(app)).toBe(folder);
    await expect(run("exit 0")).rejects.toThrow(nothing);
    expect(await run(app)).toBe(folder);
  });

  it("rejects a folder without cdktf.json", async () => {
    await expect(synthesize(join(PROJECT, "none"))).rejects.toThrow(
      "cdktf.json: cannot be read, got ENOENT; name a file that exists",
    );
  });
});

describe("describeFailure", () => {
  it("is an uncaught error without the frames that are not the project's", () => {
    const printed = `/acme/main.ts:21
  foo.bar();
  ^


ReferenceError: foo is not defined
    at synthesize (/acme/main.ts:21:3)
    at Object.transformer (/acme/node_modules/tsx/dist/register.cjs:22:2188)
    at runBundle (/acme/packages/run/run-bundle.js:27:29)
    at Module.load (node:internal/modules/cjs/loader:1266:32)

Node.js v20.20.2
`;
    expect(describeFailure(printed, "/acme")).toBe(
      "main.ts:21\n  foo.bar();\n  ^\n\nReferenceError: foo is not defined\n    at synthesize (main.ts:21:3)",
    );
  });

  it("is what validations have found, with the lines that show what a template renders", () => {
    const shown =
      "route 'c': mock template does not render JSON, got plain letters in its input; correct it\n  it renders\n    {'\n     ^";
    const printed = `/acme/node_modules/cdktf/lib/errors.js:8
Error: App-level validation failed with the following errors:
  [shop/Chat] ${shown}
  [shop/Orders] stageName: value is not a stage name
Validations allow for dynamic verification of your project.
    at App.synth (/acme/node_modules/cdktf/lib/app.js:84:23)
`;
    expect(describeFailure(printed, "/acme")).toBe(
      `error: shop/Chat: ${shown}\nerror: shop/Orders: stageName: value is not a stage name`,
    );
  });
});
