import { isNode, nodesOf, pairsOf, type SyntaxNode } from "./jsonata-tree";

/** Functions of JSONata's library whose work and result are in proportion to what they take, called by name. */
const LINEAR = new Set(
  ["abs", "append", "average", "boolean", "ceil", "contains", "count", "exists", "floor", "length", "lowercase"].concat(
    ["max", "min", "not", "number", "power", "round", "sqrt", "string", "substring", "substringAfter"],
    ["substringBefore", "sum", "type", "uppercase"],
  ),
);
/** Members of nodes that repeat a part, carry places along, or group. */
const REPEATING = ["group", "tuple", "focus", "index", "seekingParent", "nextFunction"];
/** More nodes than this are watched, so that their depth is counted and what they do together stays small. */
const MAXIMUM_NODES = 100;

/** What stands above a node: 1 within what is made into text, 2 within a list or an object within that. */
type Texts = 0 | 1 | 2;
type Parts = readonly (readonly [SyntaxNode, Texts])[];

/**
 * The number of an expression's nodes if its work is at most in proportion to it and to the weight of its data, whatever
 * they are: nothing in it is repeated but the last steps of a path. Undefined for any other expression.
 */
export function countLinearNodes(tree: SyntaxNode): number | undefined {
  const left: (readonly [SyntaxNode, Texts])[] = [[tree, 0]];
  let nodes = 0;
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const [node, texts] = next;
    const parts = hasPlainForm(node) ? shapes[node.type]?.(node, texts) : undefined;
    if (parts === undefined || ++nodes > MAXIMUM_NODES) return undefined;
    left.push(...parts);
  }
  return nodes;
}

function hasPlainForm(node: SyntaxNode): boolean {
  if (REPEATING.some((name) => node[name] !== undefined)) return false;
  const filters = [...nodesOf(node["predicate"]), ...nodesOf(node["stages"])];
  return filters.every(({ type, expr }) => type === "filter" && isNode(expr) && expr.type === "number");
}

/** What is within a node of a type; undefined if it may repeat something. */
const shapes: Readonly<Record<string, (node: SyntaxNode, texts: Texts) => Parts | undefined>> = {
  string: () => [],
  number: () => [],
  value: () => [],
  name: () => [],
  variable: () => [],
  path: (node, texts) => {
    const [first, ...others] = nodesOf(node["steps"]);
    const isPlain = first !== undefined && others.every((step) => step.type === "name" && hasPlainForm(step));
    return isPlain ? [...nodesOf(node["steps"]).map((step) => [step, texts] as const)] : undefined;
  },
  block: (node, texts) => nodesOf(node["expressions"]).map((part) => [part, texts]),
  condition: (node, texts) => each([node["condition"], node["then"], node["else"]], texts),
  unary: (node, texts) => {
    if (node.value === "-") return each([node["expression"]], texts);
    const inside = texts === 0 ? 0 : 2;
    if (node.value === "[") return each(nodesOf(node["expressions"]), inside);
    return node.value === "{" ? each(pairsOf(node["lhs"]).flat(), inside) : undefined;
  },
  binary: (node, texts) => {
    if (node.value === "..") return undefined;
    return node.value === "&" ? eachAsText([node["lhs"], node["rhs"]], texts) : each([node["lhs"], node["rhs"]], texts);
  },
  function: (node, texts) => {
    const { procedure } = node;
    const name = isNode(procedure) && procedure.type === "variable" ? String(procedure.value) : "";
    const values = nodesOf(node["arguments"]);
    if (!LINEAR.has(name) || (isNode(procedure) && !hasPlainForm(procedure))) return undefined;
    if (name === "string") return values.length > 1 ? undefined : eachAsText(values, texts);
    return each(values, name === "append" && texts > 0 ? 2 : texts);
  },
};

function each(parts: readonly unknown[], texts: Texts): Parts {
  return parts.filter(isNode).map((part) => [part, texts]);
}

/** A text within a list within a text would double its backslashes each time. */
function eachAsText(parts: readonly unknown[], texts: Texts): Parts | undefined {
  return texts === 2 ? undefined : each(parts, 1);
}

/** Members of `$states` that are as light as they are weighed; the context is made for those who read it. */
const DATA = new Set<unknown>(["input", "result", "errorOutput"]);

/** True for an expression that may read `$states.context`. */
export function readsContext(paths: Iterable<SyntaxNode>, mentions: number): boolean {
  let data = 0;
  for (const { steps } of paths) {
    const [first, second] = nodesOf(steps);
    const isStates = first?.type === "variable" && first.value === "states" && first["predicate"] === undefined;
    if (isStates && second?.type === "name" && DATA.has(second.value)) data++;
  }
  return mentions > data;
}
