import { loadJsonata } from "../load-jsonata";

/** A node of a parsed JSONata expression, as far as it is looked at here. */
export type SyntaxTree = object;

/** The syntax tree of an expression, or the parser's message without its code, as AWS prints it. */
export function parseJsonata(expression: string): { tree: SyntaxTree } | { message: string } {
  try {
    return { tree: loadJsonata()(expression).ast() };
  } catch (error) {
    return { message: readMessage(error) };
  }
}

/** JSONata throws plain objects with a message. */
function readMessage(error: unknown): string {
  if (typeof error === "object" && error !== null && "message" in error) return String(error.message);
  return String(error);
}

/**
 * AWS's text for the first reference in the tree that Step Functions refuses, undefined if there is none: `$$`, and
 * `$states.errorOutput` outside of a catcher.
 */
export function findUnsupportedReference(tree: SyntaxTree, catching: boolean): string | undefined {
  const nodes = new Set<object>([tree]);
  for (const node of nodes) {
    if (isNode(node, "variable", "$")) return "Reference to '$$' is not supported.";
    if (!catching && readsErrorOutput(node)) return "Field '$states.errorOutput' does not exist.";
    for (const child of Object.values(node)) if (typeof child === "object" && child !== null) nodes.add(child);
  }
  return undefined;
}

function readsErrorOutput(node: object): boolean {
  if (!("steps" in node) || !Array.isArray(node.steps)) return false;
  const [first, second]: unknown[] = node.steps;
  return isNode(first, "variable", "states") && isNode(second, "name", "errorOutput");
}

function isNode(node: unknown, type: string, value: string): boolean {
  if (typeof node !== "object" || node === null || !("type" in node) || !("value" in node)) return false;
  return node.type === type && node.value === value;
}
