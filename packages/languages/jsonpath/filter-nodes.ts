import type { RE2JS } from "re2js";
import { isMap, isNumber, listNames } from "./document";
import { JsonPathError } from "./errors";
import { findByPath } from "./evaluate-path";
import type { Context, Path } from "./tokens";

/** A value inside a filter, in the kinds that Jayway's operators tell apart. */
export type Node =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "number"; readonly number: number; readonly text: string }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "null" }
  | { readonly kind: "undefined" }
  | { readonly kind: "json"; readonly value: unknown; readonly literal: boolean }
  | { readonly kind: "pattern"; readonly pattern: RE2JS };

/** What stands on a side of an operator: a value, or a path to one. */
export type Operand = Node | { readonly kind: "path"; readonly path: Path; readonly exists: boolean };

const missing: Node = { kind: "undefined" };

/** The node of a value of the document. */
function createNode(value: unknown): Node {
  if (typeof value === "string") return { kind: "text", text: value };
  if (isNumber(value)) return { kind: "number", number: Number(value), text: String(value) };
  if (typeof value === "boolean") return { kind: "boolean", value };
  return value === null ? { kind: "null" } : { kind: "json", value, literal: false };
}

/** The value that an operand stands for, with `item` as `@`; "undefined" where a path selects nothing. */
export function resolveOperand(operand: Operand, item: unknown, context: Context): Node {
  if (operand.kind !== "path") return operand;
  const document = operand.path.root === "$" ? context.root : item;
  const value = findByPath(operand.path, document, context);
  return value === undefined ? missing : createNode(value);
}

/** True if and only if the path selects something when every member it names must be there. */
export function existsPath(path: Path, item: unknown, context: Context): boolean {
  const document = path.root === "$" ? context.root : item;
  return findByPath(path, document, { ...context, requireProperties: true }) !== undefined;
}

/** Jayway's equality: a number equals a text that reads as it, a text equals a number that prints as it. */
export function equalNodes(left: Node, right: Node): boolean {
  if (left.kind === "text") {
    return (right.kind === "text" || right.kind === "number") && left.text === right.text;
  }
  if (left.kind === "number") {
    if (right.kind === "text") return /^[-+]?[\d.]/.test(right.text) && left.number === Number(right.text);
    return right.kind === "number" && left.number === right.number;
  }
  if (left.kind === "boolean") return right.kind === "boolean" && left.value === right.value;
  if (left.kind === "null") return right.kind === "null";
  if (left.kind !== "json" || right.kind !== "json" || left.literal) return left === right;
  return equalValues(left.value, right.value);
}

/** True if and only if the documents are equal in all parts, whatever the order of members. */
export function equalValues(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => equalValues(item, right[index]));
  }
  if (isMap(left) && isMap(right)) {
    const members = new Map<string, unknown>(toEntries(right));
    const entries = toEntries(left);
    return (
      entries.length === members.size &&
      entries.every(([name, value]) => members.has(name) && equalValues(value, members.get(name)))
    );
  }
  if (isNumber(left) && isNumber(right)) return Number(left) === Number(right);
  return left === right;
}

function toEntries(map: object): [string, unknown][] {
  return map instanceof Map ? [...map] : listNames(map).map((name) => [name, (map as Record<string, unknown>)[name]]);
}

/**
 * The nodes of a list; undefined if the node is no list.
 *
 * @throws JsonPathError for a list of lists or maps, which Jayway refuses as well
 */
export function listNodes(node: Node): Node[] | undefined {
  if (node.kind !== "json" || !Array.isArray(node.value)) return undefined;
  return node.value.map((value: unknown) => {
    if (typeof value === "object" && value !== null && !isNumber(value)) {
      throw new JsonPathError("Could not determine value type");
    }
    return createNode(value);
  });
}
