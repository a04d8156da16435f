import { isNode, nodesOf, type SyntaxNode, walk } from "../jsonata-tree";

/** A name that an expression reads or calls, without its `$`. */
export interface JsonataName {
  readonly kind: "variable" | "function";
  readonly name: string;
}

const NAMES = `sum count max min average string substring substringBefore substringAfter lowercase uppercase length trim pad
  match contains replace split join formatNumber formatBase formatInteger parseInteger number floor ceil round abs sqrt
  power random boolean not map zip filter single reduce sift keys lookup append exists spread merge reverse each error
  assert type sort shuffle distinct base64encode base64decode encodeUrlComponent encodeUrl decodeUrlComponent decodeUrl
  toMillis fromMillis clone now millis`;

/**
 * The functions of JSONata 2.0.6 that Step Functions has: all but `$eval`; and those that it adds.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html documented
 */
export const JSONATA_FUNCTIONS: ReadonlySet<string> = new Set([
  ...NAMES.split(/\s+/),
  ...["partition", "range", "hash", "uuid", "parse"],
]);

/** The names that an expression takes from outside: each once, in no order of writing. What it binds itself is left out. */
export function listFreeNames(tree: SyntaxNode): readonly JsonataName[] {
  const bound = new Set<string>();
  const called = new Set<unknown>();
  const found = new Map<string, JsonataName>();
  walk(tree, (node) => {
    for (const name of listBound(node)) bound.add(name);
    for (const part of listCalled(node)) called.add(part);
  });
  walk(tree, (node) => {
    const name = String(node.value);
    if (node.type !== "variable" || name === "" || name === "$" || bound.has(name)) return;
    const kind = called.has(node) ? "function" : "variable";
    found.set(`${kind} ${name}`, { kind, name });
  });
  return [...found.values()];
}

/** What a node binds: `$a := 1`, the parameters of a function, `@$item`, `#$index`. */
function listBound(node: SyntaxNode): readonly string[] {
  const variables = node.type === "bind" ? [node["lhs"]] : node.type === "lambda" ? nodesOf(node["arguments"]) : [];
  const names = [node["focus"], node["index"], node.type === "index" ? node.value : undefined];
  return [
    ...variables.filter(isNode).map(({ value }) => String(value)),
    ...names.filter((name) => typeof name === "string"),
  ];
}

/** What a node calls: the function before the arguments, and the one behind `~>`. */
function listCalled(node: SyntaxNode): readonly unknown[] {
  if (node.type === "function" || node.type === "partial") return [node["procedure"]];
  return node.type === "apply" ? [node["rhs"]] : [];
}
