import { isJsonObject, type Json, type JsonObject } from "../json";
import {
  below,
  type Check,
  type Keyword,
  type Problem,
  problem,
  requireCount,
  requireNames,
  type Word,
} from "./keyword";

/** The words of draft 4 that look at objects; those that look into members come last. @see https://datatracker.ietf.org/doc/html/draft-fge-json-schema-validation-00#section-5.4 */
export const OBJECT_KEYWORDS: Readonly<Record<string, Keyword>> = {
  maxProperties: (word) => {
    const most = requireCount(word);
    return ofObject((_, { length }) =>
      length > most
        ? problem(`object has too many properties (found ${length} but schema requires at most ${most})`)
        : undefined,
    );
  },
  minProperties: (word) => {
    const least = requireCount(word);
    return ofObject((_, { length }) =>
      length < least
        ? problem(`object has too few properties (found ${length} but schema requires at least ${least})`)
        : undefined,
    );
  },
  required: ({ value, fail }) => {
    const required = [...requireNames(value, fail)].sort();
    return ofObject((object) => {
      const missing = required.filter((name) => !Object.hasOwn(object, name));
      return missing.length === 0
        ? undefined
        : problem(`object has missing required properties (${JSON.stringify(missing)})`);
    });
  },
  dependencies: (word) => {
    const dependencies = Object.entries(requireMap(word)).map(([name, value]) => compileDependency(word, name, value));
    return firstOf(dependencies);
  },
  definitions: (word) => {
    compileMembers(word);
    return undefined;
  },
  additionalProperties: compileAdditional,
  properties: (word) => {
    const members = compileMembers(word);
    return ofObject((object) => {
      for (const [name, check] of members) {
        const found = Object.hasOwn(object, name) ? check(object[name] ?? null) : undefined;
        if (found) return below(name, found);
      }
      return undefined;
    });
  },
  patternProperties: (word) => {
    const members = compileMembers(word).map(([source, check]) => [word.compilePattern(source), check] as const);
    return ofObject((object, names) => {
      for (const name of names)
        for (const [matches, check] of members) {
          const found = matches(name) ? check(object[name] ?? null) : undefined;
          if (found) return below(name, found);
        }
      return undefined;
    });
  },
};

function ofObject(check: (object: JsonObject, names: readonly string[]) => Problem | undefined): Check {
  return (value) => (isJsonObject(value) ? check(value, Object.keys(value)) : undefined);
}

function requireMap({ value, fail }: Word): JsonObject {
  return isJsonObject(value) ? value : fail("is an object of schemas");
}

function compileMembers(word: Word): readonly (readonly [string, Check])[] {
  return Object.entries(requireMap(word)).map(([name, schema]) => [name, word.compile(schema, name)] as const);
}

/** Returns a check that gives the first problem of several. */
export function firstOf(checks: readonly Check[]): Check {
  return (value) => {
    for (const check of checks) {
      const found = check(value);
      if (found) return found;
    }
    return undefined;
  };
}

function compileDependency({ compile, fail }: Word, name: string, value: Json): Check {
  if (isJsonObject(value)) {
    const check = compile(value, name);
    return ofObject((object) => (Object.hasOwn(object, name) ? check(object) : undefined));
  }
  const required = [...requireNames(value, () => fail("holds schemas and lists of distinct names"))].sort();
  return ofObject((object) => {
    const missing = Object.hasOwn(object, name) ? required.filter((each) => !Object.hasOwn(object, each)) : [];
    if (missing.length === 0) return undefined;
    const lists = `schema requires ${JSON.stringify(required)}; missing: ${JSON.stringify(missing)}`;
    return problem(`property ${JSON.stringify(name)} of object has missing property dependencies (${lists})`);
  });
}

/** Looks at the members that neither `properties` nor `patternProperties` beside it names. */
function compileAdditional({ value, schema, compile, compilePattern, fail }: Word): Check | undefined {
  if (typeof value !== "boolean" && !isJsonObject(value)) return fail("is true, false or a schema");
  const check = typeof value === "boolean" ? undefined : compile(value);
  if (value === true) return undefined;
  const { properties = {}, patternProperties = {} } = schema;
  const named = new Set(isJsonObject(properties) ? Object.keys(properties) : []);
  const sources = isJsonObject(patternProperties) ? Object.keys(patternProperties) : [];
  const patterns = sources.map(compilePattern);
  const isAdditional = (name: string) => !named.has(name) && !patterns.some((matches) => matches(name));
  return ofObject((object, names) => {
    const additional = names.filter(isAdditional);
    if (check) return firstOf(additional.map((name) => () => below(name, check(object[name] ?? null))))(object);
    if (additional.length === 0) return undefined;
    const list = JSON.stringify(additional.sort());
    return problem(`object instance has properties which are not allowed by the schema: ${list}`);
  });
}
