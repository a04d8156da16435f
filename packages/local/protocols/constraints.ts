import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";

/** `any` is JSON that nobody looks into; a map is a structure whose members' names are the caller's. */
type MemberType = "string" | "number" | "boolean" | "list" | "map" | "structure" | "any";

/** What AWS's model of an API demands of one member of a request, and of what is in it. */
export interface Constraint {
  /** @default "structure" with `members`, "list" with `item`, else "string" */
  readonly type?: MemberType;
  /** Of a structure. @default any, none of them looked at */
  readonly members?: Constraints;
  /** The name of a structure, which refusals of its list show. @default they show it as JSON */
  readonly shape?: string;
  /** Of each item of a list, and of each value of a map; none may be null. @default any */
  readonly item?: Constraint;
  /** The pattern of each name in a map. @default any */
  readonly names?: string;
  /** A refusal does not show the value. @default false */
  readonly secret?: true;
  readonly required?: true;
  /** Of a string or list its length, of a number its value. @default no bound */
  readonly minimum?: number;
  readonly maximum?: number;
  /** The values of an enumeration, as texts. @default any */
  readonly values?: readonly string[];
  /** What the whole of a string matches, as AWS's model and its refusals write it. @default any */
  readonly pattern?: string;
}

/** The members of a request, or of a structure in it, that are used, in the order of AWS's model; findUnused names others. */
export type Constraints = Readonly<Record<string, Constraint>>;

/** What is wrong with a request: a value that cannot be read at all, or all constraints that are not met. */
export type Refusal = { readonly unreadable: string } | { readonly invalid: string };

/**
 * Returns AWS's text for the members, at any depth, that break a constraint, undefined where none does; null is an
 * absent member. A member is named by its path, such as `dimensions.1.member.name`.
 *
 * *Recorded*: the texts of constraints, in LocalStack's AWS-validated snapshots, where a list of texts is refused as a whole;
 * that of names, in bug reports (trek10inc/serverless-secrets #39). *Assumed*: those of values of a wrong type.
 */
export function refuseMembers(body: JsonObject, constraints: Constraints): Refusal | undefined {
  const violations: string[] = [];
  for (const { path, value, constraint } of listMembers(body, constraints, "")) {
    const type = typeOf(constraint);
    if (value !== null && !TYPES[type](value))
      return { unreadable: `${describeKind(value)} can not be converted to a ${type}` };
    const broken = findViolation(value, constraint);
    if (broken !== undefined)
      violations.push(
        `Value ${constraint.secret ? "" : `${show(value, constraint)} `}at '${path}' failed to satisfy constraint: ${broken}`,
      );
  }
  if (violations.length === 0) return undefined;
  const count = `${violations.length} validation error${violations.length > 1 ? "s" : ""} detected`;
  return { invalid: `${count}: ${violations.join("; ")}` };
}

/** Returns the members of a request that its constraints name, at any depth, without those that are null. */
export function pickMembers(body: JsonObject, constraints: Constraints): JsonObject {
  const picked = Object.entries(constraints).map(([name, each]) => [name, pick(readOwn(body, name), each)] as const);
  return Object.fromEntries(picked.filter(([, value]) => value !== null));
}

function pick(value: Json, { members, item }: Constraint): Json {
  if (members !== undefined && isJsonObject(value)) return pickMembers(value, members);
  if (item === undefined || value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((each) => pick(each, item));
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, pick(each, item)]));
}

/** Returns the type of a member's values. */
export const typeOf = ({ type, members, item }: Constraint): MemberType =>
  type ?? (members ? "structure" : item ? "list" : "string");

const TYPES: Readonly<Record<MemberType, (value: Json) => boolean>> = {
  string: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  boolean: (value) => typeof value === "boolean",
  list: Array.isArray,
  map: isJsonObject,
  structure: isJsonObject,
  any: () => true,
};

interface Member {
  readonly path: string;
  readonly value: Json;
  readonly constraint: Constraint;
}

function* listMembers(structure: JsonObject, constraints: Constraints, prefix: string): Generator<Member> {
  for (const [name, constraint] of Object.entries(constraints)) {
    const path = `${prefix}${name.charAt(0).toLowerCase()}${name.slice(1)}`;
    yield* listMember({ path, value: readOwn(structure, name), constraint });
  }
}

