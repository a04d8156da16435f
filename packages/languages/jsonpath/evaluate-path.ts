import { describeNoList, describeNoMap, describePrimitive } from "./describe-failure";
import { createMap, getMember, isMap, listNames } from "./document";
import { InvalidPathError, JsonPathError, PathNotFoundError } from "./errors";
import { callFunction } from "./functions";
import { appendWildcard, formatTokens, isFunctionPath } from "./tokens";
import type { Argument, Context, Kind, Path, Token, TokenOf } from "./tokens";
import { countStep, formatWay, upstreamDefinite } from "./walk";
import type { Place, Walk } from "./walk";

/** The deepest nesting that a scan goes into. */
const DEEPEST_NESTING = 1000;

/**
 * The value that a definite path selects, or the list of all values that an indefinite path selects.
 *
 * @throws PathNotFoundError if a definite path selects nothing
 * @throws JsonPathError if a function or filter cannot be applied
 */
export function evaluatePath(path: Path, document: unknown, context: Context): unknown {
  const walk: Walk = { path, context, results: [] };
  visit(walk, 0, document);
  if (!path.definite) return walk.results;
  if (walk.results.length === 0)
    throw new PathNotFoundError(`No results for path: ${path.root}${formatTokens(path.tokens)}`);
  return walk.results.at(-1);
}

/** Applies the token at index `at`; past the last, the value is a result. */
function visit(walk: Walk, at: number, model: unknown): void {
  countStep(walk);
  const token = walk.path.tokens[at];
  if (token === undefined) walk.results.push(model);
  else (visitors[token.kind] as (place: Place) => void)({ walk, at, token, model });
}

const visitors: { readonly [K in Kind]: (place: Place<TokenOf<K>>) => void } = {
  property: visitProperty,
  index: visitIndex,
  slice: visitSlice,
  wildcard: visitWildcard,
  scan: ({ walk, at, model }) => scan(walk, at + 1, model, 0),
  filter: visitFilter,
  function: visitFunction,
};

function visitProperty(place: Place<TokenOf<"property">>): void {
  const { walk, at, token, model } = place;
  if (!isMap(model)) return refuseMap(place);
  const isLast = at === walk.path.tokens.length - 1;
  if (token.names.length > 1 && isLast) return mergeMembers(place, model);
  for (const name of token.names) {
    const value = getMember(model, name);
    if (value !== undefined) visit(walk, at + 1, value);
    else missMember(place, { name, isLast });
  }
}

function refuseMap(place: Place<TokenOf<"property">>): void {
  if (!upstreamDefinite(place)) return;
  throw new PathNotFoundError(describeNoMap(formatTokens([place.token]), formatWay(place), place.model));
}

function missMember(place: Place<TokenOf<"property">>, { name, isLast }: { name: string; isLast: boolean }): void {
  const { requireProperties } = place.walk.context;
  const definite = upstreamDefinite(place) && place.token.names.length === 1;
  if (isLast ? !requireProperties : !definite && !requireProperties) return;
  throw new PathNotFoundError(
    `${isLast ? "No results for path:" : "Missing property in path"} ${formatWay(place)}['${name}']`,
  );
}

/** The last token with several names selects one map of the members that are there. */
function mergeMembers(place: Place<TokenOf<"property">>, model: object): void {
  const members: [string, unknown][] = [];
  for (const name of place.token.names) {
    const value = getMember(model, name);
    if (value !== undefined) members.push([name, value]);
    else if (place.walk.context.requireProperties)
      throw new PathNotFoundError(`Missing property in path ${formatWay(place)}`);
  }
  visit(place.walk, place.at + 1, createMap(model, members));
}

/** The list to apply an index to; undefined if there is none and that is no failure. */
function expectList(place: Place): unknown[] | undefined {
  if (Array.isArray(place.model)) return place.model;
  if (!upstreamDefinite(place)) return undefined;
  if (place.model === null) throw new PathNotFoundError(`The path ${formatWay(place)} is null`);
  throw new PathNotFoundError(describeNoList(formatTokens(place.walk.path.tokens.slice(place.at)), place.model));
}

function visitIndex(place: Place<TokenOf<"index">>): void {
  const list = expectList(place);
  if (list === undefined) return;
  for (const index of place.token.indexes) {
    const at = wrap(index, list.length);
    if (at >= 0 && at < list.length) visit(place.walk, place.at + 1, list[at]);
  }
}

/**
 * `[-2:]` and `[:-1]` count from the end. With both bounds each index is taken as written: `[-3:-1]` is the third and the
 * second from the end, `[0:-1]` is nothing (*recorded* from Jayway 2.10).
 */
