import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The cases of a table in this folder, one a line. */
export function readCases<Case>(file: string): Case[] {
  const lines = readFileSync(join(__dirname, file), "utf8").trimEnd().split("\n");
  return lines.map((line): Case => JSON.parse(line));
}
