import { Buffer } from "node:buffer";
import { boundText, failLong } from "../bound-text";
import { countText } from "../count-text";
import { EvaluationError } from "../errors";
import { LONGEST_TEXT } from "../limits";
import { printValue } from "../print-value";
import { compileRegularExpression } from "../regular-expressions";
import { createArrayList, JavaChar } from "../values";
import type { MethodTable, Value } from "../values";
import { spendOnSearch, spendOnText, spendWork } from "../work";
import { failCast } from "./fail-cast";
import { formatText } from "./format-text";

/** The methods of java.lang.String; `$text.empty` is `isEmpty()`. */
export const stringMethods: MethodTable = {
  "length()": (text: string) => text.length,
  "isEmpty()": (text: string) => text === "",
  "isBlank()": (text: string) => text.trim() === "",
  "charAt(int)": (text: string, at: number) => new JavaChar(text[at] ?? failRange(text, at)),
  "codePointAt(int)": (text: string, at: number) => text.codePointAt(at) ?? failRange(text, at),
  "substring(int)": (text: string, start: number) => cut(text, start, text.length),
  "substring(int,int)": cut,
  "subSequence(int,int)": cut,
  "indexOf(String)": (text: string, part: string) => search(text, part).indexOf(part),
  "indexOf(String,int)": (text: string, part: string, from: number) => search(text, part).indexOf(part, from),
  "indexOf(int)": (text: string, code: number) => text.indexOf(String.fromCharCode(code)),
  "lastIndexOf(String)": (text: string, part: string) => search(text, part).lastIndexOf(part),
  "lastIndexOf(String,int)": (text: string, part: string, from: number) =>
    from < 0 ? -1 : search(text, part).lastIndexOf(part, from),
  "contains(String)": (text: string, part: string) => search(text, part).includes(part),
  "startsWith(String)": (text: string, part: string) => text.startsWith(part),
  "startsWith(String,int)": (text: string, part: string, from: number) =>
    from >= 0 && from <= text.length && text.startsWith(part, from),
  "endsWith(String)": (text: string, part: string) => text.endsWith(part),
  "equalsIgnoreCase(String?)": (text: string, other: string | null) => other !== null && lower(text) === lower(other),
  "contentEquals(String)": (text: string, other: string) => text === other,
  "compareTo(String)": compareTexts,
  "compareTo(Object)": failCast,
  "compareToIgnoreCase(String)": (text: string, other: string) => compareTexts(lower(text), lower(other)),
  "regionMatches(int,String,int,int)": (text: string, from: number, other: string, start: number, length: number) =>
    text.slice(from, from + length) === other.slice(start, start + length),
  "concat(String)": (text: string, other: string) => boundText(text + other),
  "repeat(int)": repeat,
  "replace(String,String)": replaceAllLiterally,
  "replace(char,char)": (text: string, { char }: JavaChar, other: JavaChar) =>
    replaceAllLiterally(text, char, other.char),
  "replaceAll(String,String)": (text: string, pattern: string, replacement: string) =>
    compileRegularExpression(pattern).replace(text, replacement, Infinity),
  "replaceFirst(String,String)": (text: string, pattern: string, replacement: string) =>
    compileRegularExpression(pattern).replace(text, replacement, 1),
  "matches(String)": (text: string, pattern: string) => compileRegularExpression(pattern).matches(text),
  "split(String)": (text: string, pattern: string) => createArrayList(compileRegularExpression(pattern).split(text, 0)),
  "split(String,int)": (text: string, pattern: string, limit: number) =>
    createArrayList(compileRegularExpression(pattern).split(text, limit)),
  "toLowerCase()": lower,
  "toUpperCase()": (text: string) => {
    spendOnText("print", text.length);
    return text.toUpperCase();
  },
  "trim()": trimText,
  "strip()": (text: string) => text.trim(),
  "stripLeading()": (text: string) => text.trimStart(),
  "stripTrailing()": (text: string) => text.trimEnd(),
  "intern()": (text: string) => text,
  "getBytes()": toBytes,
  "getBytes(String)": toBytes,
  "toCharArray()": (text: string) => createArrayList(Array.from(text.split(""), (char) => new JavaChar(char))),
  "valueOf(Object)": (_: string, value: Value) => printValue(value) ?? "null",
  "format(String,Object...)": (_: string, format: string, ...values: Value[]) => boundText(formatText(format, values)),
  "join(String,Collection)": (_: string, separator: string, items: Value[]) => {
    spendWork(2 * items.length);
    return boundText(items.map(requireText).join(separator));
  },
};

/** Of a list, texts alone are joined. */
function requireText(item: Value): string {
  if (item === null || typeof item === "string") return item ?? "null";
  throw new EvaluationError("join: an item of the list is no text; pass a list of texts");
}

/** Java's trim: all up to the blank is taken off both ends. */
function trimText(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && text.charCodeAt(start) <= 0x20) start++;
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end--;
  return text.slice(start, end);
}

function failRange(text: string, at: number): never {
  throw new EvaluationError(`index ${at} is outside of the text, which has ${text.length} characters`);
}

function cut(text: string, start: number, end: number): string {
  if (start < 0 || end > text.length || start > end)
    throw new EvaluationError(`begin ${start}, end ${end} is outside of the text, which has ${text.length} characters`);
  return text.slice(start, end);
}

/** The text, once the steps of looking for the part in it are counted. */
function search(text: string, part: string): string {
  spendOnSearch(text, part);
  return text;
}

function lower(text: string): string {
  spendOnText("print", text.length);
  return text.toLowerCase();
}

function compareTexts(text: string, other: string): number {
  const shared = Math.min(text.length, other.length);
  spendOnText("search", shared);
  for (let at = 0; at < shared; at++) {
    if (text[at] !== other[at]) return text.charCodeAt(at) - other.charCodeAt(at);
  }
  return text.length - other.length;
}

function repeat(text: string, count: number): string {
  if (count < 0) throw new EvaluationError(`count is negative: ${count}`);
  if (text.length * count > LONGEST_TEXT) failLong(text.length * count);
  return text.repeat(count);
}

function replaceAllLiterally(text: string, part: string, replacement: string): string {
  spendOnSearch(text, part);
  const count = part === "" ? text.length + 1 : countText(text, part);
  if (count === 0) return text;
  spendWork(count);
  if (text.length + count * replacement.length > LONGEST_TEXT) failLong(text.length + count * replacement.length);
  return text.replaceAll(part, () => replacement);
}

function toBytes(text: string): Value {
  return createArrayList(Int8Array.from(Buffer.from(text, "utf8")));
}
