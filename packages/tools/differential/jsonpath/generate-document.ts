import type { Random } from "../random";

/**
 * Names that mean something to Java or to JavaScript stand among the others; none is a number, since JavaScript's objects
 * put those first.
 */
export const names = [
  "a",
  "b",
  "c",
  "list",
  "key",
  "length",
  "size",
  "null",
  "0a",
  "my name",
  "é",
  "toString",
  "valueOf",
  "__proto__",
  "constructor",
] as const;

/** Texts of documents, some of which look like other values. */
export const texts = [
  "",
  "x",
  "blue",
  "a'b",
  "true",
  "False",
  "null",
  "7",
  "1.50",
  "-3e1",
  "abc",
  "/app/mode",
  "日本",
  "a b",
] as const;

const numbers = ["0", "1", "2", "7", "-3", "1.5", "-30", "2147483648", "9007199254740991", "0.1"] as const;

const ROOTS = ["list", "list", "map", "map", "map", "scalar"] as const;

/** The JSON text of a document. */
export function generateDocument(random: Random): string {
  return generateValue(random, 0);
}

function generateValue(random: Random, depth: number): string {
  const kind = depth > 3 ? "scalar" : random.pick(ROOTS);
  if (kind === "list") return `[${random.list([0, 4], () => generateValue(random, depth + 1)).join(",")}]`;
  if (kind === "map") return generateMap(random, depth);
  return random.pick([
    () => "null",
    () => random.pick(["true", "false"]),
    () => random.pick(numbers),
    () => JSON.stringify(random.pick(texts)),
  ])();
}

function generateMap(random: Random, depth: number): string {
  const members = new Map(random.list([0, 4], () => [generateName(random), generateValue(random, depth + 1)]));
  return `{${[...members].map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(",")}}`;
}

/** A name; the first ones are likelier, so that paths meet documents. */
export function generateName(random: Random): string {
  return random.chance(0.75) ? random.pick(names.slice(0, 4)) : random.pick(names);
}
