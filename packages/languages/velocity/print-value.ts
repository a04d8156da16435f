import { EvaluationError } from "./errors";
import { DEEPEST_NESTING, LONGEST_TEXT } from "./limits";
import { ArrayList, isJavaObject, JavaChar, JavaDouble } from "./values";
import type { Value } from "./values";
import { spendOnText, spendWork } from "./work";

/** Collects text until it is too long, which fails. */
class Printer {
  #parts: string[] = [];
  #length = 0;

  /** json-smart writes `\/` where a list prints itself, but not where JSON is asked for. *Recorded* from json-smart 2.6 */
  constructor(readonly escapesSlash: boolean) {}

  add(part: string): void {
    this.#length += part.length;
    if (this.#length > LONGEST_TEXT)
      throw new EvaluationError(`printed value is too long, got more than ${LONGEST_TEXT} characters; print less`);
    spendWork(3);
    spendOnText("print", part.length);
    this.#parts.push(part);
  }

  addQuoted(text: string): void {
    const quoted = quoteText(text);
    spendOnText("print", quoted.length - text.length);
    this.add(this.escapesSlash && quoted.includes("/") ? quoted.replaceAll("/", "\\/") : quoted);
  }

  get text(): string {
    return this.#parts.join("");
  }
}

/**
 * The value as Java prints it; null for what prints nothing.
 *
 * *Recorded*: a map of the payload prints as `{a=b}`, a list of the payload as JSON, a list of the template as `[a, b]`.
 */
export function printValue(value: Value): string | null {
  if (typeof value === "string") return value;
  if (value === null || value === undefined) return null;
  if (isJavaObject(value)) return value.text === undefined ? null : value.text();
  if (typeof value === "bigint") spendWork(50);
  if (typeof value !== "object" || value instanceof JavaDouble || value instanceof JavaChar) return String(value);
  const printer = new Printer(true);
  printJava(value, printer, 0);
  return printer.text;
}

/** The value as json-smart writes JSON; a slash is written as it is. */
export function writeJson(value: Value): string {
  const printer = new Printer(false);
  printJson(value, printer, 0);
  return printer.text;
}

function guard(depth: number): void {
  if (depth > DEEPEST_NESTING)
    throw new EvaluationError(`printed value nests deeper than ${DEEPEST_NESTING}; does it contain itself?`);
}

function printJava(value: Value, printer: Printer, depth: number): void {
  guard(depth);
  if (value instanceof Map) {
    let separator = "{";
    for (const [name, member] of value) {
      printer.add(`${separator}${name}=`);
      printJava(member, printer, depth + 1);
      separator = ", ";
    }
    printer.add(value.size === 0 ? "{}" : "}");
  } else if (value instanceof ArrayList) {
    printer.add("[");
    value.forEach((item, index) => {
      if (index > 0) printer.add(", ");
      printJava(item, printer, depth + 1);
    });
    printer.add("]");
  } else if (Array.isArray(value)) printJson(value, printer, depth);
  else printer.add(value === null ? "null" : (printValue(value) ?? ""));
}

function printJson(value: Value, printer: Printer, depth: number): void {
  guard(depth);
  if (Array.isArray(value)) {
    printer.add("[");
    value.forEach((item, index) => {
      if (index > 0) printer.add(",");
      printJson(item, printer, depth + 1);
    });
    printer.add("]");
  } else if (value instanceof Map) {
    let separator = "{";
    for (const [name, member] of value) {
      printer.add(separator);
      printer.addQuoted(name);
      printer.add(":");
      printJson(member, printer, depth + 1);
      separator = ",";
    }
    printer.add(value.size === 0 ? "{}" : "}");
  } else if (typeof value === "string") printer.addQuoted(value);
  else if (value instanceof JavaChar || (value !== null && isJavaObject(value)))
    printer.addQuoted(printValue(value) ?? "");
  else printer.add(String(value));
}

/** JSON's own escapes, and `\u` for what json-smart protects beside them. */
function quoteText(text: string): string {
  if (!/["\\\u0000-\u001f\u007f-\u009f\u2000-\u20ff\ud800-\udfff]/.test(text)) return `"${text}"`;
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2000-\u20ff]|\\u[0-9a-f]{4}/g,
    (found) =>
      `\\u${(found.length === 1 ? found.charCodeAt(0).toString(16).padStart(4, "0") : found.slice(2)).toUpperCase()}`,
  );
}
