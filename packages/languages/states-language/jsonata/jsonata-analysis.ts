import { MAXIMUM_CONDITION, MAXIMUM_STEPS_DEPTH, MAXIMUM_WEIGHT } from "../values/evaluation-limits";
import { readsContext } from "./jsonata-shape";
import { isPlaced, readTerms } from "./jsonata-sort";
import { isNode, nodesOf, pairsOf, type SyntaxNode, walk } from "./jsonata-tree";

/** What evaluating an expression has to look out for. */
export interface Analysis {
  /** the names of the variables that the expression reads, functions among them */
  readonly variables: ReadonlySet<string>;
  /** it may change objects in place */
  readonly transforms: boolean;
  /** its steps may nest too deeply, or start at the same time: they are counted when they begin and end */
  readonly nests: boolean;
  /** nodes that JSONata evaluates at the same time as others, with the node that holds them all */
  readonly parallel: ReadonlyMap<object, object>;
  /** the keys of groups that are not the same for all elements, with the node that groups */
  readonly keys: ReadonlyMap<object, object>;
  /** nodes whose value an operator walks through, with the weight it may have */
  readonly operands: ReadonlyMap<object, number>;
  /** the steps of paths, with the path: lists that one step gives become one list */
  readonly steps: ReadonlyMap<object, object>;
  /** nodes that are evaluated for each element by code whose memory grows with the square of their number */
  readonly placed: ReadonlySet<object>;
  /** its steps make nothing that was not there, and call nothing */
  readonly isPlain: boolean;
  /** it may read `$states.context` */
  readonly readsContext: boolean;
}

/** Types of nodes that make nothing that was not there, and call nothing. */
const PLAIN = new Set(["path", "name", "variable", "string", "number", "value", "condition"]);

/** Looks through a tree once, when an expression is prepared. */
export function analyse(tree: SyntaxNode): Analysis {
  const variables = new Set<string>();
  const parallel = new Map<object, object>();
  const keys = new Map<object, object>();
  const operands = new Map<object, number>();
  const placed = new Set<object>();
  const steps = new Map<object, object>();
  const types = new Set<string>();
  const paths: SyntaxNode[] = [];
  let deepest = 0;
  let mentions = 0;
  walk(tree, (node, depth) => {
    deepest = Math.max(deepest, depth);
    types.add(node.type);
    if (node.type === "variable") variables.add(String(node.value));
    if (node.type === "variable" && node.value === "states") mentions++;
    if (node.type === "path") paths.push(node);
    for (const inner of findParallel(node)) parallel.set(inner, node);
    for (const key of findKeys(node)) if (key.type !== "string") keys.set(key, node);
    for (const operand of findOperands(node)) operands.set(operand, MAXIMUM_WEIGHT);
    for (const condition of findConditions(node)) operands.set(condition, MAXIMUM_CONDITION);
    if (node.type === "path") for (const step of nodesOf(node["steps"]).slice(1)) steps.set(step, node);
    if (node.type === "path" && isPlaced(node)) for (const inner of findPlaced(node)) placed.add(inner);
  });
  const transforms = types.has("transform");
  if (transforms) variables.add("clone");
  const nests =
    deepest > MAXIMUM_STEPS_DEPTH || parallel.size > 0 || ["lambda", "partial"].some((type) => types.has(type));
  const isPlain = [...types].every((type) => PLAIN.has(type));
  const marks = { transforms, nests, isPlain, readsContext: readsContext(paths, mentions) };
  return { ...marks, variables, parallel, keys, operands, steps, placed };
}

/** What is compared, shown in JSONata's messages, or changed in place. */
const OPERANDS = ["lhs", "rhs", "expression", "update", "delete"];
const LOGICAL = new Set<unknown>(["and", "or"]);

function findOperands(node: SyntaxNode): SyntaxNode[] {
  return [...OPERANDS.map((name) => node[name]), ...findKeys(node)].filter(isNode);
}

/** What counts as true or false. */
function findConditions(node: SyntaxNode): SyntaxNode[] {
  const filters = [...nodesOf(node["predicate"]), ...nodesOf(node["stages"])].map((filter) => filter["expr"]);
  const sides = node.type === "binary" && LOGICAL.has(node.value) ? [node["lhs"], node["rhs"]] : [];
  return [...filters, ...sides, node["condition"]].filter(isNode);
}

function findKeys(node: SyntaxNode): SyntaxNode[] {
  return [...pairsOf(node["lhs"]), ...pairsOf(readGroup(node))].map(([key]) => key);
}

function readGroup(node: SyntaxNode): unknown {
  const group = node["group"];
  return typeof group === "object" && group !== null && "lhs" in group ? group.lhs : undefined;
}

/** JSONata starts the values of an object and those of groups all at once; arrays that could take long are no longer its own. */
function findParallel(node: SyntaxNode): SyntaxNode[] {
  const inner = pairsOf(readGroup(node)).map(([, value]) => value);
  const isObject = node.type === "unary" && node.value === "{";
  return isObject ? [...inner, ...pairsOf(node["lhs"]).map(([, value]) => value)] : inner;
}

function findPlaced(path: SyntaxNode): SyntaxNode[] {
  const keys = pairsOf(readGroup(path)).map(([key]) => key);
  const terms = nodesOf(path["steps"]).flatMap(readTerms);
  return [...keys, ...terms.map(({ expression }) => expression)];
}
