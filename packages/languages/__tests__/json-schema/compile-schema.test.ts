import type { Json, JsonObject } from "../../json";
import { compileSchema } from "../../json-schema/compile-schema";
import { leastWork } from "../least-work";

const compile = (schema: Json) => compileSchema({ schema, model: "M", pointer: "#" }, () => undefined);

/** A schema, values that are valid, and others each with the problem: where it is, and its text. */
type Case = readonly [JsonObject, readonly Json[], readonly (readonly [Json, string, string])[]];

const CASES: readonly Case[] = [
  [{}, [null, 1, "a", [], {}], []],
  [
    { type: "integer" },
    [1, -2, 1e20],
    [
      [1.5, "", typed("number", ["integer"])],
      ["1", "", typed("string", ["integer"])],
    ],
  ],
  [{ type: "number" }, [1, 1.5], [[null, "", typed("null", ["integer", "number"])]]],
  [
    { type: ["string", "null"] },
    ["", null],
    [
      [true, "", typed("boolean", ["null", "string"])],
      [[], "", typed("array", ["null", "string"])],
    ],
  ],
  [
    { enum: [1, "a", { b: [1] }] },
    [1, "a", { b: [1] }],
    [["b", "", 'instance value ("b") not found in enum (possible values: [1,"a",{"b":[1]}])']],
  ],
  [
    { multipleOf: 0.0001 },
    [0.0075, 1, -3, "a"],
    [[0.00751, "", "remainder of division is not zero (0.00751 / 0.0001)"]],
  ],
  [
    { maximum: 3 },
    [3, "4"],
    [[3.1, "", "numeric instance is greater than the required maximum (maximum: 3, found: 3.1)"]],
  ],
  [
    { maximum: 3, exclusiveMaximum: true },
    [2.9],
    [[3, "", "numeric instance is not strictly lower than the required maximum 3"]],
  ],
  [{ minimum: 0 }, [0], [[-1, "", "numeric instance is lower than the required minimum (minimum: 0, found: -1)"]]],
  [
    { minimum: 0, exclusiveMinimum: true },
    [1],
    [[0, "", "numeric instance is not strictly greater than the required minimum 0"]],
  ],
  [{ maxLength: 2 }, ["😀😀", 123], [["abc", "", 'string "abc" is too long (length: 3, maximum allowed: 2)']]],
  [{ minLength: 2 }, ["ab"], [["😀", "", 'string "😀" is too short (length: 1, required minimum: 2)']]],
  [
    { pattern: "^\\ud83d\\ude00\\u0041+$" },
    ["😀AA"],
    [["😀", "", 'ECMA 262 regex "^\\ud83d\\ude00\\u0041+$" does not match input string "😀"']],
  ],
  [{ pattern: "b" }, ["abc", 1], [["ac", "", 'ECMA 262 regex "b" does not match input string "ac"']]],
  [
    { format: "date-time" },
    ["2024-02-29T23:59:59.5Z", 1],
    [
      [
        "2023-02-29T00:00:00Z",
        "",
        'string "2023-02-29T00:00:00Z" is invalid against requested date format(s) date-time',
      ],
    ],
  ],
  [{ format: "email" }, ["a@b.c"], [["a@", "", 'string "a@" is not a valid email address']]],
  [{ format: "ipv6" }, ["::1"], [["1.2.3.4", "", 'string "1.2.3.4" is not a valid IPv6 address']]],
  [{ format: "color" }, ["no colour"], []],
  [
    { maxItems: 1 },
    [[1], "ab"],
    [[[1, 2], "", "array is too long: must have at most 1 elements but instance has 2 elements"]],
  ],
  [{ minItems: 1 }, [[1]], [[[], "", "array is too short: must have at least 1 elements but instance has 0 elements"]]],
  [
    { uniqueItems: true },
    [[1, "1", [1], { a: 1 }]],
    [
      [
        [
          { a: 1, b: 2 },
          { b: 2, a: 1 },
        ],
        "",
        "array must not contain duplicate elements",
      ],
    ],
  ],
  [{ items: { type: "null" } }, [[null]], [[[null, 1], "/1", typed("integer", ["null"])]]],
  [
    { items: [{ type: "null" }], additionalItems: false },
    [[null], []],
    [[[null, 1], "", "array is too long: must have at most 1 elements but instance has 2 elements"]],
  ],
  [{ items: [{}], additionalItems: { type: "null" } }, [[1, null]], [[[1, null, 1], "/2", typed("integer", ["null"])]]],
  [
    { maxProperties: 1 },
    [{ a: 1 }],
    [[{ a: 1, b: 2 }, "", "object has too many properties (found 2 but schema requires at most 1)"]],
  ],
  [
    { minProperties: 1 },
    [{ a: 1 }],
    [[{}, "", "object has too few properties (found 0 but schema requires at least 1)"]],
  ],
  [
    { required: ["b", "a", "toString"] },
    [{ a: 1, b: 2, toString: 3 }],
    [[{ c: 1 }, "", 'object has missing required properties (["a","b","toString"])']],
  ],
  [
    { properties: { "a/b": { type: "null" } } },
    [{ "a/b": null }, { c: 1 }],
    [[{ "a/b": 1 }, "/a~1b", typed("integer", ["null"])]],
  ],
  [
    { patternProperties: { "^n": { type: "null" } } },
    [{ n1: null, m: 1 }],
    [[{ n1: 1 }, "/n1", typed("integer", ["null"])]],
  ],
  [
    { properties: { a: {} }, patternProperties: { "^n": {} }, additionalProperties: false },
    [{ a: 1, n1: 2 }],
    [[{ c: 1, b: 2 }, "", 'object instance has properties which are not allowed by the schema: ["b","c"]']],
  ],
  [
    { additionalProperties: { type: "null" }, properties: { a: {} } },
    [{ a: 1, b: null }],
    [[{ b: 1 }, "/b", typed("integer", ["null"])]],
  ],
  [
    { dependencies: { a: ["b"], c: { required: ["d"] } } },
    [{ a: 1, b: 2 }, { b: 1 }, { c: 1, d: 2 }],
    [
      [
        { a: 1 },
        "",
        'property "a" of object has missing property dependencies (schema requires ["b"]; missing: ["b"])',
      ],
      [{ c: 1 }, "", 'object has missing required properties (["d"])'],
    ],
  ],
  [
    { allOf: [{ minimum: 1 }, { maximum: 2 }] },
    [1, 2],
    [[3, "", "instance failed to match all required schemas (matched only 1 out of 2)"]],
  ],
  [
    { anyOf: [{ minimum: 5 }, { maximum: 2 }] },
    [1, 6],
    [[3, "", "instance failed to match at least one required schema among 2"]],
  ],
  [
    { oneOf: [{ minimum: 5 }, { minimum: 2 }] },
    [3],
    [[6, "", "instance failed to match exactly one schema (matched 2 out of 2)"]],
  ],
  [{ not: { type: "null" } }, [1], [[null, "", "instance matched a schema which it should not have"]]],
];

