import { getMember, isMap, listNames } from "./document";
import type { Dialect } from "./dialect";
import { InvalidPathError } from "./errors";
import { parseStepFunctionsPath } from "./parse-step-functions-path";
import { formatTokens } from "./tokens";
import type { Token, TokenOf } from "./tokens";
import { failToFind, upstreamDefinite } from "./walk";
import type { Place } from "./walk";

/** A null that is an element of a list: Jackson's NullNode, which differs from the null that a member has. */
const nullNode = Symbol("null");

/**
 * Jayway JsonPath 2.0.0 over Jackson's nodes, without options, as the paths of Step Functions behave: what lies beyond the
 * end of a list is null, negative indexes too, and whatever a name or an index cannot be applied to is a failure, also
 * below a wildcard of a map.
 *
 * *Inferred*: this version reproduces each known datum of AWS (filters with bare words, `(@.length-1)`, `[-1].x`,
 * `.sum()`, brackets in names, an index beyond the end), and none other does.
 *
 * @see https://github.com/json-path/JsonPath/blob/json-path-2.0.0/README.md
 */
export const stepFunctionsDialect: Dialect = {
  parse: parseStepFunctionsPath,
  missMap(place) {
    failToFind(place.walk, () => `Property ${formatTokens([place.token])} not found in path ${formatWay(place)}`);
  },
  missMember(place, { name, isLast }) {
    const isSilent = !isLast && !upstreamDefinite(place) && !place.walk.context.requireProperties;
    if (isSilent) return;
    const problem = isLast ? "No results for path:" : "Missing property in path";
    failToFind(place.walk, () => `${problem} ${formatWay(place)}['${name}']`);
  },
  requireNames,
  expectList,
  findElement,
  readElement: findElement,
  boundSlice,
  missFilterable(place) {
    const filter = formatTokens(place.walk.path.tokens.slice(place.at));
    throw new InvalidPathError(
      `Filter: ${filter} can not be applied to primitives. Current context is: ${printModel(place.model)}`,
    );
  },
  accepts: (accept, item, context) => accept(item, context),
  scansForSomeNames: false,
  result: "first",
  wrap: (document) => document ?? nullNode,
  unwrap: (value) => (value === nullNode ? null : value),
};

function requireNames({ walk, at, token }: Place<TokenOf<"property">>): void {
  if (token.names.length === 1 || at === walk.path.tokens.length - 1) return;
  const names = `[${token.names.map((name) => `'${name}'`).join(", ")}]`;
  throw new InvalidPathError(`Multi properties can only be used as path leafs: ${names}`);
}

function expectList(place: Place): readonly unknown[] | undefined {
  const { model } = place;
  if (Array.isArray(model)) return model as unknown[];
  if (model === null) return failToFind(place.walk, () => `The path ${formatWay(place)} is null`);
  const filter = formatTokens(place.walk.path.tokens.slice(place.at));
  throw new InvalidPathError(
    `Filter: ${filter} can only be applied to arrays. Current context is: ${printModel(model)}`,
  );
}

function findElement(list: readonly unknown[], index: number): unknown {
  if (index < 0 || index >= list.length) return null;
  return list[index] ?? nullNode;
}

/** A bound below 0 counts from the end where it is the only one; with both bounds each index is taken as written. */
function boundSlice({ from, to }: TokenOf<"slice">, length: number): readonly [number, number] {
  if (to === undefined) return [Math.max(0, wrap(from ?? 0, length)), length];
  if (from === undefined) return [0, Math.min(length, wrap(to, length))];
  return length === 0 ? [0, 0] : [from, Math.min(length, to)];
}

function wrap(index: number, length: number): number {
  return index < 0 ? length + index : index;
}

/** The value as Jackson's nodes print in a message. */
function printModel(model: unknown): string {
  if (model === nullNode || model === null) return "null";
  if (Array.isArray(model)) return `[${model.map(printNode).join(",")}]`;
  if (!isMap(model)) return String(model);
  return `{${listNames(model)
    .map((name) => `${JSON.stringify(name)}:${printNode(getMember(model, name))}`)
    .join(",")}}`;
}

function printNode(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : printModel(value);
}

/** The way to a place in messages: it starts with `$` within a filter too, and shows which index was meant. */
function formatWay({ walk, at }: Place): string {
  let model: unknown = walk.context.root;
  const way = walk.path.tokens.slice(0, at).map((token) => {
    const index = token.kind === "fromEnd" && Array.isArray(model) ? model.length + token.offset : undefined;
    model = follow(model, token, index);
    return index === undefined ? formatTokens([token]) : `[${index}]`;
  });
  return `$${way.join("")}`;
}

function follow(model: unknown, token: Token, fromEnd: number | undefined): unknown {
  if (token.kind === "property") return isMap(model) ? getMember(model, token.names[0] ?? "") : undefined;
  const index = token.kind === "index" ? token.indexes[0] : fromEnd;
  return Array.isArray(model) && index !== undefined ? (model[index] as unknown) : undefined;
}
