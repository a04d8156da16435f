import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PROJECT = join(__dirname, "..", "..", "..");
const VALIDATION = join("packages", "languages", "__tests__", "states-language", "validation", "cases.jsonl");

/** Runs a command of package.json as npm does. */
function run(script: string, line: readonly string[], input = "") {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["packages/run", script, ...line], {
    cwd: PROJECT,
    input,
    encoding: "utf8",
    timeout: 20_000,
  });
  return { status, stdout, stderr };
}

describe("execute", () => {
  it("prints the answer alone, in one line without colors, with exit status 0", () => {
    const { status, stdout, stderr } = run(
      "packages/local/command-line/execute.ts",
      ["__tests__/project/workflows/wait.asl.json", "--input", "-", "--speed", "1000"],
      '"é"',
    );
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^\{"billingDetails":.*"input":"\\"é\\"".*"status":"SUCCEEDED".*\}\n$/);
  });

  it("fails with exit status 2 on bad use, and points to the help", () => {
    const { status, stdout, stderr } = run("packages/local/command-line/execute.ts", []);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(
      /^error: WORKFLOW: not one file, got ''; name one, e\.g\. workflows\/wait\.asl\.json\n'npm run execute -- --help' tells how it is used\n$/,
    );
  });
});

describe("render", () => {
  it("prints the rendered text alone", () => {
    const template = join("packages", "tools", "__tests__", "greeting.vtl");
    expect(run("packages/tools/render.ts", [template, "--body", "-"], '{"name":"Jane"}')).toEqual({
      status: 0,
      stdout: '{ "text": "Hello, Jane" }\n',
      stderr: "",
    });
  });

  it("fails with exit status 2 where there is no such template", () => {
    expect(run("packages/tools/render.ts", ["gone.vtl"])).toEqual({
      status: 2,
      stdout: "",
      stderr: "error: gone.vtl: cannot be read, got ENOENT; name a template that exists\n",
    });
  });
});

describe("test-state", () => {
  it("prints the answer alone", () => {
    const line = ["__tests__/project/workflows/wait.asl.json", "--state", "Wait for 3 Seconds", "--input", "{}"];
    const { status, stdout, stderr } = run("packages/tools/test-state.ts", line);
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^\{"status":"SUCCEEDED",.*\}\n$/);
  });

  it("fails with exit status 2 where there is no such workflow", () => {
    expect(run("packages/tools/test-state.ts", ["gone.json"])).toEqual({
      status: 2,
      stdout: "",
      stderr:
        "error: gone.json: cannot be read, got ENOENT; name a file that exists\n'npm run test-state -- --help' tells how it is used\n",
    });
  });
});

describe("conformance", () => {
  const folder = mkdtempSync(join(tmpdir(), "conformance-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("prints what is met, and fails with exit status 1 when a case is not", () => {
    const file = join(folder, "paths.jsonl");
    writeFileSync(file, '{"path":"$.a","doc":{"a":1},"definite":true,"result":2}\n');
    expect(run("packages/tools/conformance.ts", [file])).toEqual({
      status: 1,
      stdout: "area      met  of  STANDARD only\nJSONPath    0   1              0\n\nnot met: 1\n  $.a\n",
      stderr: "",
    });
  });

  it("fails with exit status 2 on files that hold no case, of which none would be met", () => {
    const file = join(folder, "empty.jsonl");
    writeFileSync(file, "\n");
    expect(run("packages/tools/conformance.ts", [file])).toEqual({
      status: 2,
      stdout: "",
      stderr: `error: FILE: there is no case, got '${file}'; name a case file\n`,
    });
  });

  it("ends with exit status 0 when every case is met", () => {
    const { status, stdout } = run("packages/tools/conformance.ts", ["--markdown", VALIDATION]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^\| area .*\n\| --- .*\n\| Validation \| validation \| (\d+) \| \1 \| 0 \|\n$/);
  });
});

describe("differential", () => {
  it("refuses a file that cannot be written before an engine is asked", () => {
    expect(run("packages/tools/differential.ts", ["jsonpath", "--keep", "gone/cases.json"])).toEqual({
      status: 2,
      stdout: "",
      stderr: "error: --keep: cannot be written (ENOENT), got 'gone/cases.json'; name a file in a folder that exists\n",
    });
  });
});
