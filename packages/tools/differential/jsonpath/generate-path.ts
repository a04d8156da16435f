import type { Random } from "../random";
import { generateName, texts } from "./generate-document";

type Make = (random: Random) => string;

/** The text of a path: most follow the grammar, some have parts put in or taken out at random. */
export function generatePath(random: Random): string {
  const path = `$${random.list([0, 4], () => generateToken(random)).join("")}`;
  return random.chance(0.15) ? spoil(random, path) : path;
}

function generateToken(random: Random): string {
  return random.chance(0.5) ? `.${generateName(random)}` : random.pick(tokens)(random);
}

const generateIndex: Make = (random) =>
  String(random.chance(0.85) ? random.below(4) : random.pick([-1, -2, 9, 2147483648]));
const quote: Make = (random) =>
  `'${random.chance(0.9) ? generateName(random) : random.pick(["a\\'b", "a]b", "", "[x]", "*"])}'`;
const blank: Make = (random) => (random.chance(0.15) ? " " : "");

const tokens: readonly Make[] = [
  (random) => `[${generateIndex(random)}]`,
  (random) => `[${blank(random)}${generateIndex(random)}${blank(random)}]`,
  (random) => `[${generateIndex(random)},${blank(random)}${generateIndex(random)}]`,
  (random) => `[${generateIndex(random)}:]`,
  (random) => `[:${generateIndex(random)}]`,
  (random) => `[${generateIndex(random)}:${generateIndex(random)}]`,
  (random) =>
    `[(@.${random.pick(["length", "size()", "length", "count"])}${blank(random)}-${blank(random)}${random.below(4)})]`,
  () => "[*]",
  () => ".*",
  () => "*",
  (random) => `..${generateName(random)}`,
  () => "..*",
  (random) => `..${random.pick(tokens)(random)}`,
  (random) => `.${random.pick(tokens)(random)}`,
  (random) => `[${quote(random)}]`,
  (random) => `[${blank(random)}${quote(random)}${blank(random)},${quote(random)}]`,
  (random) => `["${generateName(random)}"]`,
  (random) => `.${generateName(random)}()`,
  (random) => `.${random.pick(["sum()", "length()", "min()", "a-b", "a_b", "a,b", "a?b", "a:b"])}`,
  generateFilter,
  generateFilter,
  generateFilter,
  generateFilter,
];

function generateFilter(random: Random): string {
  const criteria = [generateCriterion(random)];
  while (random.chance(0.25)) criteria.push(random.pick(["&&", "||", " && ", " || "]), generateCriterion(random));
  return `[${blank(random)}?${blank(random)}(${blank(random)}${criteria.join("")}${blank(random)})${blank(random)}]`;
}

function generateCriterion(random: Random): string {
  const left = generateSide(random);
  if (random.chance(0.2)) return random.chance(0.3) ? `!${left}` : left;
  const operator = random.pick(["==", "==", "==", "!=", "<", "<=", ">", ">=", "=~", "in", "="]);
  const space = blank(random);
  const right = operator === "=~" && random.chance(0.8) ? random.pick(patterns) : generateSide(random);
  const criterion = random.chance(0.9) ? `${left}${space}${operator}${space}${right}` : `${right}${operator}${left}`;
  return random.chance(0.1) ? `(${criterion})` : criterion;
}

const patterns = ["/x.*/", "/B.*/i", "/[a-z]+/", "/.*/", "/7|true/", "/a'b/", "/(/", "/nul{2}/"] as const;

function generateSide(random: Random): string {
  return random.pick([generateInnerPath, generateInnerPath, generateInnerPath, generateLiteral])(random);
}

function generateInnerPath(random: Random): string {
  const root = random.chance(0.85) ? "@" : "$";
  const inner: readonly Make[] = [
    (each) => `.${generateName(each)}`,
    (each) => `.${generateName(each)}`,
    (each) => `[${generateIndex(each)}]`,
    (each) => `[${quote(each)}]`,
    (each) => `[(@.length-${each.below(3)})]`,
    (each) => each.pick(["..a", "[*]", ".*", "[0:1]", ".length()"]),
  ];
  return (
    root + random.list([0, 2], () => random.pick(random.chance(0.95) ? inner.slice(0, 5) : inner)(random)).join("")
  );
}

const words = [
  "blue",
  "x",
  "7",
  "1.5",
  "1.50",
  "true",
  "TRUE",
  "null",
  "abc",
  "/app/mode/level",
  "-3",
  "+7",
  "7.",
  ".5",
  "1e1",
  "yes",
  "a-b",
  "",
] as const;

function generateLiteral(random: Random): string {
  if (random.chance(0.5)) return random.pick(words);
  const text = random.pick(texts);
  return random.chance(0.85) ? `'${text.replaceAll("'", "\\'")}'` : `"${text}"`;
}

/** The path with a piece of the grammar put in, or a character taken out, at a random place. */
function spoil(random: Random, path: string): string {
  const at = random.below(path.length + 1);
  if (random.chance(0.4)) return path.slice(0, at) + path.slice(at + 1);
  const piece = random.pick([
    ".",
    "..",
    "[",
    "]",
    "(",
    ")",
    "'",
    '"',
    "*",
    "?",
    "@",
    "$",
    " ",
    ":",
    ",",
    "-",
    "!",
    "&&",
    "||",
    "\\",
    "=",
    "0",
    "a",
    "/",
    "\t",
    "٣",
  ]);
  return path.slice(0, at) + piece + path.slice(at);
}
