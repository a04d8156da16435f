import { MAXIMUM_STEPS_DEPTH } from "./evaluation-limits";
import { readsContext } from "./jsonata-shape";
import { isPlaced, readTerms } from "./jsonata-sort";
import { isNode, nodesOf, pairsOf, type SyntaxNode, walk } from "./jsonata-tree";

/** What evaluating an expression has to look out for. */
export interface Analysis {
  /** the names of the variables that the expression reads, functions among them */
  readonly variables: ReadonlySet<string>;
  /** it may change objects in place */
  readonly transforms: boolean;
  /** its steps may nest too deeply */
  readonly nests: boolean;
  /** nodes that JSONata evaluates at the same time as others, with the node that holds them all */
  readonly parallel: ReadonlyMap<object, object>;
  /** nodes whose value an operator walks through */
  readonly operands: ReadonlySet<object>;
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
  const operands = new Set<object>();
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
    for (const operand of findOperands(node)) operands.add(operand);
    if (node.type === "path") for (const step of nodesOf(node["steps"]).slice(1)) steps.set(step, node);
    if (node.type === "path" && isPlaced(node)) for (const inner of findPlaced(node)) placed.add(inner);
  });
  const transforms = types.has("transform");
  if (transforms) variables.add("clone");
  const nests = deepest > MAXIMUM_STEPS_DEPTH || types.has("lambda") || types.has("partial");
  const isPlain = [...types].every((type) => PLAIN.has(type));
  const marks = { transforms, nests, isPlain, readsContext: readsContext(paths, mentions) };
  return { ...marks, variables, parallel, operands, steps, placed };
}

/** What is compared, counted as true or false, shown in JSONata's messages, or changed in place. */
const OPERANDS = ["lhs", "rhs", "condition", "expression", "update", "delete"];

function findOperands(node: SyntaxNode): SyntaxNode[] {
  const filters = [...nodesOf(node["predicate"]), ...nodesOf(node["stages"])].map((filter) => filter["expr"]);
  const keys = [...pairsOf(node["lhs"]), ...pairsOf(readGroup(node))].map(([key]) => key);
  return [...OPERANDS.map((name) => node[name]), ...filters, ...keys].filter(isNode);
}

function readGroup(node: SyntaxNode): unknown {
  const group = node["group"];
  return typeof group === "object" && group !== null && "lhs" in group ? group.lhs : undefined;
}

/** JSONata starts the elements of an array, the values of an object and those of groups all at once. */
function findParallel(node: SyntaxNode): SyntaxNode[] {
  const inner = pairsOf(readGroup(node)).map(([, value]) => value);
  if (node.type !== "unary") return inner;
  if (node.value === "[") return [...inner, ...nodesOf(node["expressions"])];
  return node.value === "{" ? [...inner, ...pairsOf(node["lhs"]).map(([, value]) => value)] : inner;
}

function findPlaced(path: SyntaxNode): SyntaxNode[] {
  const keys = pairsOf(readGroup(path)).map(([key]) => key);
  const terms = nodesOf(path["steps"]).flatMap(readTerms);
  return [...keys, ...terms.map(({ expression }) => expression)];
}
