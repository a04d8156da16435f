import { findFirst } from "../../find-first";
import { isJsonObject, type Json, type JsonObject } from "../../json";
import { isNumber } from "../../jsonpath/document";
import type { ApiMessage, ApiShape, Bounds } from "../calls/api-shapes";

/** A value of a mocked result, and what its API says of it. */
interface Field<Kind extends ApiShape["kind"] = ApiShape["kind"]> {
  readonly name: string;
  readonly value: Json;
  readonly shape: Extract<ApiShape, { kind: Kind }>;
  readonly check: Check;
}

interface Check {
  readonly response: ApiMessage;
  /** Whether members that the API always sends must be there. */
  readonly isStrict: boolean;
}

/**
 * Returns what is wrong with a mocked result, as AWS words it, undefined for a right one. Members that the API does not
 * have are not looked at; patterns are not either.
 *
 * *Recorded*: the texts for missing members, types, enumerations, the least length, and both bounds of a number.
 * *Assumed*, after them: the texts for maps, booleans and the greatest length.
 */
export function findResponseProblem(result: Json, check: Check): string | undefined {
  return findProblem({ name: "", value: result, shape: check.response.shape, check });
}

function findProblem(field: Field): string | undefined {
  const find: (field: never) => string | undefined = PROBLEMS[field.shape.kind];
  return find(field as never);
}

type Problems = { readonly [Kind in ApiShape["kind"]]: (field: Field<Kind>) => string | undefined };

const PROBLEMS: Problems = {
  any: () => undefined,
  boolean: ({ name, value }) => (typeof value === "boolean" ? undefined : `Field '${name}' must be a boolean`),
  number: ({ name, value, shape }) => {
    if (!isNumber(value)) return `Field '${name}' must be a number`;
    if (Number(value) < shape.bounds.minimum) return `Field '${name}' is less than the minimum value`;
    return Number(value) > shape.bounds.maximum ? `Field '${name}' exceeds the maximum value` : undefined;
  },
  string: ({ name, value, shape }) => {
    if (typeof value !== "string") return `Field '${name}' must be a string`;
    if (shape.values !== undefined && !shape.values.includes(value)) return `Field '${name}' is not an expected value`;
    return findLengthProblem(name, value.length, shape.bounds);
  },
  list: ({ name, value, shape, check }) => {
    if (!Array.isArray(value)) return `Field '${name}' must be an array`;
    const element = check.response.resolve(shape.element);
    const found = findFirst(value, (each) => findProblem({ name, value: each, shape: element, check }));
    return found ?? findLengthProblem(name, value.length, shape.bounds);
  },
  map: ({ name, value, shape, check }) => {
    if (!isJsonObject(value)) return `Field '${name}' must be an object`;
    const inner = check.response.resolve(shape.value);
    return findFirst(Object.values(value), (each) => findProblem({ name, value: each, shape: inner, check }));
  },
  structure: (field) => {
    if (!isJsonObject(field.value)) return `Field '${field.name}' must be an object`;
    return findMissing(field.value, field) ?? findMemberProblem(field.value, field);
  },
};

function findLengthProblem(name: string, length: number, { minimum, maximum }: Bounds): string | undefined {
  if (length < minimum) return `Field '${name}' is smaller than the minimum length`;
  return length > maximum ? `Field '${name}' exceeds the maximum length` : undefined;
}

function findMissing(value: JsonObject, { shape, check }: Field<"structure">): string | undefined {
  if (!check.isStrict) return undefined;
  const [missing] =
    [...shape.members].find(([name, { isRequired }]) => isRequired && !Object.hasOwn(value, name)) ?? [];
  return missing === undefined ? undefined : `Required field '${missing}' is missing`;
}

function findMemberProblem(value: JsonObject, { shape, check }: Field<"structure">): string | undefined {
  return findFirst(Object.entries(value), ([name, member]) => {
    const known = shape.members.get(name);
    if (known === undefined) return undefined;
    return findProblem({ name, value: member, shape: check.response.resolve(known.shape), check });
  });
}
