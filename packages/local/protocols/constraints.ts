import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/jsonpath/json";

type MemberType = "string" | "number" | "boolean" | "list" | "structure";

/** What AWS's model of an API demands of one member of a request. */
export interface Constraint {
  /** @default "string" */
  readonly type?: MemberType;
  /** Of each item of a list, and of each value of a map. @default any */
  readonly items?: MemberType;
  readonly required?: true;
  /** Of a string or list its length, of a number its value. @default no bound */
  readonly minimum?: number;
  readonly maximum?: number;
  /** The values of an enumeration. @default any */
  readonly values?: readonly string[];
  /** @default any */
  readonly pattern?: RegExp;
}

/** The members of a request that are looked at, in the order of AWS's model; findUnused names the others. */
export type Constraints = Readonly<Record<string, Constraint>>;

/** What is wrong with a request: a value that cannot be read at all, or all constraints that are not met. */
export type Refusal = { readonly unreadable: string } | { readonly invalid: string };

/**
 * Returns AWS's text for the members that break a constraint, undefined where none does; null is an absent member.
 *
 * *Recorded*: the texts of constraints, in LocalStack's AWS-validated snapshots. *Assumed*: those of values of a wrong type.
 */
export function refuseMembers(body: JsonObject, constraints: Constraints): Refusal | undefined {
  const violations: string[] = [];
  for (const [name, constraint] of Object.entries(constraints)) {
    const value = Object.hasOwn(body, name) ? (body[name] ?? null) : null;
    if (value !== null && !TYPES[constraint.type ?? "string"](value)) {
      return { unreadable: `${describeKind(value)} can not be converted to a ${constraint.type ?? "string"}` };
    }
    const item = findWrongItem(value, constraint);
    if (item !== undefined)
      return { unreadable: `${describeKind(item)} can not be converted to a ${constraint.items}` };
    const broken = findViolation(value, constraint);
    if (broken !== undefined)
      violations.push(`Value ${show(value)} at '${name}' failed to satisfy constraint: ${broken}`);
  }
  if (violations.length === 0) return undefined;
  const count = `${violations.length} validation error${violations.length > 1 ? "s" : ""} detected`;
  return { invalid: `${count}: ${violations.join("; ")}` };
}

/** Returns the names of a request's members that its constraints do not name: they have no effect. */
export function findUnused(body: Json, constraints: Constraints): readonly string[] {
  return isJsonObject(body) ? Object.keys(body).filter((name) => !Object.hasOwn(constraints, name)) : [];
}

/** Returns the members of a request that its constraints name, without those that are null. */
export function pickMembers(body: JsonObject, constraints: Constraints): JsonObject {
  const known = Object.keys(constraints).filter((name) => Object.hasOwn(body, name) && body[name] !== null);
  return Object.fromEntries(known.map((name) => [name, body[name] ?? null]));
}

const TYPES: Readonly<Record<NonNullable<Constraint["type"]>, (value: Json) => boolean>> = {
  string: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  boolean: (value) => typeof value === "boolean",
  list: Array.isArray,
  structure: isJsonObject,
};

/** An item of another type; nothing in a place is left to findViolation. */
function findWrongItem(value: Json, { items }: Constraint): Json | undefined {
  if (items === undefined || value === null || typeof value !== "object") return undefined;
  return Object.values(value).find((item) => item !== null && !TYPES[items](item));
}

function findViolation(value: Json, { required, items, values, pattern, ...bounds }: Constraint): string | undefined {
  if (value === null) return required ? "Member must not be null" : undefined;
  if (items !== undefined && Object.values<Json>(Object(value)).includes(null)) return "Member must not be null";
  const outside = findBound(value, bounds);
  if (outside !== undefined) return outside;
  if (values !== undefined && !values.includes(String(value)))
    return `Member must satisfy enum value set: [${values.join(", ")}]`;
  if (pattern !== undefined && !pattern.test(String(value)))
    return `Member must satisfy regular expression pattern: ${pattern.source}`;
  return undefined;
}

function findBound(value: Json, { minimum = -Infinity, maximum = Infinity }: Constraint): string | undefined {
  const measured = typeof value === "string" || Array.isArray(value) ? value.length : Number(value);
  const what = typeof value === "number" ? "value" : "length";
  if (measured < minimum) return `Member must have ${what} greater than or equal to ${minimum}`;
  return measured > maximum ? `Member must have ${what} less than or equal to ${maximum}` : undefined;
}

function show(value: Json): string {
  return value === null ? "null" : `'${typeof value === "object" ? JSON.stringify(value) : String(value)}'`;
}

function describeKind(value: Json): string {
  if (typeof value === "object") return Array.isArray(value) ? "START_ARRAY" : "START_OBJECT";
  return typeof value === "boolean" ? `${value ? "TRUE" : "FALSE"}_VALUE` : `${(typeof value).toUpperCase()}_VALUE`;
}
