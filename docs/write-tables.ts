/** Writes the tables of the documentation that are made from the code: `npm run docs`. */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { drawFile } from "@sfn-websocket/tools/draw/draw-file";
import { runCommand, STATUS } from "@sfn-websocket/run/command";
import { parseArguments } from "@sfn-websocket/run/parse-arguments";
import { DRAWINGS, insertTable, TABLES } from "./tables";

const pages = [...new Set(TABLES.map(({ page }) => page))];

void runCommand({
  name: "npm run docs",
  usage: {
    ways: ["npm run docs"],
    about: ["Writes the tables of docs/ that are made from the code, and the drawings of workflows there."],
    options: {},
  },
  readOptions: (argv) => parseArguments({ args: [...argv] }),
  run: writeAll,
});

function writeAll(): number {
  for (const page of pages) {
    const tables = TABLES.filter((table) => table.page === page);
    writeFileSync(page, tables.reduce(insertTable, readFileSync(page, "utf8")));
  }
  for (const { file, workflow } of DRAWINGS)
    writeFileSync(file, drawFile(workflow, readFileSync(workflow, "utf8"), "auto"));
  // What it prints is read here: a pipe that nobody reads would end it while it writes a page, which is empty then.
  const prettier = join("node_modules", "prettier", "bin", "prettier.cjs");
  const { status, stdout, stderr } = spawnSync(process.execPath, [prettier, "--write", ...pages], { encoding: "utf8" });
  process.stdout.write(stdout);
  if (status === 0) return STATUS.done;
  throw new Error(`prettier: fails, got status ${status}; read what it says\n${stderr}`);
}
