import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { runChild } from "@sfn-websocket/run/__tests__/start-child";
import { migrate } from "../../migrate-cdktn/migrate";
import { readMigrateOptions } from "../../migrate-cdktn/options";

const FILES = {
  "main.ts": 'import { App } from "cdktf";\nimport { Construct } from "constructs";\nnew App();\n',
  "package.json": '{\n  "dependencies": {\n    "cdktf": "0.21.0",\n    "@cdktf/provider-random": "12.0.0"\n  }\n}\n',
  "package-lock.json": '{ "packages": { "node_modules/cdktf": { "version": "0.21.0" }, "cdktf": "0.21.0" } }\n',
  "docs/upgrade.md": "`npx cdktf deploy` becomes another command\n",
  "picture.png": "npx cdktf deploy\n",
};
const CHANGED = [
  { path: "main.ts", lines: 1 },
  { path: "package.json", lines: 1 },
];

let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "migrate-"));
  for (const [path, text] of Object.entries(FILES)) write(path, text);
  symlinkSync("main.ts", join(folder, "link.ts"));
  await git("init", "--quiet");
  await commit();
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

async function git(...argv: string[]): Promise<string> {
  const who = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
  const { status, stdout, stderr } = await runChild("git", [...who, ...argv], { cwd: folder });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

async function commit(): Promise<void> {
  await git("add", "--all");
  await git("commit", "--quiet", "--message", "all");
}

it("rewrites the files that Git keeps, says which, and names the providers that it leaves", async () => {
  write("untouched.ts", 'import "cdktf";');
  await commit();
  rmSync(join(folder, "untouched.ts"));
  await commit();
  expect(migrate(folder, false)).toEqual({ changed: CHANGED, left: ["@cdktf/provider-random"] });
  expect(readFileSync(join(folder, "main.ts"), "utf8")).toBe(FILES["main.ts"].replace("cdktf", "cdktn"));
  expect((await git("diff", "--name-only")).trim().split("\n")).toEqual(["main.ts", "package.json"]);
});

it("changes nothing in a dry run, nor when it is run again", async () => {
  expect(migrate(folder, true).changed).toEqual(CHANGED);
  expect(await git("status", "--porcelain")).toBe("");
  migrate(folder, false);
  await commit();
  expect(migrate(folder, false).changed).toEqual([]);
});

it("rejects a checkout with changes that are not committed, and leaves it", () => {
  for (const name of ["a.ts", "b.ts", "c.ts", "d.ts"]) write(name, "1;\n");
  expect(() => migrate(folder, false)).toThrow(
    new Error(
      "checkout: has changes that are not committed, got a.ts, b.ts, c.ts and 1 more; commit or stash them, so that Git can undo the migration",
    ),
  );
  expect(readFileSync(join(folder, "main.ts"), "utf8")).toBe(FILES["main.ts"]);
});

it("rejects a folder that is no checkout", () => {
  rmSync(join(folder, ".git"), { recursive: true });
  expect(() => migrate(folder, false)).toThrow(/: is no checkout of Git's, which undoes the migration; run 'git init'/);
});

it("takes npm's own option of the name as its own: nothing is changed by mistake", () => {
  expect(readMigrateOptions([], {})).toEqual({ isDry: false });
  expect(readMigrateOptions(["--dry-run"], {})).toEqual({ isDry: true });
  expect(readMigrateOptions([], { npm_config_dry_run: "true" })).toEqual({ isDry: true });
});
