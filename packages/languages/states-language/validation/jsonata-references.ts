import { readOwn } from "../../json";
import { isNode, nodesOf, pairsOf, type SyntaxNode } from "../jsonata/jsonata-tree";
import type { Scope } from "./rule";

/** What a JSONata expression reads that Step Functions refuses: AWS's texts, each once, in the order of writing. */
export function findUnsupportedReferences(
  tree: SyntaxNode,
  { catching, resulting }: Pick<Scope, "catching" | "resulting">,
): readonly string[] {
  const found = new Set<string>();
  for (const node of withoutContext(tree)) {
    const name = readName(node);
    if (name !== undefined) found.add(`Reference to '${name}' at the top level is not supported.`);
    if (isVariable(node, "$")) found.add("Reference to '$$' is not supported.");
    // Recorded of both: gabrielmoreira/tiny-asl-machine, radkawar/stackd.
    if (!catching && readsStates(node, "errorOutput")) found.add("Field '$states.errorOutput' does not exist.");
    if (!resulting && readsStates(node, "result")) found.add("Field '$states.result' does not exist.");
  }
  return [...found];
}

/** The name of what a node looks for in the context item, which no expression of Step Functions has. */
function readName(node: SyntaxNode): string | undefined {
  if (node.type === "name") return String(node.value);
  return isVariable(node, "") ? "$" : undefined;
}

/**
 * All nodes that are evaluated where there is no context item, in the order of writing. Only the first step of a path is;
 * the steps after it, predicates, sorting, groupings and transformations have what is before them as context. The body of
 * a function has the context of where it is written.
 *
 * *Measured* on AWS by others: 41 expressions (floci-io/floci issue 2670).
 */
function* withoutContext(tree: SyntaxNode): Generator<SyntaxNode> {
  const left = [tree];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    yield node;
    left.push(...partsWithoutContext(node).reverse());
  }
}

/** The parts of a node that have the node's own context, by its type. */
function partsWithoutContext(node: SyntaxNode): SyntaxNode[] {
  const read = readOwn(parts, node.type);
  return read?.(node) ?? [];
}

const members =
  (...names: readonly string[]) =>
  (node: SyntaxNode): SyntaxNode[] =>
    names.flatMap((name) => (isNode(node[name]) ? [node[name]] : nodesOf(node[name])));

const parts: Readonly<Record<string, (node: SyntaxNode) => SyntaxNode[]>> = {
  path: (node) => nodesOf(node["steps"]).slice(0, 1),
  unary: (node) => [...members("expression", "expressions")(node), ...pairsOf(node["lhs"]).flat()],
  binary: members("lhs", "rhs"),
  apply: members("lhs", "rhs"),
  bind: members("rhs"),
  function: members("procedure", "arguments"),
  partial: members("procedure", "arguments"),
  lambda: members("body"),
  condition: members("condition", "then", "else"),
  block: members("expressions"),
};

function readsStates(node: SyntaxNode, member: string): boolean {
  if (node.type !== "path") return false;
  const [first, second] = nodesOf(node["steps"]);
  return first !== undefined && isVariable(first, "states") && second?.type === "name" && second.value === member;
}

function isVariable({ type, value }: SyntaxNode, name: string): boolean {
  return type === "variable" && value === name;
}
