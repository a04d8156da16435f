import { isJsonObject, type Json } from "../json";
import { toCanonicalText } from "../jsonpath/same-json";
import { below, type Check, type Keyword, type Problem, problem, requireBoolean, requireCount } from "./keyword";

/** The words of draft 4 that look at arrays; those that look into elements come last. @see https://datatracker.ietf.org/doc/html/draft-fge-json-schema-validation-00#section-5.3 */
export const ARRAY_KEYWORDS: Readonly<Record<string, Keyword>> = {
  maxItems: (word) => {
    const most = requireCount(word);
    return ofArray(({ length }) =>
      length > most
        ? problem(`array is too long: must have at most ${most} elements but instance has ${length} elements`)
        : undefined,
    );
  },
  minItems: (word) => {
    const least = requireCount(word);
    return ofArray(({ length }) =>
      length < least
        ? problem(`array is too short: must have at least ${least} elements but instance has ${length} elements`)
        : undefined,
    );
  },
  uniqueItems: (word) => {
    if (!requireBoolean(word)) return undefined;
    return ofArray((items) =>
      items.length > 1 && new Set(items.map(toCanonicalText)).size < items.length
        ? problem("array must not contain duplicate elements")
        : undefined,
    );
  },
  additionalItems: ({ value, schema, compile, fail }) => {
    if (typeof value !== "boolean" && !isJsonObject(value)) return fail("is true, false or a schema");
    const check = typeof value === "boolean" ? undefined : compile(value);
    const first = Array.isArray(schema.items) ? schema.items.length : Infinity;
    if (check) return ofArray((items) => findInItems(items.slice(first), check, first));
    if (value === true) return undefined;
    return ofArray(({ length }) =>
      length > first
        ? problem(`array is too long: must have at most ${first} elements but instance has ${length} elements`)
        : undefined,
    );
  },
  items: ({ value, compile, fail }) => {
    if (isJsonObject(value)) {
      const check = compile(value);
      return ofArray((items) => findInItems(items, check));
    }
    if (!Array.isArray(value) || value.length === 0) return fail("is a schema or a list of them");
    const checks = value.map((schema, index) => compile(schema, index));
    return ofArray((items) => {
      for (const [index, item] of items.slice(0, checks.length).entries()) {
        const found = checks[index]?.(item);
        if (found) return below(index, found);
      }
      return undefined;
    });
  },
};

function ofArray(check: (items: readonly Json[]) => Problem | undefined): Check {
  return (value) => (Array.isArray(value) ? check(value) : undefined);
}

/** The first problem of the items; `first` is the index of the first of them in their array. */
function findInItems(items: readonly Json[], check: Check, first = 0): Problem | undefined {
  for (const [index, item] of items.entries()) {
    const found = check(item);
    if (found) return below(first + index, found);
  }
  return undefined;
}
