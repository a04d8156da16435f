import { compileSchema } from "@sfn-websocket/languages/json-schema/compile-schema";
import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import { isTooDeep } from "@sfn-websocket/languages/nesting";
import { generateName } from "../differential/jsonpath/generate-document";
import type { Random } from "../differential/random";
import type { FuzzArea } from "./area";
import { generateHostileDocument } from "./hostile-document";

type Make = (random: Random, depth: number) => Json;

const count: Make = (random) => random.below(4);
const list: Make = (random, depth) => random.list([1, 3], () => generateSchema(random, depth));
const members: Make = (random, depth) =>
  Object.fromEntries(random.list([0, 3], () => [generateName(random), generateSchema(random, depth)]));
const names: Make = (random) => [...new Set(random.list([1, 3], () => generateName(random)))];

/** The words of a schema, with values that most fit. */
const WORDS: Readonly<Record<string, Make>> = {
  type: (random) =>
    random.pick<Json>(["object", "array", "string", "number", "integer", "null", ["string", "null"], "any"]),
  enum: (random) => random.list<Json>([1, 3], () => random.pick<Json>([1, "a", null, [], { toString: null }])),
  properties: members,
  patternProperties: (random, depth) => ({
    [random.pick(["^a", ".*", "(a+)+$", "[", "(?=a)"])]: generateSchema(random, depth),
  }),
  additionalProperties: (random, depth) => (random.chance(0.5) ? random.chance(0.5) : generateSchema(random, depth)),
  required: names,
  dependencies: (random, depth) => ({
    [generateName(random)]: random.chance(0.5) ? names(random, depth) : generateSchema(random, depth),
  }),
  items: (random, depth) => (random.chance(0.5) ? generateSchema(random, depth) : list(random, depth)),
  additionalItems: (random) => random.chance(0.5),
  uniqueItems: () => true,
  allOf: list,
  anyOf: list,
  oneOf: list,
  not: (random, depth) => generateSchema(random, depth),
  pattern: (random) => random.pick(["^a", "(a|b)*c", "\\d+", "(", "(?<=a)b", "^(a+)+$"]),
  format: (random) => random.pick(["date-time", "email", "uri", "ipv4", "regex", "nothing"]),
  multipleOf: (random) => random.pick<Json>([1, 0.1, 1e-300, 0]),
  maximum: count,
  minimum: count,
  maxLength: count,
  minLength: count,
  maxItems: count,
  minProperties: count,
  $ref: (random) => random.pick(["#", "#/definitions/a", "#/properties/a", "#/%zz", "https://example.com/m"]),
  const: count,
};

function generateSchema(random: Random, depth = 0): JsonObject {
  const words = random.list([0, depth > 3 ? 1 : 3], () => random.pick(Object.keys(WORDS)));
  return Object.fromEntries(words.map((word) => [word, WORDS[word]?.(random, depth + 1) ?? null]));
}

export const schemas: FuzzArea = {
  about: "request models: JSON Schema of draft 4",
  generate(random) {
    const schema = { ...generateSchema(random), definitions: { a: generateSchema(random, 2) } };
    return { text: JSON.stringify(schema), document: generateHostileDocument(random) };
  },
  run({ text, document }) {
    const schema = JSON.parse(text) as JsonObject;
    const place = { schema, model: "Model", pointer: "#" };
    let check;
    try {
      check = compileSchema(place, (reference) => findPart(schema, reference));
    } catch (thrown) {
      if (thrown instanceof Error && thrown.constructor === Error) return { kind: "refused", text: thrown.message };
      throw thrown;
    }
    const value = JSON.parse(document) as Json;
    if (isTooDeep(value)) return { kind: "too deep", text: "" };
    const problem = check(value);
    return { kind: problem === undefined ? "valid" : "not valid", text: problem?.text ?? "" };
  },
};

/** The parts that references of generated schemas lead to. */
function findPart(schema: JsonObject, reference: string) {
  if (reference === "#") return { schema, model: "Model", pointer: "#" };
  const definitions = schema["definitions"];
  if (reference !== "#/definitions/a" || typeof definitions !== "object" || definitions === null) return undefined;
  const part = (definitions as JsonObject)["a"];
  return part === undefined ? undefined : { schema: part, model: "Model", pointer: reference };
}
