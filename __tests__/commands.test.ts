import { readFileSync } from "node:fs";
import { join } from "node:path";
import { RUN, runChild } from "@sfn-websocket/run/__tests__/start-child";
import { describeStatuses } from "@sfn-websocket/run/usage";

const PROJECT = join(__dirname, "..");
const COLUMNS = 60;

const { scripts } = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** The commands of package.json that are this project's own, with their files and fixed arguments. */
const commands = Object.entries(scripts).flatMap(([name, line]) => {
  const [, argv] = /^node packages\/run (packages\/.*)$/.exec(line) ?? [];
  return argv === undefined ? [] : [{ name, argv: argv.split(" ") }];
});

const page = readFileSync(join(PROJECT, "docs", "commands.md"), "utf8");

it.each(commands)(
  "prints the help of $name in lines of 60 characters, with the exit statuses of all commands",
  async ({ argv }) => {
    const env = { ...process.env, COLUMNS: String(COLUMNS) };
    const { status, stdout, stderr } = await runChild(process.execPath, [RUN, ...argv, "--help"], {
      cwd: PROJECT,
      env,
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout.split("\n").filter((line) => line.length > COLUMNS)).toEqual([]);
    const text = stdout.replace(/\s+/g, " ");
    expect(text).toContain("Exit status: 0 done ");
    expect(text).toContain(` 2 ${describeStatuses()[2]} `);
  },
  60_000,
);

it.each([
  [
    "docs/write-tables.ts",
    ["--check"],
    "error: --check: no such option; drop it\n'npm run docs -- --help' tells how it is used\n",
  ],
  [
    "docs/write-tables.ts",
    ["page"],
    "error: argument: none is taken here, got 'page'; drop it\n'npm run docs -- --help' tells how it is used\n",
  ],
])("rejects %s %j", async (file, argv, message) => {
  const { status, stderr } = await runChild(process.execPath, [RUN, file, ...argv], { cwd: PROJECT });
  expect({ status, stderr }).toEqual({ status: 2, stderr: message });
});

it("has a row in the documentation for each command", () => {
  const rows = [...page.matchAll(/^\| `npm (?:run )?([\w:-]+)`/gm)].map(([, name]) => name);
  expect(page).toContain(describeStatuses()[2]);
  expect(rows.sort()).toEqual(commands.map(({ name }) => name).sort());
});
