import { isNode, nodesOf, type SyntaxNode, walk } from "../jsonata/jsonata-tree";

/**
 * A name that an expression reads or calls, without its `$`; of a member of `$states`, or of the context object there, with
 * what is before it.
 */
export interface JsonataName {
  readonly kind: "variable" | "function" | "member" | "context";
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

/** What `$states` holds. @see https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html documented */
export const STATES_MEMBERS: readonly string[] = ["input", "result", "errorOutput", "context"].map(
  (name) => `states.${name}`,
);

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
    for (const each of listStatesMembers(node)) found.set(each.name, each);
    const name = String(node.value);
    if (node.type !== "variable" || name === "" || name === "$" || bound.has(name)) return;
    const kind = called.has(node) ? "function" : "variable";
    found.set(`${kind} ${name}`, { kind, name });
  });
  return [...found.values()];
}

/** The members of `$states` and of its context that a path begins with. */
function listStatesMembers(node: SyntaxNode): readonly JsonataName[] {
  const [first, ...steps] = node.type === "path" ? nodesOf(node["steps"]) : [];
  if (first?.type !== "variable" || first.value !== "states") return [];
  const end = steps.findIndex(({ type }) => type !== "name");
  const [member, ...inner] = steps.slice(0, end === -1 ? undefined : end).map(({ value }) => String(value));
  if (member === undefined) return [];
  if (member !== "context" || inner.length === 0) return [{ kind: "member", name: `states.${member}` }];
  return [{ kind: "context", name: ["states.context", ...inner.slice(0, 2)].join(".") }];
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