function typed(type: string, allowed: readonly string[]): string {
  return `instance type (${type}) does not match any allowed primitive type (allowed: ${JSON.stringify(allowed)})`;
}

describe("a schema of draft 4", () => {
  it.each(CASES)("%j tells valid values from others", (schema, valid, invalid) => {
    const check = compile(schema);
    expect(valid.map(check)).toEqual(valid.map(() => undefined));
    expect(invalid.map(([value]) => check(value))).toEqual(invalid.map(([, at, text]) => ({ at, text })));
  });

  it.each<[JsonObject, string]>([
    [
      { type: "strng" },
      "'#/type' is one of array, boolean, integer, null, number, object, string, or a list of them, got \"strng\"",
    ],
    [
      { type: [] },
      "'#/type' is one of array, boolean, integer, null, number, object, string, or a list of them, got []",
    ],
    [{ required: 5 }, "'#/required' is a list of distinct names, one or more, got 5"],
    [
      { properties: { a: { required: true } } },
      "'#/properties/a/required' is a list of distinct names, one or more, got true",
    ],
    [{ enum: 5 }, "'#/enum' is a list of distinct values, one or more, got 5"],
    [{ allOf: {} }, "'#/allOf' is a list of schemas, one or more, got {}"],
    [
      { definitions: { "a/b": { maxLength: -1 } } },
      "'#/definitions/a~1b/maxLength' is a whole number, 0 or above, got -1",
    ],
    [{ properties: { a: true } }, "'#/properties/a' is a schema, an object, got true"],
    [{ items: [{}, 1] }, "'#/items/1' is a schema, an object, got 1"],
    [{ items: true }, "'#/items' is a schema or a list of them, got true"],
    [{ additionalProperties: "no" }, "'#/additionalProperties' is true, false or a schema, got \"no\""],
    [{ dependencies: { a: "b" } }, '\'#/dependencies\' holds schemas and lists of distinct names, got {"a":"b"}'],
    [{ multipleOf: 0 }, "'#/multipleOf' is above 0, got 0"],
    [{ exclusiveMinimum: 1 }, "'#/exclusiveMinimum' is true or false, got 1"],
    [{ exclusiveMinimum: true }, "'#/exclusiveMinimum' needs 'minimum' beside it, got true"],
    [{ uniqueItems: "yes" }, "'#/uniqueItems' is true or false, got \"yes\""],
    [{ pattern: "(" }, "'#/pattern' is a regular expression, got \"(\""],
    [
      { pattern: "(?=a)" },
      "'#/pattern' is a regular expression that linear time can match, without lookaround, backreferences and counts above 1000, got \"(?=a)\"",
    ],
    [
      { patternProperties: { "(a)\\1": {} } },
      "'#/patternProperties' is a regular expression that linear time can match, without lookaround, backreferences and counts above 1000, got \"(a)\\\\1\"",
    ],
    [{ $ref: 5 }, "'#/$ref' is a text, got 5"],
  ])("is rejected as %j", (schema, problem) => {
    expect(() => compile(schema)).toThrow(new Error(`model 'M': ${problem}; correct it`));
  });
});