function visitSlice(place: Place<TokenOf<"slice">>): void {
  const list = expectList(place);
  if (list === undefined) return;
  const { from, to } = place.token;
  const { length } = list;
  const start = to === undefined ? Math.max(0, wrap(from ?? 0, length)) : (from ?? 0);
  const end = from === undefined ? wrap(to ?? length, length) : (to ?? length);
  for (let index = Math.max(start, -length); index < Math.min(end, length); index++) {
    visit(place.walk, place.at + 1, list[wrap(index, length)]);
  }
}

function wrap(index: number, length: number): number {
  return index < 0 ? length + index : index;
}

function visitWildcard({ walk, at, model }: Place): void {
  if (isMap(model)) {
    for (const name of listNames(model)) visit(walk, at + 1, getMember(model, name));
  } else if (Array.isArray(model)) {
    for (const item of model as unknown[]) visitTolerantly(walk, at + 1, item);
  }
}

/** One item of a list that lacks something does not spoil the rest. */
function visitTolerantly(walk: Walk, at: number, model: unknown): void {
  try {
    visit(walk, at, model);
  } catch (error) {
    if (!(error instanceof PathNotFoundError) || walk.context.requireProperties) throw error;
  }
}

/** Of a list, every item that passes; a map itself, if it passes. */
function visitFilter(place: Place<TokenOf<"filter">>): void {
  const { walk, at, token, model } = place;
  if (isMap(model)) {
    if (accepts(token, model, walk)) visit(walk, at + 1, model);
  } else if (Array.isArray(model)) {
    for (const item of model as unknown[]) if (accepts(token, item, walk)) visit(walk, at + 1, item);
  } else if (upstreamDefinite(place)) {
    throw new InvalidPathError(describePrimitive(formatTokens(walk.path.tokens.slice(at)), model));
  }
}

function accepts(token: TokenOf<"filter">, item: unknown, walk: Walk): boolean {
  try {
    return token.accept(item, { ...walk.context, requireProperties: false });
  } catch (error) {
    if (error instanceof InvalidPathError || error instanceof PathNotFoundError) return false;
    throw error;
  }
}

function visitFunction({ walk, at, token, model }: Place<TokenOf<"function">>): void {
  const takesLength = token.name === "length" || token.name === "size";
  const values = token.arguments.map((argument) =>
    takesLength ? evaluateChildren(argument, model, walk.context) : evaluateArgument(argument, walk.context),
  );
  const result = callFunction(token.name, { model, values });
  walk.results.push(result);
  if (at + 1 < walk.path.tokens.length) visit(walk, at + 1, result);
}

function evaluateArgument(argument: Argument, context: Context): unknown {
  if ("path" in argument) return evaluatePath(argument.path, context.root, context);
  try {
    return JSON.parse(argument.json);
  } catch {
    throw new InvalidPathError(`argument '${argument.json}': is neither JSON nor a path`);
  }
}

/** `length` of a path asks how many children there are in all. */
function evaluateChildren(argument: Argument, model: unknown, context: Context): unknown {
  if (!("path" in argument)) return evaluateArgument(argument, context);
  if (isFunctionPath(argument.path)) return evaluatePath(argument.path, model, context);
  return evaluatePath(appendWildcard(argument.path), model, context);
}

/** Applies the token at `at` wherever it can be, the value itself first, then all below it. */
function scan(walk: Walk, at: number, model: unknown, depth: number): void {
  const token = walk.path.tokens[at];
  if (depth > DEEPEST_NESTING || token === undefined) {
    throw new JsonPathError(
      `path '${walk.path.root}${formatTokens(walk.path.tokens)}': scans deeper than ${DEEPEST_NESTING}; name the way`,
    );
  }
  countStep(walk);
  if (isMap(model)) {
    if (scanStopsAt(token, model, walk)) visit(walk, at, model);
    for (const name of listNames(model)) scan(walk, at, getMember(model, name), depth + 1);
  } else if (Array.isArray(model)) {
    if (scanStopsAt(token, model, walk)) scanList(walk, at, model);
    for (const item of model as unknown[]) scan(walk, at, item, depth + 1);
  }
}

/** As in Jayway, a token that is not the last is not applied to a list: what follows it is, to every item. */
function scanList(walk: Walk, at: number, list: readonly unknown[]): void {
  if (at === walk.path.tokens.length - 1) return visit(walk, at, list);
  for (const item of list) visit(walk, at + 1, item);
}

function scanStopsAt(token: Token, model: object, walk: Walk): boolean {
  if (token.kind === "wildcard") return true;
  if (token.kind === "index" || token.kind === "slice") return Array.isArray(model);
  if (token.kind === "filter") return accepts(token, model, walk);
  if (token.kind !== "property" || !isMap(model)) return false;
  if (walk.context.requireProperties) return true;
  const isMerge = walk.path.tokens.at(-1) === token;
  if (token.names.length > 1 && !isMerge) return true;
  return token.names.every((name) => getMember(model, name) !== undefined);
}
