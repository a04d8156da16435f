/** A node of a parsed JSONata expression; which members it has depends on its type. */
export interface SyntaxNode {
  readonly type: string;
  readonly value?: unknown;
  readonly position?: number;
  readonly [member: string]: unknown;
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/** The nodes of a member that holds a list of them; none if it holds anything else. */
export function nodesOf(list: unknown): SyntaxNode[] {
  return Array.isArray(list) ? list.filter(isNode) : [];
}

/** The pairs of key and value of an object constructor, or of a grouping. */
export function pairsOf(list: unknown): (readonly [SyntaxNode, SyntaxNode])[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((pair: unknown) => {
    const [key, value] = nodesOf(pair);
    return key === undefined || value === undefined ? [] : [[key, value] as const];
  });
}

/** Members that hold no part of the expression: where `%` looks up, and what the parser notes of it. */
const NOTES = new Set(["slot", "ancestor", "seekingParent"]);

/** Everything right below a node or a list that may hold nodes. */
export function partsOf(node: object): object[] {
  const parts: object[] = [];
  for (const [name, part] of Object.entries(node)) {
    if (typeof part === "object" && part !== null && !NOTES.has(name) && !(part instanceof RegExp)) parts.push(part);
  }
  return parts;
}

/** Calls `visit` for every node of an expression, each once, however deeply they nest. */
export function walk(tree: object, visit: (node: SyntaxNode, depth: number) => void): void {
  const left: (readonly [object, number])[] = [[tree, 0]];
  const seen = new Set<object>();
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const [part, above] = next;
    if (seen.has(part)) continue;
    seen.add(part);
    const depth = isNode(part) ? above + 1 : above;
    if (isNode(part)) visit(part, depth);
    for (const below of partsOf(part).reverse()) left.push([below, depth]);
  }
}
