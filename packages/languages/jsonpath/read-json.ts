import { randomUUID } from "node:crypto";
import { createExactNumber, hasExactNumbers, isExactNumber, printWith } from "./exact-number";
import { isJsonObject, type Json, type JsonObject } from "../json";

/** What a text has to contain for a number that a double may not hold; most texts have none, and are read as ever. */
const SUSPECT = /\d{16}|[eE]\+?\d{3}/;
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;
/** Starts the texts that stand for exact numbers for a moment; nobody can guess it. */
const MARK = randomUUID();
const PRINTED = new RegExp(`"${MARK}((?:[^"\\\\]|\\\\.)*)"`, "g");

/**
 * The value of a JSON text as Jackson keeps it: integers of any size are exact, what is too great for a double is
 * "Infinity", and `-0` is 0. Other numbers are doubles.
 *
 * *Assumed* for Step Functions: Jackson's defaults, which the texts of its errors and its infinities show.
 *
 * @throws SyntaxError for a text that is not JSON
 */
export function readJson(text: string): Json {
  const value: Json = JSON.parse(text);
  if (!SUSPECT.test(text)) return value === 0 ? 0 : value;
  const marked = text.replace(TOKEN, (token) => (isExact(token) ? JSON.stringify(MARK + token) : token));
  return marked === text ? value : unmark(JSON.parse(marked));
}

/** As `readJson`; undefined for a text that is not JSON. */
export function findExactJson(text: string): Json | undefined {
  try {
    return readJson(text);
  } catch {
    return undefined;
  }
}

function isExact(token: string): boolean {
  if (token.startsWith('"')) return false;
  const number = Number(token);
  return !Number.isFinite(number) || (/^-?\d+$/.test(token) && !Number.isSafeInteger(number));
}

/** The value with its marked texts replaced, however deep it nests. */
function unmark(value: Json): Json {
  const root: Json[] = [value];
  const open: (Json[] | JsonObject)[] = [root];
  for (let container = open.pop(); container !== undefined; container = open.pop()) {
    for (const [name, member] of Object.entries(container)) {
      if (typeof member === "object" && member !== null) open.push(member);
      else if (typeof member === "string" && member.startsWith(MARK))
        Object.defineProperty(container, name, { value: createExactNumber(member.slice(MARK.length)) });
    }
  }
  return root[0] ?? null;
}

/**
 * The JSON text of a value, with the digits of exact numbers. Costs what `JSON.stringify` costs where there are none.
 *
 * @param indent the blanks that each level is indented by; 0 leaves all in one line
 */
export function printJson(value: Json, indent = 0): string {
  if (!hasExactNumbers()) return JSON.stringify(value, null, indent);
  const text = printWith(
    (exact) => MARK + exact,
    () => JSON.stringify(value, null, indent),
  );
  return text.includes(MARK) ? text.replace(PRINTED, (_, exact: string) => exact.replaceAll('\\"', '"')) : text;
}

/** The value with the nearest double in the place of each exact number, as JSONata computes. */
export function toDoubles(value: Json): Json {
  if (!hasExactNumbers()) return value;
  if (isExactNumber(value)) return Number(value);
  if (Array.isArray(value)) return keepSame(value, value.map(toDoubles));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value);
  const doubles = entries.map(([, member]) => toDoubles(member));
  if (entries.every(([, member], index) => member === doubles[index])) return value;
  return Object.fromEntries(entries.map(([name], index) => [name, doubles[index] ?? null]));
}

function keepSame(array: Json[], doubles: Json[]): Json[] {
  return array.every((element, index) => element === doubles[index]) ? array : doubles;
}
