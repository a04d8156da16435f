/** Writes the tables of the documentation that are made from the code: `npm run docs`. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { drawFile } from "@sfn-websocket/tools/draw/draw-file";
import { DRAWINGS, insertTable, TABLES } from "./tables";

const pages = [...new Set(TABLES.map(({ page }) => page))];

for (const page of pages) {
  const tables = TABLES.filter((table) => table.page === page);
  writeFileSync(page, tables.reduce(insertTable, readFileSync(page, "utf8")));
}
for (const { file, workflow } of DRAWINGS)
  writeFileSync(file, drawFile(workflow, readFileSync(workflow, "utf8"), "auto"));
execFileSync(process.execPath, [join("node_modules", "prettier", "bin", "prettier.cjs"), "--write", ...pages], {
  stdio: "inherit",
});
