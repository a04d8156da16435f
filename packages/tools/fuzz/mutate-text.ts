import type { Random } from "../differential/random";
import { INHERITED } from "./hostile-document";

/** What is put into texts: what ends or begins something, and names and numbers that mislead. */
const PIECES = [
  ...[
    '"',
    "'",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\\",
    "\n",
    "\u0000",
    "é",
    "😀",
    "\ud800",
    "$",
    "${",
    "{{",
    "}}",
    "//",
    "/*",
  ],
  ...["null", "true", "1e400", "-0", "0.1", "12345678901234567890", "[]", "{}", '""', '"__proto__"', '"constructor"'],
  ...[
    '"toString"',
    '"__proto__":{}',
    '"States":{}',
    '"End":true',
    '"Type":"Map"',
    "%{",
    "%}",
    "$states.input",
    "#set(",
  ],
];

/** How long a mistake is at most. */
const LONGEST = 60_000;

/** A text with a few mistakes: something is left out, comes twice, or stands where it should not. */
export function mutateText(random: Random, text: string): string {
  let mutated = text;
  for (let mistakes = random.below(4); mistakes > 0; mistakes--) mutated = random.pick(MUTATIONS)(random, mutated);
  return mutated;
}

/** A place in a text, and one a little behind it. */
function span(random: Random, text: string): readonly [number, number] {
  const start = random.below(text.length + 1);
  return [start, Math.min(text.length, start + 1 + random.below(20))];
}

const MUTATIONS: readonly ((random: Random, text: string) => string)[] = [
  (random, text) => {
    const [start, end] = span(random, text);
    return text.slice(0, start) + text.slice(end);
  },
  (random, text) => {
    const [start, end] = span(random, text);
    return text.slice(0, end) + text.slice(start);
  },
  (random, text) => {
    const [start] = span(random, text);
    return text.slice(0, start) + random.pick(PIECES) + text.slice(start);
  },
  (random, text) => {
    const [start, end] = span(random, text);
    return text.slice(0, start) + random.pick(PIECES) + text.slice(end);
  },
  // What takes the square of its length for some texts shows where a part of one comes many times; rarely, as it takes long.
  (random, text) => {
    const [start, end] = span(random, text);
    const piece = random.chance(0.5) ? text.slice(start, end) : random.pick(PIECES);
    const times = random.chance(0.1) ? random.below(LONGEST / Math.max(piece.length, 1)) : random.below(5);
    return text.slice(0, start) + piece.repeat(times) + text.slice(start);
  },
  // A value is another one: what is right as JSON is read further.
  (random, text) => {
    const values = [...text.matchAll(/"[^"\\]*"(?!\s*:)|\b\d+\b|\btrue\b|\bfalse\b|\bnull\b/g)];
    if (values.length === 0) return text;
    const value = random.pick(values);
    const other = random.pick([
      '""',
      "0",
      "-1",
      "1e9",
      "null",
      "[]",
      "{}",
      "true",
      '"$"',
      '"$.a"',
      '"{% $x %}"',
      '"x"',
      '{"toString":null}',
    ]);
    return text.slice(0, value.index) + other + text.slice(value.index + value[0].length);
  },
  // A member has a name that every object of JavaScript has by itself.
  (random, text) => {
    const names = [...text.matchAll(/"([^"\\]*)"\s*:/g)];
    if (names.length === 0) return text;
    const { index, 0: whole } = random.pick(names);
    return `${text.slice(0, index)}"${random.pick(INHERITED)}":${text.slice(index + whole.length)}`;
  },
  // A member has the name of another one.
  (random, text) => {
    const names = [...text.matchAll(/"([^"\\]*)"\s*:/g)];
    if (names.length < 2) return text;
    const [one, other] = [random.pick(names), random.pick(names)];
    return text.slice(0, one.index) + other[0] + text.slice(one.index + one[0].length);
  },
];
