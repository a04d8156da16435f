import { readOwn } from "@sfn-websocket/languages/json";
import { randomUUID } from "node:crypto";
import { suggestName } from "@sfn-websocket/languages/nearest-name";

/** What fields are made of, when a message is. */
export interface FieldValues {
  /** How many messages were made before, of all templates. */
  readonly counter: number;
  /** The connection's number, from 0. */
  readonly connection: number;
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
}

/** A message with fields: `{"action": "greet", "n": {{counter}}, "id": "{{token}}"}`. */
export interface MessageTemplate {
  /** What the report calls its messages. */
  readonly name: string;
  /** Whether an answer that repeats the token tells which message it is for. */
  readonly hasToken: boolean;
  /** Bytes of a message, about. */
  readonly length: number;
  readonly render: (values: FieldValues) => string;
}

type Render = (values: FieldValues) => string;

interface Field {
  /** How many words follow the name: at least, and at most. */
  readonly words: readonly [number, number];
  readonly form: string;
  readonly meaning: string;
  readonly compile: (words: readonly string[], where: string) => Render;
}

const one = (render: Render) => () => render;

/** The fields of a message, by name. */
export const FIELDS: Readonly<Record<string, Field>> = {
  counter: field("counter", "1, 2, 3 and so on, over all connections", ({ counter }) => String(counter + 1)),
  connection: field("connection", "the connection's number, from 0", ({ connection }) => String(connection)),
  token: field("token", "a text of its own; an answer that repeats it is matched by it", ({ token }) => token),
  uuid: field("uuid", "a random UUID", () => randomUUID()),
  now: field("now", "the time, as 2026-11-29T12:00:00.000Z", ({ now }) => new Date(now).toISOString()),
  random: {
    words: [2, 2],
    form: "random 1 100",
    meaning: "a whole number, both ends included",
    compile(words, where) {
      const [from = NaN, to = NaN] = words.map(Number);
      if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from > to)
        throw new Error(`${where}: not two whole numbers that rise, got '${words.join(" ")}'; write {{random 1 100}}`);
      return ({ random }) => String(from + Math.floor(random() * (to - from + 1)));
    },
  },
  choice: {
    words: [1, Infinity],
    form: "choice red green",
    meaning: "one of the words",
    compile: (words) => (values) => words[Math.floor(values.random() * words.length)] ?? "",
  },
};

function field(form: string, meaning: string, render: Render): Field {
  return { words: [0, 0], form, meaning, compile: one(render) };
}

/** Two braces, as they stand in a message that is no template. */
const LITERAL = "{{{{";
const PART = /(\{\{\{\{|\{\{[^{}]*\}\})/;

/**
 * Compiles a message; `{{{{` stands for two braces.
 *
 * @throws Error, where a field is unknown or wrong, with its line.
 */
export function compileMessage(name: string, text: string, where: string): MessageTemplate {
  let hasToken = false;
  let line = 1;
  const parts = text.split(PART).map((part): string | Render => {
    const place = `${where}:${line}`;
    line += part.split("\n").length - 1;
    if (part === LITERAL) return "{{";
    if (!part.startsWith("{{")) return requireWhole(part, place);
    const [called = "", ...words] = part.slice(2, -2).trim().split(/\s+/);
    hasToken ||= called === "token";
    return compileField(called, words, place);
  });
  return {
    name,
    hasToken,
    length: Buffer.byteLength(text),
    render: (values) => parts.map((part) => (typeof part === "string" ? part : part(values))).join(""),
  };
}

function requireWhole(text: string, where: string): string {
  if (!text.includes("{{")) return text;
  throw new Error(
    `${where}: a field does not end, got '${text.slice(text.indexOf("{{")).slice(0, 40)}'; close it with '}}', or write '{{{{' for two braces`,
  );
}

function compileField(name: string, words: readonly string[], where: string): Render {
  const found = readOwn(FIELDS, name);
  if (!found) {
    const known = Object.keys(FIELDS);
    throw new Error(
      `${where}: no such field, got '{{${name}}}'; ${suggestName(name, known, `there are ${known.join(", ")}`)}`,
    );
  }
  const [least, most] = found.words;
  if (words.length < least || words.length > most)
    throw new Error(
      `${where}: the field '${name}' is used otherwise, got '${words.join(" ")}'; write {{${found.form}}}`,
    );
  return found.compile(words, where);
}
