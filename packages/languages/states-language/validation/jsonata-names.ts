import { isNode, nodesOf, type SyntaxNode, walk } from "../jsonata-tree";

/** A name that an expression reads or calls, without its `$`; of a member of `$states`, with what is before it. */
export interface JsonataName {
  readonly kind: "variable" | "function" | "member";
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

/**
 * What `$states` holds, and what its `context` does: other members are not there.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html documented
 */
export const STATES_MEMBERS: ReadonlySet<string> = new Set([
  ...["input", "result", "errorOutput", "context"].map((name) => `states.${name}`),
  ...["Execution", "State", "StateMachine", "Task", "Map"].map((name) => `states.context.${name}`),
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
    for (const name of listStatesMembers(node)) found.set(name, { kind: "member", name });
    const name = String(node.value);
    if (node.type !== "variable" || name === "" || name === "$" || bound.has(name)) return;
    const kind = called.has(node) ? "function" : "variable";
    found.set(`${kind} ${name}`, { kind, name });
  });
  return [...found.values()];
}

/** The members of `$states` and of its context that a path begins with. */
function listStatesMembers(node: SyntaxNode): readonly string[] {
  const [first, ...steps] = node.type === "path" ? nodesOf(node["steps"]) : [];
  if (first?.type !== "variable" || first.value !== "states") return [];
  const [member, inner] = steps.map((step) => (step.type === "name" ? String(step.value) : undefined));
  if (member === undefined) return [];
  return [`states.${member}`, ...(member === "context" && inner !== undefined ? [`states.context.${inner}`] : [])];
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
