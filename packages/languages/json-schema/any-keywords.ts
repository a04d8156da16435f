import { isJsonObject, type Json } from "../json";
import { isSameJson, toCanonicalText } from "../jsonpath/same-json";
import { type Check, type Keyword, problem, type Word, printValue } from "./keyword";

const TYPES = ["array", "boolean", "integer", "null", "number", "object", "string"];

/** The words of draft 4 that look at any value. @see https://datatracker.ietf.org/doc/html/draft-fge-json-schema-validation-00#section-5.5 */
export const ANY_KEYWORDS: Readonly<Record<string, Keyword>> = {
  $schema: requireText,
  id: requireText,
  title: requireText,
  description: requireText,
  type: (word) => {
    const allowed = readTypes(word);
    return (value) => {
      const type = typeOf(value);
      return allowed.includes(type)
        ? undefined
        : problem(
            `instance type (${type}) does not match any allowed primitive type (allowed: ${JSON.stringify(allowed)})`,
          );
    };
  },
  enum: ({ value: values, fail }) => {
    if (!Array.isArray(values) || values.length === 0 || new Set(values.map(toCanonicalText)).size < values.length)
      return fail("is a list of distinct values, one or more");
    return (value) =>
      values.some((each) => isSameJson(each, value))
        ? undefined
        : problem(
            `instance value (${printValue(value)}) not found in enum (possible values: ${JSON.stringify(values)})`,
          );
  },
  allOf: (word) =>
    compileMany(word, (matched, all) =>
      matched === all
        ? undefined
        : `instance failed to match all required schemas (matched only ${matched} out of ${all})`,
    ),
  anyOf: (word) =>
    compileMany(word, (matched, all) =>
      matched > 0 ? undefined : `instance failed to match at least one required schema among ${all}`,
    ),
  oneOf: (word) =>
    compileMany(word, (matched, all) =>
      matched === 1 ? undefined : `instance failed to match exactly one schema (matched ${matched} out of ${all})`,
    ),
  not: ({ value: schema, compile }) => {
    const check = compile(schema);
    return (value) => (check(value) ? undefined : problem("instance matched a schema which it should not have"));
  },
};

function requireText({ value, fail }: Word): undefined {
  if (typeof value !== "string") fail("is a text");
}

/** The types that a schema allows, in the order of the alphabet; each integer is a number. */
function readTypes({ value, fail }: Word): readonly string[] {
  const types: readonly Json[] = Array.isArray(value) ? value : [value];
  const isList = types.length > 0 && new Set(types).size === types.length;
  if (!isList || !types.every((type) => typeof type === "string" && TYPES.includes(type)))
    return fail(`is one of ${TYPES.join(", ")}, or a list of them`);
  return TYPES.filter((type) => types.includes(type) || (type === "integer" && types.includes("number")));
}

function typeOf(value: Json): string {
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

/** `describe` is told how many of the schemas match. */
function compileMany(
  { value: schemas, compile, fail }: Word,
  describe: (matched: number, all: number) => string | undefined,
): Check {
  if (!Array.isArray(schemas) || schemas.length === 0 || !schemas.every(isJsonObject))
    return fail("is a list of schemas, one or more");
  const checks = schemas.map((schema, index) => compile(schema, index));
  return (value) => {
    const text = describe(checks.filter((check) => check(value) === undefined).length, checks.length);
    return text === undefined ? undefined : problem(text);
  };
}
