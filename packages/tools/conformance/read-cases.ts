import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import { requireFile } from "@sfn-websocket/run/require-file";
import { CASE_KINDS } from "./case-kinds";
import type { Verdict } from "./verdict";
import { expandRepeats } from "./expand-repeats";

/** A case of a file, ready to run. */
export interface Case {
  /** What it is about, the name of its kind. */
  readonly area: string;
  /** The part of the area: the folder or tier that the case names, else the name of its file, or of the folder of `cases.json`. */
  readonly feature: string;
  readonly id: string;
  readonly run: () => Verdict | Promise<Verdict>;
}

/**
 * Returns the cases of a file: one a line in `.jsonl`, the elements of an array in `.json`.
 *
 * @throws Error in the developer form for a file that cannot be read, is not JSON, or holds something that is no case.
 */
export function readCases(file: string, text = readText(file)): readonly Case[] {
  return readValues(file, text).map(({ where, value }) => {
    const read = readCase(file, where, value);
    if (read) return read;
    const kinds = Object.keys(CASE_KINDS).join(", ");
    throw new Error(
      `${where}: has the shape of no kind of case, got ${shorten(JSON.stringify(value))}; write one of ${kinds}`,
    );
  });
}

/** Returns the files of cases in a folder and the folders below: those `.jsonl` and `.json` files that begin with a case. */
export function findCaseFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((file) => /\.jsonl?$/.test(file) && beginsWithCase(file))
    .sort();
}

function beginsWithCase(file: string): boolean {
  const text = readText(file);
  const values = file.endsWith(".jsonl") || text.trimStart().startsWith("[") ? readValues(file, text) : [];
  return values[0] !== undefined && readCase(file, file, values[0].value) !== undefined;
}

function readCase(file: string, where: string, value: Json): Case | undefined {
  if (!isJsonObject(value)) return undefined;
  const [area, kind] = Object.entries(CASE_KINDS).find(([, { isKindOf }]) => isKindOf(value)) ?? [];
  if (area === undefined || kind === undefined) return undefined;
  return { area, feature: readFeature(file, value), id: readId(value, where), run: () => kind.run(value) };
}

function readFeature(file: string, { folder, tier }: JsonObject): string {
  const name = basename(file).replace(/\.jsonl?$/, "");
  return String(folder ?? tier ?? (name === "cases" ? basename(dirname(file)) : name));
}

/** A case without an id goes by its path, or by its place. */
function readId({ id, path }: JsonObject, where: string): string {
  return String(id ?? path ?? where);
}

function readValues(file: string, text: string): { where: string; value: Json }[] {
  if (file.endsWith(".jsonl"))
    return text.split("\n").flatMap((line, index) => {
      const where = `${file}:${index + 1}`;
      return line.trim() === "" ? [] : [{ where, value: parse(line, where) }];
    });
  const values = parse(text, file);
  if (!Array.isArray(values))
    throw new Error(`${file}: not an array of cases, got ${shorten(JSON.stringify(values))}; write [case, case]`);
  return values.map((value, index) => ({ where: `${file}[${index}]`, value }));
}

const readText = (file: string): string => requireFile(file, "a case file");

function parse(text: string, where: string): Json {
  try {
    return JSON.parse(text, expandRepeats);
  } catch {
    throw new Error(`${where}: not JSON, got '${shorten(text)}'; correct it`);
  }
}

function shorten(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 77)}...`;
}
