import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBundle, refuseCache } from "../find-bundle";
import { refuseInstallation, refuseNode, refuseNpmOption } from "../refuse";
import { stripNamespace } from "../write-bundle";

const RUN = join(__dirname, "..");
const folder = realpathSync(mkdtempSync(join(tmpdir(), "run-")));
afterAll(() => rmSync(folder, { recursive: true }));

/** Saved some time ago, as what a user starts is. */
function save(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  const before = statSync(file).mtimeMs / 1000 - 60 + saves++;
  utimesSync(file, before, before);
  return file;
}
let saves = 0;

function run(...argv: readonly string[]) {
  const options = { cwd: folder, encoding: "utf8", timeout: 60_000 } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [RUN, ...argv], options);
  return { status, stdout, stderr };
}

const printed = (stdout: string) => ({ status: 0, stdout, stderr: "" });

it("runs a file with its arguments and its own paths", () => {
  const file = save(
    "own.ts",
    "const own: string[] = [process.argv.slice(1).join(), __filename]; console.log(own.join(' '));",
  );
  expect(run("own.ts", "a", "--b")).toEqual(printed(`${file},a,--b ${file}\n`));
});

it("runs the file itself where a link leads to it, and makes one bundle of both", () => {
  const file = save("itself.ts", "console.log(process.argv[1], __filename);");
  symlinkSync(file, join(folder, "link.ts"));
  expect(run("link.ts")).toEqual(printed(`${file} ${file}\n`));
  expect(findBundle(file)).toBeDefined();
});

it("keeps the bundle, and makes another one when a file changes that it imports", () => {
  const file = save("asks.ts", 'import { greeting } from "./greeting"; console.log(greeting);');
  save("greeting.ts", 'export const greeting: string = "hello";');
  expect(findBundle(file)).toBeUndefined();
  expect(run("asks.ts")).toEqual(printed("hello\n"));
  expect(findBundle(file)).toBeDefined();
  expect(run("asks.ts")).toEqual(printed("hello\n"));
  save("greeting.ts", 'export const greeting: string = "good evening";');
  expect(findBundle(file)).toBeUndefined();
  expect(run("asks.ts")).toEqual(printed("good evening\n"));
});

it("makes what a file requires when it runs anew when that changes, and loads it once", () => {
  const late = 'const late = () => require("./late") as typeof import("./late");';
  const file = save("early.ts", `${late} console.log("early"); console.log(late().tell(), late() === late());`);
  save("late.ts", 'import { word } from "./word"; export const tell = (): string => word;');
  save("word.ts", 'export const word: string = "hello";');
  expect(run("early.ts")).toEqual(printed("early\nhello true\n"));
  expect(findBundle(file)).toBeDefined();
  expect(run("early.ts")).toEqual(printed("early\nhello true\n"));
  save("word.ts", 'export const word: string = "good evening";');
  expect(findBundle(file)).toBeUndefined();
  expect(run("early.ts")).toEqual(printed("early\ngood evening true\n"));
  save("word.ts", "export const word: string = ;");
  expect(run("early.ts")).toEqual({
    status: 2,
    stdout: "",
    stderr: 'error: word.ts:1:29: Unexpected ";"\n  export const word: string = ;\n                              ^\n',
  });
});

it("tells the lines of both sources where a part has thrown", () => {
  save(
    "calls.ts",
    '\nconst later = () => require("./throws-late") as typeof import("./throws-late");\nlater().fail();\n',
  );
  save("throws-late.ts", 'interface A {}\n\nexport function fail(): never {\n  throw new Error("no");\n}\n');
  for (let start = 0; start < 2; start++)
    expect(run("calls.ts").stderr).toMatch(/throws-late\.ts:4\n[^]*throws-late\.ts:4:9[^]*calls\.ts:3:9/);
});

it("keeps the libraries that stacks are made with when the file changes, and loads each once", () => {
  for (const name of ["cdktf", "constructs"]) mkdirSync(join(folder, "node_modules", name), { recursive: true });
  const constructs = save("node_modules/constructs/index.js", "exports.loaded = (exports.loaded ?? 0) + 1;");
  const cdktf = save("node_modules/cdktf/index.js", 'exports.constructs = require("constructs");');
  const imports = 'import { constructs } from "cdktf"; import * as own from "constructs";';
  const file = save("stacks.ts", `${imports} console.log(constructs.loaded, own.loaded);`);
  expect(run("stacks.ts")).toEqual(printed("1 1\n"));
  const bundles = [cdktf, constructs].map(findBundle);
  expect(bundles).toEqual([expect.any(String), expect.any(String)]);
  const made = bundles.map((bundle = "") => statSync(bundle).ino);
  save("stacks.ts", `${imports} console.log(own === constructs, own.loaded);`);
  expect(findBundle(file)).toBeUndefined();
  expect(run("stacks.ts")).toEqual(printed("false 1\n"));
  expect([cdktf, constructs].map(findBundle).map((bundle = "") => statSync(bundle).ino)).toEqual(made);
});