function* listMember(member: Member): Generator<Member> {
  yield member;
  const { path, value } = member;
  const { members, item } = member.constraint;
  if (value === null || typeof value !== "object") return;
  if (members !== undefined && isJsonObject(value)) yield* listMembers(value, members, `${path}.`);
  if (item === undefined) return;
  const constraint = isListOfValues(value, item) ? { type: typeOf(item) } : { ...item, required: true as const };
  for (const [key, each] of Object.entries(value)) {
    const name = Array.isArray(value) ? Number(key) + 1 : key;
    yield* listMember({ path: `${path}.${name}.member`, value: each, constraint });
  }
}

/** Whether a list holds neither structures nor lists, so that it is refused itself for what is in it. */
const isListOfValues = (value: Json, item: Constraint): value is Json[] =>
  Array.isArray(value) && item.members === undefined && item.item === undefined;

const readOwn = (structure: JsonObject, name: string): Json =>
  Object.hasOwn(structure, name) ? (structure[name] ?? null) : null;

const NOT_NULL = "Member must not be null";

function findViolation(value: Json, constraint: Constraint): string | undefined {
  const { required, values, pattern, names, item } = constraint;
  if (value === null) return required ? NOT_NULL : undefined;
  const outside = findBound(value, constraint);
  if (outside !== undefined) return outside;
  if (values !== undefined && !values.includes(String(value))) return describeValues(values);
  if (item !== undefined && isListOfValues(value, item))
    return value.some((each) => findViolation(each, { ...item, required: true })) ? describeItem(item) : undefined;
  if (pattern !== undefined && !matches(pattern, String(value))) return describePattern(pattern);
  if (names !== undefined && isJsonObject(value) && !Object.keys(value).every((name) => matches(names, name)))
    return `Map keys must satisfy constraint: [${describePattern(names)}]`;
  return undefined;
}

/** All that an item must be, whichever of it it is not. */
function describeItem({ minimum, maximum, values, pattern }: Constraint): string {
  const all = [
    maximum !== undefined && describeMaximum("length", maximum),
    minimum !== undefined && describeMinimum("length", minimum),
    values !== undefined && describeValues(values),
    pattern !== undefined && describePattern(pattern),
    NOT_NULL,
  ];
  return `Member must satisfy constraint: [${all.filter((each) => each !== false).join(", ")}]`;
}

const describeMaximum = (what: string, maximum: number) => `Member must have ${what} less than or equal to ${maximum}`;
const describeMinimum = (what: string, minimum: number) =>
  `Member must have ${what} greater than or equal to ${minimum}`;
const describeValues = (values: readonly string[]) => `Member must satisfy enum value set: [${values.join(", ")}]`;
const describePattern = (pattern: string) => `Member must satisfy regular expression pattern: ${pattern}`;

const compiled = new Map<string, RegExp>();

function matches(pattern: string, text: string): boolean {
  const whole = compiled.get(pattern) ?? new RegExp(`^(?:${pattern})$`, pattern.includes("\\p{") ? "u" : "");
  compiled.set(pattern, whole);
  return whole.test(text);
}

function findBound(value: Json, { minimum = -Infinity, maximum = Infinity }: Constraint): string | undefined {
  if (typeof value === "object" && !Array.isArray(value)) return undefined;
  const measured = typeof value === "string" || Array.isArray(value) ? value.length : Number(value);
  const what = typeof value === "number" ? "value" : "length";
  if (measured < minimum) return describeMinimum(what, minimum);
  return measured > maximum ? describeMaximum(what, maximum) : undefined;
}

function show(value: Json, constraint: Constraint): string {
  return value === null ? "null" : `'${print(value, constraint)}'`;
}

/** *Recorded*: lists of structures that say their name, as Java prints them (LocalStack's AWS-validated snapshots). */
function print(value: Json, { item = {}, members = {}, shape }: Constraint): string {
  if (Array.isArray(value)) return `[${value.map((each) => print(each, item)).join(", ")}]`;
  if (!isJsonObject(value)) return String(value);
  if (shape === undefined) return JSON.stringify(value);
  const printed = Object.entries(members).map(([name, each]) => `${name}=${print(readOwn(value, name), each)}`);
  return `${shape}(${printed.join(", ")})`;
}

function describeKind(value: Json): string {
  if (typeof value === "object") return Array.isArray(value) ? "START_ARRAY" : "START_OBJECT";
  return typeof value === "boolean" ? `${value ? "TRUE" : "FALSE"}_VALUE` : `${(typeof value).toUpperCase()}_VALUE`;
}
