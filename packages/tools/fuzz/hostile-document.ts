import { generateDocument } from "../differential/jsonpath/generate-document";
import type { Random } from "../differential/random";

/** How deep hostile documents nest at most. */
const DEEPEST = 10_000;

/** Members that every object of JavaScript inherits, or has instead of its prototype. */
export const INHERITED = [
  "toString",
  "valueOf",
  "__proto__",
  "constructor",
  "hasOwnProperty",
  "length",
  "then",
  "toJSON",
];

/** The JSON text of a document: mostly a small one, sometimes a deep, a large or a misleading one. */
export function generateHostileDocument(random: Random): string {
  const chance = random.next();
  if (chance < 0.001) return nest(random, generateDocument(random));
  if (chance < 0.002) return JSON.stringify("a\u0000é😀".repeat(random.below(5000)));
  if (chance < 0.003) return `[${random.list([0, 2000], () => random.pick(["1", "null", '"a"', "{}"])).join(",")}]`;
  if (chance < 0.1) return mislead(random, generateDocument(random));
  return generateDocument(random);
}

/** A value of each inherited name that is no function, around a document. */
function mislead(random: Random, document: string): string {
  const names = [...new Set(random.list([1, 4], () => random.pick(INHERITED)))];
  const values = ["null", "1", '"a"', "[]", "{}", '{"toString":null}', document];
  return `{${names.map((name) => `"${name}":${random.pick(values)}`).join(",")},"a":${document}}`;
}

function nest(random: Random, document: string): string {
  const depth = random.below(DEEPEST);
  const [before, after] = random.pick([
    ["[", "]"],
    ['{"a":', "}"],
    ['[{"toString":', "}]"],
  ] as const);
  return before.repeat(depth) + document + after.repeat(depth);
}
