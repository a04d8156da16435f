import { isJsonObject, type Json, type JsonObject, readOwn } from "../../json";
import { findExactJson } from "../../jsonpath/read-json";
import { orderAsHashMap } from "../fields/java-hash-set";
import { refuseRequest } from "./request";

/**
 * Reads what an ItemReader reads, from its text: JSON, JSON lines or CSV. Other types are refused by name.
 *
 * @throws TestStateRefusal; its texts are this project's own, none is recorded.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
 */
export function readItemReaderData(text: string, reader: JsonObject): Json {
  const config = isJsonObject(reader["ReaderConfig"]) ? reader["ReaderConfig"] : {};
  const type = String(config["InputType"] ?? "JSON");
  const read = readOwn(READERS, type);
  if (read === undefined) throw refuseData(`is not read for InputType ${type} here`);
  const data = read(text, config);
  const most = config["MaxItems"];
  return Array.isArray(data) && typeof most === "number" && most > 0 ? data.slice(0, most) : data;
}

const READERS: Readonly<Record<string, (text: string, config: JsonObject) => Json>> = {
  JSON: (text, config) => followPointer(parse(text), config["ItemsPointer"]),
  JSONL: (text) => splitLines(text).map(parse),
  CSV: readCsv,
};

function parse(text: string): Json {
  const value = findExactJson(text);
  if (value === undefined) throw refuseData("must be valid JSON");
  return value;
}

/** A JSON pointer, as RFC 6901 has it. */
function followPointer(data: Json, pointer: Json | undefined): Json {
  if (typeof pointer !== "string") return data;
  return pointer
    .split("/")
    .slice(1)
    .reduce<Json>((value, step) => {
      const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
      const inner = Array.isArray(value) ? value[Number(name)] : isJsonObject(value) ? readOwn(value, name) : undefined;
      if (inner === undefined) throw refuseData(`has nothing at ItemsPointer ${pointer}`);
      return inner;
    }, data);
}

const DELIMITERS: Readonly<Record<string, string>> = { COMMA: ",", PIPE: "|", SEMICOLON: ";", SPACE: " ", TAB: "\t" };

/** *Recorded* (gabrielmoreira/tiny-asl-machine, Maps run on AWS): a row has its members as a Java map lists them. */
function readCsv(text: string, config: JsonObject): Json {
  const delimiter = DELIMITERS[String(config["CSVDelimiter"] ?? "COMMA")] ?? ",";
  const rows = splitLines(text).map((line) => splitRow(line, delimiter));
  const given = config["CSVHeaders"];
  const headers = Array.isArray(given) ? given.map(String) : (rows.shift() ?? []);
  const columns = orderAsHashMap(headers).map((header) => [header, headers.lastIndexOf(header)] as const);
  return rows.map((row) => Object.fromEntries(columns.map(([header, index]) => [header, row[index] ?? ""])));
}

/** Splits a row; quotes hold delimiters, and two quotes in them stand for one. */
function splitRow(line: string, delimiter: string): string[] {
  const cells = [""];
  let isQuoted = false;
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    const isEscaped = isQuoted && character === '"' && line[at + 1] === '"';
    if (isEscaped) at++;
    if (character === '"' && !isEscaped) isQuoted = !isQuoted;
    else if (character === delimiter && !isQuoted) cells.push("");
    else cells[cells.length - 1] += character;
  }
  return cells;
}

function splitLines(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== "");
}

function refuseData(problem: string) {
  return refuseRequest(`MapItemReaderData ${problem}`);
}