it.each([
  ["says nothing of what is so", "assert(1); assert.ok(true); console.log('so');", printed("so\n")],
  [
    "throws what node throws of the rest",
    "for (const refuse of [() => assert(0, 'a'), () => assert.ok('', 'b'), () => assert.equal(1, 2, 'c')]) try { refuse(); } catch ({ code, message }) { console.log(code, message); }",
    printed("ERR_ASSERTION a\nERR_ASSERTION b\nERR_ASSERTION c\n"),
  ],
])("has cdktf assert by what %s", (_, asserts, expected) => {
  mkdirSync(join(folder, "node_modules", "cdktf", "lib"), { recursive: true });
  save("node_modules/cdktf/lib/element.js", `const assert = require("assert"); ${asserts}`);
  save("asserts.ts", 'import "./node_modules/cdktf/lib/element";');
  expect(run("asserts.ts")).toEqual(expected);
});

it("ends when nothing is left to do, after what the program does when it hears of that", () => {
  save("ends.ts", "process.on('exit', (code) => console.log('exit', code)); setTimeout(() => console.log('late'), 1);");
  expect(run("ends.ts")).toEqual(printed("late\nexit 0\n"));
  save("hears.ts", "process.prependOnceListener('beforeExit', () => setTimeout(() => console.log('more'), 1));");
  expect(run("hears.ts")).toEqual(printed("more\n"));
});

it("makes another bundle where a file was saved while it was bundled, or is gone", () => {
  const file = save("late.ts", 'console.log("late");');
  utimesSync(file, Date.now() / 1000 + 60, Date.now() / 1000 + 60);
  expect(run("late.ts")).toEqual(printed("late\n"));
  expect(findBundle(file)).toBeUndefined();
});

it("tells a stack's lines by the source", () => {
  save("throws.ts", 'interface A {}\n\nthrow new Error("no");\n');
  const { status, stderr } = run("throws.ts");
  expect(status).toBe(1);
  expect(stderr).toMatch(/throws\.ts:3:7/);
});

it.each([
  ["not.ts", "const a = ;", 'error: not.ts:1:11: Unexpected ";"\n  const a = ;\n            ^\n'],
  [
    "twice.ts",
    "const a = { b: 1, b: 2 };",
    'error: twice.ts:1:19: Duplicate key "b" in object literal\n  const a = { b: 1, b: 2 };\n                    ^\n',
  ],
  ["lost.ts", 'import "./gone";', 'error: lost.ts:1:8: Could not resolve "./gone"\n  import "./gone";\n         ^\n'],
])("rejects %s that holds %j", (name, text, stderr) => {
  save(name, text);
  expect(run(name)).toEqual({ status: 2, stdout: "", stderr });
});

it.each([
  ["own-paths:/home/jane/a.ts", "/home/jane/a.ts"],
  ["own-paths:C:/jane/a.ts", "C:/jane/a.ts"],
  ["C:/jane/a.ts", "C:/jane/a.ts"],
  ["packages/run/a.ts", "packages/run/a.ts"],
])("takes the plugin's name from %j, and no drive's", (file, path) => expect(stripNamespace(file)).toBe(path));

it("rejects a command without a file", () => {
  expect(run()).toEqual({ status: 2, stdout: "", stderr: "error: FILE: is missing; name a TypeScript file to run\n" });
});

it.each(["18.19.0", "20.8.1", "9.0.0"])("rejects Node.js %s", (version) => {
  expect(refuseNode(version)).toBe(`Node.js: is too old, got ${version}; install 20.9 or later, .nvmrc names one`);
});

it("rejects a folder of compiled files that cannot be written", () => {
  const cache = join(save("a-file", ""), "cache");
  const advice = "let this user write there: what runs is compiled into it";
  expect(refuseCache(cache)).toBe(`${cache}: cannot be written, got ENOTDIR; ${advice}`);
  expect(refuseCache(join(folder, "cache"))).toBeUndefined();
});

it.each(["20.9.0", "22.0.0", "100.1.0"])("takes Node.js %s", (version) => expect(refuseNode(version)).toBeUndefined());

it.each([
  [{ npm_lifecycle_event: "start", npm_config_port: "true" }, "port", "npm start -- --port"],
  [{ npm_lifecycle_event: "endpoint", npm_config_test_case: "Busy" }, "test-case", "npm run endpoint -- --test-case"],
])("rejects an option that stood before npm's two dashes, %j", (environment, name, command) => {
  const problem = `--${name}: npm took it for its own, got it before '--'; write `;
  expect(refuseNpmOption(environment, "linux")).toBe(problem + command);
  // PowerShell drops what is not quoted.
  expect(refuseNpmOption(environment, "win32")).toBe(problem + command.replace("--", '"--"'));
});

