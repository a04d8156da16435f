import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { findBundle } from "../find-bundle";
import { captureStackTrace } from "../creation-stack";

const RUN = join(__dirname, "..");
const folder = realpathSync(mkdtempSync(join(tmpdir(), "run-bundle-")));
afterAll(() => rmSync(folder, { recursive: true }));

/** Saved some time ago, as what a user starts is. */
function save(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  const before = statSync(file).mtimeMs / 1000 - 60;
  utimesSync(file, before, before);
  return file;
}

function run(...argv: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [RUN, ...argv], { cwd: folder, encoding: "utf8" });
  return { status, stdout, stderr };
}

/** The files of the code that is kept of an entry's bundle. */
function listCode(entry: string): readonly string[] {
  const bundle = findBundle(entry) ?? "";
  const files = readdirSync(dirname(bundle)).map((name) => join(dirname(bundle), name));
  return files.filter((file) => file.startsWith(bundle.replace(/c?js$/, "")) && /\.(whole|brief)$/.test(file));
}

const printed = (stdout: string) => ({ status: 0, stdout, stderr: "" });

describe("code that V8 has compiled", () => {
  it("is kept by a program that has succeeded, and taken by the next", () => {
    const file = save("brief.ts", 'const name: string = "é"; console.log(`hello ${name}`);');
    expect(run(file)).toEqual(printed("hello é\n"));
    const [code = ""] = listCode(file);
    expect(code).toMatch(/\.brief$/);
    const { ino } = statSync(code);
    expect(run(file)).toEqual(printed("hello é\n"));
    expect(statSync(code).ino).toBe(ino);
  });

  it("is kept by a program that still runs after a second, in place of what a shorter one needed", () => {
    const file = save(
      "lasts.ts",
      "if (process.argv[2]) setTimeout(() => console.log('done'), 1_500); else console.log(0);",
    );
    expect(run(file)).toEqual(printed("0\n"));
    expect(run(file, "last")).toEqual(printed("done\n"));
    expect(listCode(file)).toEqual([expect.stringMatching(/\.brief$/), expect.stringMatching(/\.whole$/)]);
  });

  it("is kept, and taken, where a program changes V8's options", () => {
    const set = 'setFlagsFromString("--semi-space-growth-factor=1");';
    const file = save("options.ts", `import { setFlagsFromString } from "node:v8"; ${set} ${set} console.log(1);`);
    expect(run(file)).toEqual(printed("1\n"));
    const [code = ""] = listCode(file);
    expect(code).toMatch(/\.whole$/);
    const { ino } = statSync(code);
    expect(run(file)).toEqual(printed("1\n"));
    expect(statSync(code).ino).toBe(ino);
  });

  it("is not kept of a program that has failed", () => {
    const file = save("fails.ts", "process.exitCode = 3;");
    expect(run(file).status).toBe(3);
    expect(listCode(file)).toEqual([]);
  });

  it.each([
    ["cut short", (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ["empty", () => Buffer.alloc(0)],
    ["none of V8's", (bytes: Buffer) => Buffer.alloc(bytes.length, "code")],
  ])("is compiled anew where the file is %s", (_, spoil) => {
    const file = save("spoilt.ts", 'console.log("runs");');
    expect(run(file)).toEqual(printed("runs\n"));
    const [code = ""] = listCode(file);
    const bytes = readFileSync(code);
    writeFileSync(code, spoil(bytes));
    expect(run(file)).toEqual(printed("runs\n"));
    expect(readFileSync(code).length).toBeGreaterThan(bytes.length * 0.9);
  });

  it.each([
    ["at its end", []],
    ["after a second", ["last"]],
  ])("ends no program where it cannot be kept %s", (_, argv) => {
    const file = save(
      "refused.ts",
      "if (process.argv[2]) setTimeout(() => console.log('done'), 1_500); else console.log('done');",
    );
    run(file, ...argv);
    const [code = ""] = listCode(file);
    rmSync(code);
    mkdirSync(join(code, "in-the-way"), { recursive: true });
    expect(run(file, ...argv)).toEqual(printed("done\n"));
    expect(readdirSync(dirname(code)).filter((name) => name.startsWith(`${basename(code)}.`))).toEqual([]);
    rmSync(code, { recursive: true });
  });

  it("is not kept where a module is imported when the program runs", () => {
    writeFileSync(join(folder, "late.mjs"), "export const late = 1;");
    const file = save(
      "imports.ts",
      'const name: string = "late.mjs"; void import(`${__dirname}/${name}`).then(console.log);',
    );
    for (let start = 0; start < 2; start++) expect(run(file).stdout).toMatch(/late: 1/);
    expect(listCode(file)).toEqual([]);
  });

  it("goes with its bundle", () => {
    const file = save("goes.ts", "console.log(1);");
    run(file);
    const [code = ""] = listCode(file);
    save("goes.ts", "console.log(22);");
    expect(run(file)).toEqual(printed("22\n"));
    expect(readdirSync(dirname(code)).map((name) => join(dirname(code), name))).not.toContain(code);
  });
});

describe("a stack", () => {
  it("tells the lines of the source: the first one that is asked for, and the next", () => {
    const file = save(
      "stacks.ts",
      `interface A { b: number }

class Foo { static bar({ b }: A) { return new TypeError("no " + b); } }
console.log(Foo.bar({ b: 1 }).stack);
console.log(Foo.bar({ b: 2 }).stack);
try { require("node:fs").openSync(); } catch (error) { console.log((error as Error).stack); }
`,
    );
    const { stdout } = run(file);
    const stacks = stdout.split(/^(?=TypeError)/m).map((stack) => stack.split("\n").slice(0, 3));
    expect(stacks.slice(0, 2)).toEqual(
      [1, 2].map((call) => [
        `TypeError: no ${call}`,
        expect.stringMatching(/^ {4}at \w+\.bar \(.*stacks\.ts:3:43\)$/),
        expect.stringMatching(new RegExp(`^ {4}at .*stacks\\.ts:${call + 3}:17\\)$`)),
      ]),
    );
    expect(stacks[2]?.[0]).toMatch(/^TypeError \[ERR_INVALID_ARG_TYPE\]: The "path" argument/);
    expect(stdout).toMatch(/stacks\.ts:6:/);
    expect(stdout).not.toContain("file:");
  });

  it("is told as it is where no file can be opened to map it, and mapped later", () => {
    const text = `import { closeSync, openSync } from "node:fs";
const files: number[] = [];
const open = () => { for (;;) files.push(openSync(__filename)); };
try { open(); } catch (error) {
  const { stack = "" } = error as Error;
  files.forEach((file) => closeSync(file));
  console.log(stack.split("\\n")[0]);
  console.log(new Error("later").stack);
}`;
    const argv = ["-c", 'ulimit -n 64; exec "$0" "$@"', process.execPath, RUN, save("many-files.ts", text)];
    const { status, stdout } = spawnSync("sh", argv, { cwd: folder, encoding: "utf8" });
    expect([status, stdout]).toEqual([
      0,
      expect.stringMatching(/^Error: EMFILE: too many open files, open '.*'\nError: later\n.*many-files\.ts:8:/),
    ]);
  });

  it("tells node's own errors with their codes when it is the first", () => {
    const file = save("code.ts", 'try { require("node:fs").openSync(); } catch (error) { console.log(error.stack); }');
    expect(run(file).stdout).toMatch(/^TypeError \[ERR_INVALID_ARG_TYPE\]: The "path" argument[^]*code\.ts:1:26/);
  });

  it("that nobody catches shows the line that has thrown", () => {
    const file = save("line.ts", 'interface A {}\n\nthrow new Error("no");\n');
    expect(run(file).stderr).toMatch(/^.*line\.ts:3\nthrow new Error\("no"\);\n[^]*Error: no\n {4}at .*line\.ts:3:7/);
  });
});

describe("cdktf in a bundle", () => {
  const cdktf = JSON.stringify(dirname(require.resolve("cdktf/package.json")));

  it("makes archives", () => {
    const file = save(
      "archive.ts",
      `import { App, AssetType, TerraformAsset, TerraformStack } from ${cdktf};
const app = new App({ outdir: __dirname + "/out", skipValidation: true });
const path = __dirname + "/code";
const asset = new TerraformAsset(new TerraformStack(app, "stack"), "Code", { path, type: AssetType.ARCHIVE });
app.synth();
console.log(asset.fileName);
`,
    );
    mkdirSync(join(folder, "code"));
    save("code/index.js", "exports.handler = 1;");
    expect(run(file)).toEqual(printed("archive.zip\n"));
    const [archive = ""] = readdirSync(join(folder, "out"), { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith("archive.zip"),
    );
    expect(readFileSync(join(folder, "out", archive)).includes("index.js")).toBe(true);
  });

  it("tells where a value was made that cannot be resolved", () => {
    const file = save(
      "lazy.ts",
      `import { App, Lazy, TerraformOutput, TerraformStack } from ${cdktf};
const fail = (): string => { throw new Error("not yet"); };
const stack = new TerraformStack(new App(), "stack");
const value = Lazy.stringValue({ produce: fail });
new TerraformOutput(stack, "Output", { value });
stack.toTerraform();
`,
    );
    expect(run(file).stderr).toMatch(/not yet[^]*Object creation stack:\n[^]*lazy\.ts:4:20/);
  });
});

describe("captureStackTrace", () => {
  it("returns the lines of the stack, as a list does that is read later", () => {
    const stack = captureStackTrace();
    const [, expected = ""] = new Error("made here").stack?.split("\n") ?? [];
    expect(Array.isArray(stack)).toBe(true);
    expect(stack.map((line) => line.replace(/:\d+:\d+/, ""))[0]).toBe(expected.trim().replace(/^at |:\d+:\d+/g, ""));
    expect(stack.length).toBeGreaterThan(1);
    expect(JSON.parse(JSON.stringify(stack))).toEqual([...stack]);
    expect(stack.join("\n  at ")).not.toMatch(/creation-stack/);
  });

  it("leaves out what is above the function that is named", () => {
    const make = () => [captureStackTrace().length, captureStackTrace(make).length];
    const [whole = 0, above] = make();
    expect(above).toBe(whole - 1);
  });
});
