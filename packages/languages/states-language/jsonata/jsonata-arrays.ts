import type { EvaluationBudget } from "./evaluation-budget";
import { EvaluationLimit, MAXIMUM_SEQUENCE } from "../values/evaluation-limits";
import type { LibraryFunction } from "./jsonata-library";
import { isNode, nodesOf, type SyntaxNode, walk } from "./jsonata-tree";

/** The names of the functions that `[...]` and `a..b` become; no expression can spell them. */
export const ARRAY = "#array";
export const RANGE = "#range";

/** So many elements are made or copied between two looks at the clock: a few milliseconds. */
const CHUNK = 65_536;

/** Types of nodes that are one value, however long they are looked at. */
const LITERALS = new Set(["string", "number", "value"]);

/**
 * Turns every `[...]` of a tree that is not made of literals into a call of our own function, and `a..b` within it too:
 * JSONata's evaluate all elements at once, make a range in one go and copy all they have for each element.
 */
export function replaceArrays(tree: object): void {
  const arrays: SyntaxNode[] = [];
  walk(tree, (node) => {
    const isArray = node.type === "unary" && node.value === "[";
    if (isArray && nodesOf(node["expressions"]).some(({ type }) => !LITERALS.has(type))) arrays.push(node);
  });
  const modes = arrays.map(readModes);
  for (const [index, array] of arrays.entries()) replaceArray(array, modes[index] ?? []);
}

/** What becomes of an element: an array within an array stays one, a range is nobody else's, others are laid out. */
type Mode = "element" | "range" | "elements";

function readModes(array: SyntaxNode): Mode[] {
  return nodesOf(array["expressions"]).map((element) => {
    if (element.value === "[") return "element";
    return isRange(element) ? "range" : "elements";
  });
}

const isRange = ({ type, value }: SyntaxNode): boolean => type === "binary" && value === "..";

function replaceArray(array: SyntaxNode, modes: readonly Mode[]): void {
  const elements = nodesOf(array["expressions"]);
  for (const element of elements.filter(isRange)) {
    const bounds = [element["lhs"], element["rhs"]].filter(isNode);
    Object.assign(element, call(RANGE, bounds));
    for (const name of ["value", "lhs", "rhs"]) Reflect.deleteProperty(element, name);
  }
  const settings: SyntaxNode = { type: "value", value: { modes, isStep: array["consarray"] === true } };
  Object.assign(array, call(ARRAY, [settings, ...elements]));
  for (const name of ["value", "expressions"]) Reflect.deleteProperty(array, name);
}

function call(name: string, values: readonly SyntaxNode[]): Partial<SyntaxNode> {
  return { type: "function", procedure: { type: "variable", value: name }, arguments: values };
}

interface Settings {
  readonly modes: readonly Mode[];
  /** the array is a step of a path, which keeps it as it is */
  readonly isStep: boolean;
}

/** The functions for one evaluation, by name. */
export function makeArrayFunctions(budget: EvaluationBudget): Readonly<Record<string, LibraryFunction>> {
  const array = (settings: unknown, ...values: unknown[]): Promise<unknown[]> =>
    makeArray(settings as Settings, values, budget);
  const range = (first: unknown, last: unknown): unknown => makeRange(first, last, budget);
  return {
    [ARRAY]: { _jsonata_function: true, implementation: array },
    [RANGE]: { _jsonata_function: true, implementation: range },
  };
}

async function makeArray({ modes, isStep }: Settings, values: readonly unknown[], budget: EvaluationBudget) {
  let made: unknown[] = [];
  for (const [index, value] of values.entries()) {
    if (value === undefined) continue;
    const mode = modes[index];
    if (!Array.isArray(value) || mode === "element") made.push(value);
    else if (made.length === 0) made = mode === "range" ? value : value.slice();
    else await append(made, value, budget);
  }
  if (isStep) Object.defineProperty(made, "cons", { value: true });
  return made;
}

async function append(made: unknown[], list: readonly unknown[], budget: EvaluationBudget): Promise<void> {
  if (made.length + list.length > MAXIMUM_SEQUENCE) throw new EvaluationLimit("memory");
  for (const [index, element] of list.entries()) {
    made.push(element);
    if (index % CHUNK === CHUNK - 1) await budget.look();
  }
}

/** The integers from the first to the last, undefined if there are none; throws as JSONata does for what is no integer. */
function makeRange(first: unknown, last: unknown, budget: EvaluationBudget): Promise<number[]> | undefined {
  if (first !== undefined && !Number.isInteger(first)) throw { code: "T2003", value: first };
  if (last !== undefined && !Number.isInteger(last)) throw { code: "T2004", value: last };
  if (typeof first !== "number" || typeof last !== "number" || first > last) return undefined;
  if (last - first + 1 > MAXIMUM_SEQUENCE) throw new EvaluationLimit("memory");
  return fillRange(first, last, budget);
}

async function fillRange(first: number, last: number, budget: EvaluationBudget): Promise<number[]> {
  const made: number[] = [];
  for (let next = first; next <= last; next++) {
    made.push(next);
    if (made.length % CHUNK === 0) await budget.look();
  }
  return made;
}