/** Options that npm has too, or passes over in favour of a longer one of its own: what stands before the dashes is npm's. */
const OF_NPM = "all allow-remote before force format json message name only prefix quiet verbose".split(" ");

it("rejects every option of the commands that npm does not take for its own", () => {
  const packages = join(RUN, "..");
  const files = ["local", "tools"].flatMap((name) =>
    readdirSync(join(packages, name), { recursive: true, encoding: "utf8" }).map((file) => join(packages, name, file)),
  );
  const usages = files
    .filter((file) => file.endsWith(".ts") && !file.includes("node_modules"))
    .map((file) => readFileSync(file, "utf8"))
    .filter((text) => text.includes(": Usage = {"));
  const options = usages
    .flatMap((text) => [...text.matchAll(/^ {4}"(--.*?)":/gm)])
    .flatMap(([, term = ""]) => [...term.matchAll(/--([\w-]+)/g)]);
  const names = new Set(options.map(([, name = ""]) => name));
  expect(names.size).toBeGreaterThan(40);
  const passed = [...names].filter((name) => {
    const environment = { npm_lifecycle_event: "fuzz", [`npm_config_${name.replaceAll("-", "_")}`]: "true" };
    return refuseNpmOption(environment) === undefined;
  });
  expect(passed.sort()).toEqual(OF_NPM);
});

it("takes the options of npm, and what no script of npm has set", () => {
  const own = { npm_config_loglevel: "warn", npm_config_before: "2026-01-01", npm_lifecycle_event: "start" };
  expect(refuseNpmOption(own)).toBeUndefined();
  expect(refuseNpmOption({ npm_config_port: "80" })).toBeUndefined();
});

it("leaves no process of esbuild's beside the program that was bundled", () => {
  const lines = [
    'import { spawnSync } from "node:child_process";',
    'const find = () => spawnSync("pgrep", ["-P", String(process.pid), "esbuild"]).status;',
    "const look = () => (find() === 0 ? setImmediate(look) : console.log(find()));",
    "look();",
  ];
  const file = save("alone.ts", lines.join("\n"));
  const options = { encoding: "utf8", timeout: 15_000 } as const;
  expect(spawnSync(process.execPath, [RUN, file], options)).toMatchObject({ status: 0, stdout: "1\n" });
});

it("rejects an installation without its packages", () => {
  mkdirSync(join(folder, "packages"));
  writeFileSync(join(folder, "package.json"), '{"engines":{"node":">=20.9"}}');
  symlinkSync(RUN, join(folder, "packages", "run"));
  const argv = [
    "--preserve-symlinks",
    "--preserve-symlinks-main",
    join(folder, "packages", "run", "index.js"),
    "own.ts",
  ];
  const { status, stderr } = spawnSync(process.execPath, argv, { cwd: folder, encoding: "utf8" });
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: "error: node_modules: the project's packages are not installed, got MODULE_NOT_FOUND; run 'npm ci' first\n",
  });
});

it.each<[string, object | undefined, string | undefined]>([
  ["are those that the lock names", { a: "1.0.0", "@b/c": "2.0.0" }, undefined],
  ["lack one", { a: "1.0.0" }, "no @b/c 2.0.0"],
  ["have an older one", { a: "0.9.0", "@b/c": "2.0.0" }, "a 0.9.0 for 1.0.0"],
  ["were installed by another than npm", undefined, undefined],
])("looks at packages that %s", (_, installed, got) => {
  const project = mkdtempSync(join(folder, "installed-"));
  const write = (file: string, versions: object) => {
    const packages = Object.entries(versions).map(([name, version]) => [`node_modules/${name}`, { version }]);
    writeFileSync(join(project, file), JSON.stringify({ packages: { "": {}, ...Object.fromEntries(packages) } }));
  };
  write("package-lock.json", { a: "1.0.0", "@b/c": "2.0.0" });
  mkdirSync(join(project, "node_modules"));
  if (installed !== undefined) write("node_modules/.package-lock.json", installed);
  const said = `node_modules: the project's packages are not those of package-lock.json, got ${got}; run 'npm ci'`;
  expect(refuseInstallation(project)).toBe(got && said);
});

it("asks for no package that an installation may leave out", () => {
  const project = mkdtempSync(join(folder, "installed-"));
  const packages = Object.fromEntries(
    ["dev", "optional", "devOptional", "peer"].map((kind) => [
      `node_modules/${kind}`,
      { version: "1.0.0", [kind]: true },
    ]),
  );
  mkdirSync(join(project, "node_modules"));
  writeFileSync(join(project, "package-lock.json"), JSON.stringify({ packages }));
  writeFileSync(join(project, "node_modules", ".package-lock.json"), JSON.stringify({ packages: {} }));
  expect(refuseInstallation(project)).toBeUndefined();
});