describe("a check of a hostile value", () => {
  /** Milliseconds; a busy machine is given its time. */
  const longest = 2_000;
  const workOf = (schema: JsonObject, value: Json): number => {
    const root = { schema, model: "M", pointer: "#" };
    const check = compileSchema(root, () => root);
    return leastWork(() => void check(value), longest);
  };
  const evil = `${"a".repeat(40)}!`;
  const tree = (depth: number): Json => (depth === 0 ? {} : { a: tree(depth - 1) });
  const either: JsonObject = {
    anyOf: [
      { properties: { a: { $ref: "#" } }, required: ["b"] },
      { properties: { a: { $ref: "#" } }, required: ["c"] },
    ],
  };

  // Each would take from five seconds to years in time that is not linear.
  it.each<[string, JsonObject, Json]>([
    ["pattern", { pattern: "^(a+)+$" }, evil],
    ["patternProperties", { patternProperties: { "^(a+)+$": {} } }, { [evil]: 1 }],
    ["additionalProperties", { patternProperties: { "^(a+)+$": {} }, additionalProperties: false }, { [evil]: 1 }],
    ["uniqueItems", { uniqueItems: true }, Array.from({ length: 40_000 }, (_, index) => [index])],
    ["anyOf of itself", either, tree(60)],
  ])("takes no long time for %s", (_, schema, value) => {
    expect(workOf(schema, value)).toBeLessThan(longest);
  });
});

it("tells of a value that nests 10,000 deep without showing it", () => {
  const deep = JSON.parse(`${"[".repeat(10_000)}${"]".repeat(10_000)}`) as Json;
  const place = { schema: { enum: [1] }, model: "M", pointer: "#" };
  expect(compileSchema(place, () => undefined)(deep)).toEqual({
    at: "",
    text: "instance value (nested too deeply to be shown) not found in enum (possible values: [1])",
  });
});
