import { compare } from "../fields/compare-values";
import { isNode, nodesOf, type SyntaxNode, walk } from "./jsonata-tree";

/** The name of the function that `^(...)` becomes; no expression can spell it. */
export const SORT = "#sort";
const ITEM = "#item";
const SORTED = "#sorted";

const variable = (value: string): SyntaxNode => ({ type: "variable", value });

/** How a term of `^(...)` sorts. */
export interface SortTerm {
  readonly expression: SyntaxNode;
  readonly descending: boolean;
}

/**
 * Turns every `path^(terms)` of a tree into a call of our own function, because JSONata's takes time and memory that grow
 * with the square of the length: `path^(a, >b).c` becomes `(#sorted := #sort(path, [false, true], λ a, λ b); #sorted.c)`.
 * Paths that carry the place of their elements along (`@`, `#`, `%`) stay.
 */
export function replaceSorting(tree: object): void {
  const paths: SyntaxNode[] = [];
  walk(tree, (node) => {
    if (node.type === "path" && !isPlaced(node)) paths.push(node);
  });
  for (const path of paths.reverse()) replaceSteps(path);
}

/** True for a path whose steps carry along where their elements come from. */
export function isPlaced(path: SyntaxNode): boolean {
  const isTuple = (step: SyntaxNode): boolean =>
    step["tuple"] === true || nodesOf(step["stages"]).some(({ type }) => type === "index");
  return path["tuple"] === true || path["seekingParent"] !== undefined || nodesOf(path["steps"]).some(isTuple);
}

function replaceSteps(path: SyntaxNode): void {
  const steps = nodesOf(path["steps"]);
  const at = steps.findLastIndex(({ type }) => type === "sort");
  const sort = steps[at];
  if (sort === undefined) return;
  const before: SyntaxNode = { type: "path", steps: steps.slice(0, at), position: path.position };
  replaceSteps(before);
  const assign = { type: "bind", value: ":=", lhs: variable(SORTED), rhs: callSort(before, sort) };
  const { stages } = sort;
  const sorted = { ...variable(SORTED), ...(stages !== undefined && { stages }) };
  const rest = { ...path, steps: [sorted, ...steps.slice(at + 1)] };
  const names = Object.keys(path);
  Object.assign(path, { type: "block", expressions: [assign, rest] });
  for (const name of names) if (name !== "type" && name !== "position") Reflect.deleteProperty(path, name);
}

function callSort(list: SyntaxNode, sort: SyntaxNode): SyntaxNode {
  const terms = readTerms(sort);
  const orders = terms.map(({ descending }) => ({ type: "value", value: descending }));
  const order: SyntaxNode = { type: "unary", value: "[", expressions: orders };
  return {
    type: "function",
    procedure: variable(SORT),
    arguments: [list, order, ...terms.map(({ expression }) => toLambda(expression))],
    position: sort.position,
  };
}

function toLambda(term: SyntaxNode): SyntaxNode {
  const body = { type: "path", steps: [variable(ITEM), { type: "block", expressions: [term] }] };
  return { type: "lambda", arguments: [variable(ITEM)], body };
}

/** The terms of a sorting step. */
export function readTerms(sort: SyntaxNode): SortTerm[] {
  if (!Array.isArray(sort["terms"])) return [];
  return sort["terms"].flatMap((term: { expression?: unknown; descending?: unknown }) =>
    isNode(term.expression) ? [{ expression: term.expression, descending: term.descending === true }] : [],
  );
}

/** Gives a term's value for an element, which comes in an array of one. */
export type TermEvaluator = (element: readonly [unknown]) => Promise<unknown>;

/** Which terms sort from high to low, and what waits between two parts of the work. */
export interface SortWay {
  readonly descending: readonly unknown[];
  rest(): Promise<void> | undefined;
}

interface Keyed {
  readonly element: unknown;
  readonly keys: readonly unknown[];
}

/** The elements in the order of their terms, the first one first; rejects as JSONata does for what has no order. */
export async function sortByTerms(
  list: readonly unknown[],
  terms: readonly TermEvaluator[],
  { descending, rest }: SortWay,
): Promise<unknown[]> {
  const keyed: Keyed[] = [];
  for (const element of list) {
    const keys: unknown[] = [];
    for (const term of terms) keys.push(await term([element]));
    keyed.push({ element, keys });
  }
  terms.forEach((_, index) => requireSortableKeys(keyed.map(({ keys }) => keys[index])));
  const order = (one: Keyed, other: Keyed): number => {
    for (const [index, key] of one.keys.entries()) {
      const compared = compareKeys(key, other.keys[index]);
      if (compared !== 0) return descending[index] === true && Math.abs(compared) === 1 ? -compared : compared;
    }
    return 0;
  };
  const sorted = await sortInTurns(keyed, order, rest);
  return sorted.map(({ element }) => element);
}

/** So many elements are sorted in one go: a few milliseconds. */
const CHUNK = 8192;

/** The elements in their order, stable; what it is given may wait between two parts of the work. */
export async function sortInTurns<T>(
  list: readonly T[],
  order: (one: T, other: T) => number,
  rest: () => Promise<void> | undefined,
): Promise<T[]> {
  if (list.length <= CHUNK) return list.toSorted(order);
  const middle = CHUNK * Math.ceil(list.length / CHUNK / 2);
  const [left, right] = [list.slice(0, middle), list.slice(middle)];
  const [before, after] = [await sortInTurns(left, order, rest), await sortInTurns(right, order, rest)];
  await rest();
  const merged: T[] = [];
  let [one, other] = [0, 0];
  while (one < before.length && other < after.length) {
    const isLater = order(before[one] as T, after[other] as T) > 0;
    merged.push((isLater ? after[other++] : before[one++]) as T);
  }
  while (one < before.length) merged.push(before[one++] as T);
  while (other < after.length) merged.push(after[other++] as T);
  return merged;
}

/** What is not there comes last in either direction. */
function compareKeys(one: unknown, other: unknown): number {
  if (one === undefined || other === undefined) return one === other ? 0 : one === undefined ? 2 : -2;
  if (one === other) return 0;
  return compare(one, other) > 0 ? 1 : -1;
}

function requireSortableKeys(keys: readonly unknown[]): void {
  const present = keys.filter((key) => key !== undefined);
  const [first] = present;
  for (const key of present) {
    if (typeof key !== "string" && typeof key !== "number") throw { code: "T2008", value: key };
    if (typeof key !== typeof first) throw { code: "T2007", value: first, value2: key };
  }
}
