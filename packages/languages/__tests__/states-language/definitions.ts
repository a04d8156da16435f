import fc from "fast-check";
import type { Json, JsonObject } from "../../json";
import { hostileJson, INHERITED } from "../hostile-json";

const REFERENCES = ["$", "$.a", "$.a.b", "$.list", "$$", "$$.State.Name"];
const PATHS = [...REFERENCES, "$.list[0]", "$.list[*]", "$..a", "$.list[?(@ > 1)]"];
const CALLS = [
  "States.Format('{}', $.a)",
  "States.ArrayLength($.list)",
  "States.MathAdd($.a, 1)",
  "States.StringToJson($.text)",
  "States.ArrayGetItem($.list, $.a)",
  "States.JsonMerge($.a, $, false)",
  "States.Hash($, 'MD5')",
  "States.ArrayRange($.a, 9, $.a)",
];
const EXPRESSIONS = ["$states.input", "$states.input.a", "$states.input.list", "$sum", "1 / $states.input.a", "[1..3]"];
const RESULT_PATHS = ["$", "$.a", "$.a.b.c", "$.__proto__.x", null];
const ERRORS = ["States.ALL", "States.TaskFailed", "States.Runtime", "States.Timeout", "Custom"];

/** Names that JavaScript, or JSONata's own values, have something for. */
const names = fc.constantFrom(...INHERITED, "sequence");
const json = fc.oneof(
  { weight: 4, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  { weight: 1, arbitrary: fc.dictionary(names, fc.jsonValue({ maxDepth: 1 })) },
) as fc.Arbitrary<Json>;
const input: fc.Arbitrary<Json> = fc.oneof(
  hostileJson,
  fc.record({ a: json, list: fc.oneof(fc.array(json, { maxLength: 4 }), json), text: fc.oneof(fc.string(), json) }),
);
const path = fc.constantFrom(...PATHS);
const reference = fc.constantFrom(...REFERENCES);
const text = fc.constantFrom(...PATHS, ...CALLS);
const template = fc.record({ "v.$": text, "w.$": text, x: json }, { requiredKeys: [] });
const expression = fc.constantFrom(...EXPRESSIONS).map((code) => `{% ${code} %}`);
const jsonata = fc.oneof(expression, fc.record({ a: expression, b: json }));
const errors = fc.constantFrom(...ERRORS).map((error) => [error]);
const retry = fc.array(fc.record({ ErrorEquals: errors, MaxAttempts: fc.nat(2) }), { maxLength: 1 });

const filters = { InputPath: fc.oneof(path, fc.constant(null)), OutputPath: fc.oneof(path, fc.constant(null)) };
const results = { ...filters, Assign: template, ResultPath: fc.constantFrom(...RESULT_PATHS) };
const rule = fc.oneof(
  fc.record({ Variable: reference, StringEquals: fc.string() }),
  fc.record({ Variable: reference, NumericLessThanPath: reference }),
  fc.record({ Variable: reference, IsPresent: fc.boolean() }),
  fc.record({ Variable: reference, TimestampEquals: fc.constant("2020-01-01T00:00:00Z") }),
);

type Fields = Record<string, fc.Arbitrary<Json>>;

/** A state of one type with all of the required and some of the optional fields. */
function makeState(type: JsonObject, required: Fields, optional: Fields): fc.Arbitrary<JsonObject> {
  const fields = fc.record({ ...required, ...optional }, { requiredKeys: Object.keys(required) });
  return fc
    .record({ type: fc.constant(type), fields })
    .map((state) => ({ ...state.type, ...(state.fields as JsonObject) }));
}

const catcher = (next: string): fc.Arbitrary<Json> =>
  fc.array(fc.record({ ErrorEquals: errors, ResultPath: fc.constantFrom(...RESULT_PATHS), Next: fc.constant(next) }), {
    maxLength: 1,
  });

const simpleStates = (next: string): fc.Arbitrary<JsonObject>[] => [
  makeState({ Type: "Pass" }, {}, { ...results, Parameters: template, Result: json }),
  makeState({ Type: "Pass", QueryLanguage: "JSONata" }, {}, { Output: jsonata, Assign: fc.record({ y: jsonata }) }),
  makeState({ Type: "Wait" }, { Seconds: fc.nat(9) }, { ...filters, Assign: template }),
  makeState({ Type: "Wait" }, { SecondsPath: reference }, filters),
  makeState(
    { Type: "Task", Resource: "arn:aws:states:::aws-sdk:sfn:listActivities" },
    {},
    { ...results, Parameters: template, Retry: retry, Catch: catcher(next) },
  ),
];

/** A branch is A, B and C in a row, of which the first two may choose another way. */
const branches = fc.letrec<{ branch: JsonObject }>((tie) => {
  const nestedStates = (next: string) => [
    makeState(
      { Type: "Parallel" },
      { Branches: fc.array(tie("branch"), { minLength: 1, maxLength: 2 }) },
      { ...results, Retry: retry, Catch: catcher(next) },
    ),
    makeState(
      { Type: "Map" },
      { ItemProcessor: tie("branch") },
      { ...results, ItemsPath: reference, ItemSelector: template, Catch: catcher(next) },
    ),
  ];
  const choice = (next: string, other: string) =>
    rule.map((one) => ({ Type: "Choice", Choices: [{ ...one, Next: other }], Default: next }));
  const state = (next: string) =>
    fc.oneof(
      { maxDepth: 1, depthIdentifier: "branch" },
      ...simpleStates(next),
      ...nestedStates(next),
    ) as fc.Arbitrary<JsonObject>;
  const onTheWay = (next: string, other: string) =>
    fc.oneof(
      state(next).map((one) => ({ ...one, Next: next })),
      choice(next, other),
    ) as fc.Arbitrary<JsonObject>;
  const last = fc.oneof(
    state("C").map((one) => ({ ...one, End: true })),
    fc.constantFrom({ Type: "Succeed" }, { Type: "Fail", Error: "Custom" }, { Type: "Fail", CausePath: "$.a" }),
  ) as fc.Arbitrary<JsonObject>;
  return {
    branch: fc
      .record({ A: onTheWay("B", "C"), B: onTheWay("C", "A"), C: last })
      .map((states) => ({ StartAt: "A", States: states })),
  };
});

/** A definition that is valid more often than not, an input for it, and what its tasks answer. */
export const execution = fc.record({
  definition: branches.branch.map(renameBranches),
  input,
  results: fc.array(
    fc.oneof(
      json.map((output) => ({ output })),
      fc.constant({ error: "Custom", cause: "c" }),
    ),
    { maxLength: 3 },
  ),
});

/** Names of states and variables are unique in a whole machine: those of each branch get its number. */
function renameBranches(branch: JsonObject): JsonObject {
  let count = 0;
  const rename = (value: Json, suffix: string): Json => {
    if (Array.isArray(value)) return value.map((element) => rename(element, suffix));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([field, member]): [string, Json] => {
        if (field === "StartAt" || field === "Next" || field === "Default")
          return [field, `${String(member)}${suffix}`];
        if (field === "ItemProcessor") return [field, rename(member, String(++count))];
        if (field === "Branches" && Array.isArray(member))
          return [field, member.map((one) => rename(one, String(++count)))];
        if (field === "States" || field === "Assign")
          return [field, renameMembers(rename(member, suffix) as JsonObject, suffix)];
        return [field, rename(member, suffix)];
      }),
    );
  };
  return rename(branch, "") as JsonObject;
}

function renameMembers(object: JsonObject, suffix: string): JsonObject {
  const renamed = (name: string) => name.replace(/(\.\$)?$/, `${suffix}$1`);
  return Object.fromEntries(Object.entries(object).map(([name, member]) => [renamed(name), member]));
}
