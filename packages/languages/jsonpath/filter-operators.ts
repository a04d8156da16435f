import { isMap, listNames } from "./document";
import { equalNodes, listNodes } from "./filter-nodes";
import type { Node } from "./filter-nodes";

/** True if and only if the relation holds; false too where it makes no sense for the two kinds. */
type Operator = (left: Node, right: Node) => boolean;

/** The operators of filters, by their names in upper case. @see https://github.com/json-path/JsonPath#filter-operators */
export const operators: Readonly<Record<string, Operator>> = {
  "==": equalNodes,
  "!=": (left, right) => !equalNodes(left, right),
  "===": (left, right) => left.kind === right.kind && equalNodes(left, right),
  "!==": (left, right) => left.kind !== right.kind || !equalNodes(left, right),
  "<": (left, right) => compareNodes(left, right) < 0,
  "<=": (left, right) => compareNodes(left, right) <= 0,
  ">": (left, right) => compareNodes(left, right) > 0,
  ">=": (left, right) => compareNodes(left, right) >= 0,
  "=~": matchesPattern,
  IN: (left, right) => listNodes(right)?.some((node) => equalNodes(left, node)) ?? false,
  NIN: (left, right) => right.kind === "json" && !(listNodes(right)?.some((node) => equalNodes(left, node)) ?? false),
  CONTAINS: containsNode,
  SIZE: hasSize,
  EMPTY: (left, right) => right.kind === "boolean" && isEmpty(left) === right.value,
  SUBSETOF: (left, right) => compareLists(left, right, (inLeft, rest) => inLeft.every((node) => includes(rest, node))),
  ANYOF: (left, right) => compareLists(left, right, (inLeft, rest) => inLeft.some((node) => includes(rest, node))),
  NONEOF: (left, right) => compareLists(left, right, (inLeft, rest) => !inLeft.some((node) => includes(rest, node))),
  // Jayway reads these, but only its Java interface can give them an operand that they accept.
  ALL: () => false,
  TYPE: () => false,
  MATCHES: () => false,
};

/** Below, at or above 0 as left is less, equal or greater; NaN if the kinds have no order. */
function compareNodes(left: Node, right: Node): number {
  if (left.kind === "number" && right.kind === "number") return left.number - right.number;
  if ((left.kind !== "text" && left.kind !== "number") || (right.kind !== "text" && right.kind !== "number"))
    return NaN;
  return left.text < right.text ? -1 : Number(left.text > right.text);
}

function includes(nodes: readonly Node[], wanted: Node): boolean {
  return nodes.some((node) => equalNodes(wanted, node));
}

function compareLists(left: Node, right: Node, compare: (left: Node[], right: Node[]) => boolean): boolean {
  const leftNodes = listNodes(left);
  const rightNodes = listNodes(right);
  return leftNodes !== undefined && rightNodes !== undefined && compare(leftNodes, rightNodes);
}

function containsNode(left: Node, right: Node): boolean {
  if (left.kind === "text") return right.kind === "text" && left.text.includes(right.text);
  return includes(listNodes(left) ?? [], right);
}

function hasSize(left: Node, right: Node): boolean {
  if (right.kind !== "number") return false;
  const size = Math.trunc(right.number);
  if (left.kind === "text") return left.text.length === size;
  return left.kind === "json" && (Array.isArray(left.value) ? left.value.length : -1) === size;
}

function isEmpty(node: Node): boolean | undefined {
  if (node.kind === "text") return node.text === "";
  if (node.kind !== "json") return undefined;
  return (Array.isArray(node.value) ? node.value : isMap(node.value) ? listNames(node.value) : []).length === 0;
}

/** The whole input has to match; of a list, one item has to. */
function matchesPattern(left: Node, right: Node): boolean {
  const [pattern, input] = left.kind === "pattern" ? [left, right] : [right, left];
  if (pattern.kind !== "pattern" || input.kind === "pattern") return false;
  const nodes = listNodes(input) ?? [input];
  return nodes.some((node) => pattern.pattern.matches(printInput(node)));
}

function printInput(node: Node): string {
  if (node.kind === "text" || node.kind === "number") return node.text;
  return node.kind === "boolean" ? String(node.value) : "";
}
