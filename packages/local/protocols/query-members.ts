import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import { type Constraint, type Constraints, typeOf } from "./constraints";

/** A request of the query protocol: the structure that its parameters are, and those of them that have no effect. */
export interface QueryRequest {
  readonly members: JsonObject;
  /** Each once, by its path, such as `Tags.Key` of `Tags.member.1.Key`. */
  readonly unused: readonly string[];
}

/** Of every action; those of a signature in the query string are named so. */
const COMMON = /^(Action|Version|X-Amz-[\w-]+)$/;

/**
 * Returns a call's parameters as the structure that an action's members describe; a number or a boolean that cannot be
 * read stays text. A list ends with its first item that has no parameter, and what comes after it has no effect.
 */
export function readQuery(parameters: URLSearchParams, members: Constraints): QueryRequest {
  const used = new Set<string>();
  const read: Read = (path) => {
    const text = parameters.get(path);
    if (text !== null) used.add(path);
    return text ?? undefined;
  };
  const structure = readMembers(read, members, "");
  const unused = [...new Set(parameters.keys())].filter((name) => !used.has(name) && !COMMON.test(name));
  return { members: structure, unused: [...new Set(unused.map((name) => shorten(dropNumbers(name), members)))] };
}

/** Returns a path as far as its first member that is not among the constraints. */
function shorten(path: string, members: Constraints): string {
  const names = path.split(".");
  let held: Constraint | undefined = { members };
  for (const [index, name] of names.entries()) {
    held = held.members !== undefined && Object.hasOwn(held.members, name) ? held.members[name] : undefined;
    if (held === undefined) return names.slice(0, index + 1).join(".");
    held = held.item ?? held;
  }
  return path;
}

const dropNumbers = (name: string): string => name.replace(/\.member(\.\d+)?(?=\.|$)/g, "");

/** Returns the text of a parameter. */
type Read = (path: string) => string | undefined;

function readMembers(read: Read, constraints: Constraints, prefix: string): JsonObject {
  const members = Object.entries(constraints).map(
    ([name, constraint]) => [name, readMember(read, constraint, prefix + name)] as const,
  );
  return Object.fromEntries(members.filter((member): member is [string, Json] => member[1] !== undefined));
}

function readMember(read: Read, constraint: Constraint, path: string): Json | undefined {
  if (constraint.members !== undefined) {
    const structure = readMembers(read, constraint.members, `${path}.`);
    return Object.keys(structure).length === 0 ? undefined : structure;
  }
  if (constraint.item !== undefined) return readItems(read, constraint.item, path);
  const text = read(path);
  return text === undefined ? undefined : readText(text, typeOf(constraint));
}

function readItems(read: Read, item: Constraint, path: string): Json | undefined {
  const items: Json[] = [];
  for (;;) {
    const value = readMember(read, item, `${path}.member.${items.length + 1}`);
    if (value === undefined) return items.length > 0 || read(path) === "" ? items : undefined;
    items.push(value);
  }
}

function readText(text: string, type: string): Json {
  if (type === "boolean" && /^(true|false)$/i.test(text)) return text.toLowerCase() === "true";
  return type === "number" && text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}
