import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/jsonpath/json";
import { type Constraint, refuseMembers, type Refusal } from "../protocols/constraints";

/** What AWS's model says of a member, and of what is in it. */
export interface Shape extends Constraint {
  /** Of a structure. */
  readonly members?: Shapes;
  /** Of a list. */
  readonly item?: Shape;
}

/** The members of a structure, in the order of AWS's model; others are ignored, as on AWS. */
export type Shapes = Readonly<Record<string, Shape>>;

/**
 * Returns AWS's text for all members at any depth that break a constraint, undefined where none does. A member is named
 * by its path, such as `dimensions.1.member.name`.
 */
export function refuseRequest(request: JsonObject, shapes: Shapes): Refusal | undefined {
  const found = [...listMembers(request, shapes, "")];
  const values: JsonObject = Object.fromEntries(found.map(({ path, value }) => [path, value]));
  return refuseMembers(values, Object.fromEntries(found.map(({ path, constraint }) => [path, constraint])));
}

/** Returns what the shapes name of a structure, without what is null. */
export function pickShapes(structure: JsonObject, shapes: Shapes): JsonObject {
  const picked = Object.entries(shapes).map(([name, shape]) => [name, pick(readOwn(structure, name), shape)] as const);
  return Object.fromEntries(picked.filter(([, value]) => value !== null));
}

interface Member {
  readonly path: string;
  readonly value: Json;
  readonly constraint: Constraint;
}

function* listMembers(structure: JsonObject, shapes: Shapes, prefix: string): Generator<Member> {
  for (const [name, shape] of Object.entries(shapes))
    yield* listMember(readOwn(structure, name), shape, `${prefix}${name.charAt(0).toLowerCase()}${name.slice(1)}`);
}

function* listMember(value: Json, { members, item, ...constraint }: Shape, path: string): Generator<Member> {
  yield { path, value, constraint };
  if (members !== undefined && isJsonObject(value)) yield* listMembers(value, members, `${path}.`);
  if (item !== undefined && Array.isArray(value))
    for (const [index, each] of value.entries()) yield* listMember(each, item, `${path}.${index + 1}.member`);
}

function pick(value: Json, { members, item }: Shape): Json {
  if (members !== undefined && isJsonObject(value)) return pickShapes(value, members);
  return item !== undefined && Array.isArray(value) ? value.map((each) => pick(each, item)) : value;
}

const readOwn = (structure: JsonObject, name: string): Json =>
  Object.hasOwn(structure, name) ? (structure[name] ?? null) : null;
