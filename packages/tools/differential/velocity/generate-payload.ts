import type { Random } from "../random";

/** What a variable of a generated template holds. */
export type Type = "text" | "integer" | "double" | "boolean" | "list" | "map" | "nothing";

/** The payload's members and what each holds, so that generated templates mostly make sense. */
export const members: readonly (readonly [name: string, type: Type])[] = [
  ["text", "text"],
  ["word", "text"],
  ["count", "integer"],
  ["size", "integer"],
  ["ratio", "double"],
  ["ok", "boolean"],
  ["none", "nothing"],
  ["items", "list"],
  ["names", "list"],
  ["map", "map"],
  ["toString", "text"],
];

/** Names that mean something to Java or to JavaScript stand among the others. */
export const names = [
  "a",
  "b",
  "key",
  "class",
  "size",
  "empty",
  "get",
  "toString",
  "valueOf",
  "__proto__",
  "constructor",
  "hasOwnProperty",
  "hashCode",
] as const;

const texts = [
  "",
  "x",
  "abc",
  "a,b,,c",
  "Hello World",
  " pad ",
  "it's",
  'say "hi"',
  "back\\slash",
  "a/b",
  "1",
  "-7",
  "2.5",
  "true",
  "null",
  "$a",
  "#end",
  "é日本",
  "l1\nl2\t",
  "<b>&amp;</b>",
  "😀",
  "aXbXc",
  "toString",
] as const;

const integers = [0, 1, 2, 3, 5, 7, 10, -1, -5, 100, 1000, 2147483647, -2147483648, 12345678901] as const;
const doubles = ["2.5", "0.1", "-1.5", "1.0", "100.0", "1.0E10", "1.0e-5", "3.14159", "0.0", "123456789.125"] as const;

const scalars: Readonly<Record<"text" | "integer" | "double" | "boolean" | "nothing", (random: Random) => string>> = {
  text: (random) => JSON.stringify(random.pick(texts)),
  integer: (random) => String(random.pick(integers)),
  double: (random) => random.pick(doubles),
  boolean: (random) => String(random.chance(0.5)),
  nothing: () => "null",
};

/** The JSON text of a value of this type. */
function generateValue(random: Random, type: Type, depth = 0): string {
  if (type === "list")
    return `[${random.list([0, 4], () => generateValue(random, pickType(random, depth), depth + 1)).join(",")}]`;
  if (type !== "map") return scalars[type](random);
  const keys = [...new Set(random.list([0, 4], () => random.pick(names)))];
  const list = keys.map((key) => `${JSON.stringify(key)}:${generateValue(random, pickType(random, depth), depth + 1)}`);
  return `{${list.join(",")}}`;
}

function pickType(random: Random, depth: number): Type {
  const flat: readonly Type[] = ["text", "text", "integer", "double", "boolean", "nothing"];
  return random.pick(depth < 2 ? [...flat, "list", "map"] : flat);
}

/** The JSON text of a payload, a map of the members above. */
export function generatePayload(random: Random): string {
  const list = members.map(
    ([name, type]) => `${JSON.stringify(name)}:${generateValue(random, random.chance(0.95) ? type : "nothing")}`,
  );
  return `{${list.join(",")}}`;
}
