import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import { generateName, texts } from "../differential/jsonpath/generate-document";
import { generatePath } from "../differential/jsonpath/generate-path";
import type { Random } from "../differential/random";
import { generateJsonata } from "./generate-jsonata";

/** The intrinsic functions with how many arguments each takes; the last one is none. */
const CALLS: readonly (readonly [string, number])[] = [
  ...["StringToJson", "JsonToString", "ArrayLength", "ArrayUnique", "Base64Encode", "Base64Decode"].map(
    (name) => [name, 1] as const,
  ),
  ...["ArrayPartition", "ArrayContains", "ArrayGetItem", "Hash", "MathRandom", "MathAdd", "StringSplit"].map(
    (name) => [name, 2] as const,
  ),
  ["ArrayRange", 3],
  ["JsonMerge", 3],
  ["Array", 3],
  ["UUID", 0],
  ["Nothing", 1],
];

/** Comparisons of a choice rule, with what each compares with. */
const COMPARISONS: readonly (readonly [string, (random: Random) => Json])[] = [
  ["StringEquals", (random) => random.pick(texts)],
  ["StringMatches", (random) => random.pick(["*", "a*b", "\\*", "é*"])],
  ["NumericLessThan", (random) => random.below(9)],
  ["BooleanEquals", (random) => random.chance(0.5)],
  ["TimestampGreaterThan", () => "2020-01-01T00:00:00Z"],
  ...["IsPresent", "IsNull", "IsString", "IsNumeric", "IsTimestamp"].map(
    (name) => [name, (random: Random) => random.chance(0.5)] as const,
  ),
  ...["NumericEqualsPath", "StringLessThanPath", "BooleanEqualsPath"].map((name) => [name, path] as const),
];

/** Mostly plain paths, so that most definitions are valid. */
function path(random: Random): string {
  return random.pick([
    () => "$",
    () => `$.${random.pick(["a", "b", "list", "toString", "__proto__"])}`,
    () => "$$.State.Name",
    () => (random.chance(0.2) ? generatePath(random) : "$.a"),
  ])();
}

function call(random: Random, depth = 0): string {
  const argument = (): string =>
    random.pick([
      () => path(random),
      () => `'${random.pick(["{}", "a", "MD5", "[1]", "{} {}"])}'`,
      () => String(random.below(2000) - 5),
      () => (depth < 2 ? call(random, depth + 1) : "null"),
    ])();
  const [name, wanted] = random.pick(CALLS);
  const count = random.chance(0.98) ? wanted : random.below(4);
  return `States.${name}(${random.list([count, count], argument).join(", ")})`;
}

function value(random: Random): Json {
  return random.pick<() => Json>([
    () => random.pick(texts),
    () => random.below(9),
    () => null,
    () => ({ [generateName(random)]: random.pick(texts) }),
    () => [random.below(3), true],
  ])();
}

function template(random: Random): JsonObject {
  const members = random.list([0, 3], (): [string, Json] => {
    if (random.chance(0.4)) return [generateName(random), value(random)];
    return [`${generateName(random)}.$`, random.chance(0.5) ? path(random) : call(random)];
  });
  return Object.fromEntries(members);
}

const expression = (random: Random): string => `{% ${generateJsonata(random)} %}`;

type Fields = Readonly<Record<string, (random: Random) => Json>>;

const WAYS: Fields = {
  InputPath: path,
  OutputPath: path,
  ResultPath: (random) => random.pick<Json>(["$", "$.a.b", "$.__proto__.x", null]),
};
const ASSIGN: Fields = { Assign: template };
const JSONATA: Fields = { Output: expression, Assign: (random) => ({ [random.pick(["v", "w"])]: expression(random) }) };

/** The optional fields of a state, some of them. */
function choose(random: Random, fields: Fields): JsonObject {
  const chosen = Object.entries(fields).filter(() => random.chance(0.3));
  return Object.fromEntries(chosen.map(([name, make]) => [name, make(random)]));
}

const catcher = (next: string): Json => [{ ErrorEquals: ["States.ALL"], Next: next }];

type MakeState = (random: Random, next: string, depth: number) => JsonObject;

const states: readonly MakeState[] = [
  (random) => ({ Type: "Pass", ...choose(random, { ...WAYS, ...ASSIGN, Parameters: template, Result: value }) }),
  (random) => ({ Type: "Pass", QueryLanguage: "JSONata", ...choose(random, JSONATA) }),
  (random) => ({ Type: "Wait", Seconds: random.below(99), ...choose(random, ASSIGN) }),
  (random, next) => ({
    Type: "Task",
    Resource: "arn:aws:states:::aws-sdk:sfn:listActivities",
    Parameters: {},
    ...choose(random, {
      ...WAYS,
      ResultSelector: template,
      Retry: () => [{ ErrorEquals: ["States.ALL"] }],
      Catch: () => catcher(next),
    }),
  }),
  (random, _next, depth) => ({
    Type: "Map",
    ItemProcessor: generateBranch(random, depth + 1),
    ...choose(random, { ...WAYS, ItemsPath: path, ItemSelector: template, MaxConcurrency: () => random.below(3) }),
  }),
  (random, next, depth) => ({
    Type: "Parallel",
    Branches: random.list([1, 2], () => generateBranch(random, depth + 1)),
    ...choose(random, { ...WAYS, ResultSelector: template, Catch: () => catcher(next) }),
  }),
];

function choice(random: Random, next: string, other: string): JsonObject {
  const [comparison, operand] = random.pick(COMPARISONS);
  return {
    Type: "Choice",
    Choices: [{ Variable: path(random), [comparison]: operand(random), Next: other }],
    Default: next,
  };
}

/** Three states in a row, any of which may be a branch's own; names are unique in a definition. */
function generateBranch(random: Random, depth: number): JsonObject {
  const [first, second, last] = [0, 1, 2].map(() => (random.chance(0.1) ? "T" : `S${random.below(1e9)}`));
  const names = [String(first), `${second}b`, `${last}c`] as const;
  const state = (next: string): JsonObject => random.pick(depth > 1 ? states.slice(0, 4) : states)(random, next, depth);
  const onTheWay = (next: string, other: string): JsonObject =>
    random.chance(0.2) ? choice(random, next, other) : { ...state(next), Next: next };
  const end: JsonObject = random.chance(0.8)
    ? { ...state(names[2]), End: true }
    : { Type: "Fail", CausePath: call(random) };
  return {
    StartAt: names[0],
    States: { [names[0]]: onTheWay(names[1], names[2]), [names[1]]: onTheWay(names[2], names[0]), [names[2]]: end },
  };
}

/** The text of a definition: most are valid. */
export function generateDefinition(random: Random): string {
  const definition = generateBranch(random, 0);
  return JSON.stringify(random.chance(0.1) ? { ...definition, TimeoutSeconds: random.below(100) } : definition);
}
