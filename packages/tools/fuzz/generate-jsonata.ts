import type { Random } from "../differential/random";
import { generateName } from "../differential/jsonpath/generate-document";

/** The functions of JSONata and those that Step Functions adds; `eval` and a name of none among them. */
const FUNCTIONS = [
  "sum count max min average string substring substringBefore substringAfter lowercase uppercase length trim pad match",
  "contains replace split join formatNumber formatBase formatInteger parseInteger number floor ceil round abs sqrt power",
  "random boolean not map zip filter single reduce sift keys lookup append exists spread merge reverse each error assert",
  "type sort shuffle distinct base64encode base64decode encodeUrlComponent encodeUrl decodeUrlComponent decodeUrl eval",
  "toMillis fromMillis clone now millis partition range hash uuid parse nothing",
].flatMap((line) => line.split(" "));

const OPERATORS = ["+", "-", "*", "/", "%", "=", "!=", "<", "<=", ">", ">=", "&", "and", "or", "in", "~>", ".", ":="];
const TEXTS = [
  "''",
  "'a'",
  "'é😀'",
  '"[Y]-[M01]"',
  "'#,##0.00'",
  "'\\u0000'",
  "'2020-01-01'",
  "'{\"a\":1}'",
  "'toString'",
];
const NUMBERS = ["0", "1", "-1", "2.5", "1e300", "1e-300", "9007199254740993", "100000"];
const PATTERNS = ["/a/", "/(a+)+$/i", "/[^x]*/", "/(?<n>a)|b/", "/\\d{2,}/m", "/(?=a)/", "//"];

type Make = (random: Random, depth: number) => string;

const leaves: readonly Make[] = [
  () => "$states.input",
  (random) => `$states.input.${spell(random)}`,
  (random) => `$states.${random.pick(["context", "result", "errorOutput", "context.Execution"])}`,
  (random) => random.pick(["$", "$x", "$y", "$$", "null", "true", "*", "**", "%"]),
  (random) => random.pick(NUMBERS),
  (random) => random.pick(TEXTS),
  (random) => random.pick(PATTERNS),
  (random) => `[1..${random.pick([3, 3, 3, 30, 3000, 300_000])}]`,
];

const makers: readonly Make[] = [
  (random, depth) => `${make(random, depth)} ${random.pick(OPERATORS)} ${make(random, depth)}`,
  (random, depth) => `$${random.pick(FUNCTIONS)}(${random.list([0, 3], () => make(random, depth)).join(", ")})`,
  (random, depth) => `$${random.pick(FUNCTIONS)}(${random.list([0, 3], () => make(random, depth)).join(", ")})`,
  (random, depth) =>
    `$${random.pick(["map", "filter", "reduce", "sift", "each", "single"])}(${make(random, depth)}, ${lambda(random, depth)})`,
  (random, depth) => `${make(random, depth)}.${random.pick([spell(random), `(${make(random, depth)})`])}`,
  (random, depth) => `${make(random, depth)}[${make(random, depth)}]`,
  (random, depth) => `${make(random, depth)}{${make(random, depth)}: ${make(random, depth)}}`,
  (random, depth) => `${make(random, depth)}^(${random.pick(["", "<", ">"])}${make(random, depth)})`,
  (random, depth) => `${make(random, depth)}${random.pick(["#$i", "@$v"])}.${make(random, depth)}`,
  (random, depth) => `[${random.list([0, 3], () => make(random, depth)).join(", ")}]`,
  (random, depth) =>
    `{${random.list([0, 3], () => `'${random.pick(["a", "toString", "__proto__"])}': ${make(random, depth)}`).join(", ")}}`,
  (random, depth) => `(${random.list([1, 3], () => make(random, depth)).join("; ")})`,
  (random, depth) => `($x := ${make(random, depth)}; ${make(random, depth)})`,
  (random, depth) => `(${make(random, depth)} ? ${make(random, depth)} : ${make(random, depth)})`,
  (random, depth) => `(${make(random, depth)} ~> |${make(random, depth)}|${make(random, depth)}|)`,
  (random, depth) => `($f := ${lambda(random, depth)}; $f(${make(random, depth)}))`,
  (random, depth) => `-${make(random, depth)}`,
];

const lambda: Make = (random, depth) => `function($x, $y){ ${random.chance(0.1) ? "$f($x)" : make(random, depth)} }`;

const spell = (random: Random): string => `\`${generateName(random)}\``;

const make: Make = (random, depth) =>
  depth > 3 || random.chance(0.35) ? random.pick(leaves)(random, depth) : random.pick(makers)(random, depth + 1);

/** The text of an expression; one of ten has a part cut out. */
export function generateJsonata(random: Random): string {
  const text = make(random, 0);
  if (random.chance(0.001))
    return random.pick(["(", "[", "-", "1+", "a.", "{'a':"]).repeat(random.below(10_000)) + text;
  if (!random.chance(0.1)) return text;
  const at = random.below(text.length);
  return text.slice(0, at) + text.slice(at + 1 + random.below(3));
}
