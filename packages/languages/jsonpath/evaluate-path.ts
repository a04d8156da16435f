import { createMap, getMember, isMap, listNames } from "./document";
import { InvalidPathError, JsonPathError, PathNotFoundError } from "./errors";
import { callFunction } from "./functions";
import { appendWildcard, formatTokens, isFunctionPath } from "./tokens";
import type { Argument, Context, Kind, Path, Token, TokenOf } from "./tokens";
import { countError, countStep, failToFind, formatWay } from "./walk";
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
  const walk = walkPath(path, document, context);
  if (walk.failure !== undefined) throw new PathNotFoundError(walk.failure());
  return readResult(walk);
}

/**
 * As `evaluatePath`, but undefined where that throws PathNotFoundError.
 *
 * @throws JsonPathError if a function or filter cannot be applied
 */
export function findByPath(path: Path, document: unknown, context: Context): unknown {
  const walk = walkPath(path, document, { ...context, isAsked: true });
  return walk.failure === undefined ? readResult(walk) : undefined;
}

function walkPath(path: Path, document: unknown, context: Context): Walk {
  const walk: Walk = { path, context, results: [], failure: undefined };
  visit(walk, 0, document);
  if (path.definite && walk.results.length === 0)
    failToFind(walk, () => `No results for path: ${path.root}${formatTokens(path.tokens)}`);
  return walk;
}

function readResult({ path, context, results }: Walk): unknown {
  if (!path.definite) return results;
  return results[context.dialect.result === "first" ? 0 : results.length - 1];
}

/** Applies the token at index `at`; past the last, the value is a result. */
function visit(walk: Walk, at: number, model: unknown): void {
  countStep(walk);
  if (walk.failure !== undefined) return;
  const token = walk.path.tokens[at];
  if (token === undefined) walk.results.push(walk.context.dialect.unwrap(model));
  else (visitors[token.kind] as (place: Place) => void)({ walk, at, token, model });
}

const visitors: { readonly [K in Kind]: (place: Place<TokenOf<K>>) => void } = {
  property: visitProperty,
  index: visitIndex,
  fromEnd: visitFromEnd,
  slice: visitSlice,
  wildcard: visitWildcard,
  root: ({ walk, at, model }) => visit(walk, at + 1, model),
  scan: ({ walk, at, model }) => scan(walk, at + 1, model, 0),
  filter: visitFilter,
  function: visitFunction,
};

function visitProperty(place: Place<TokenOf<"property">>): void {
  const { walk, at, token, model } = place;
  const { dialect } = walk.context;
  if (!isMap(model)) return dialect.missMap(place);
  const isLast = at === walk.path.tokens.length - 1;
  dialect.requireNames(place);
  if (token.names.length !== 1 && isLast) return mergeMembers(place, model);
  for (const name of token.names) {
    const value = getMember(model, name);
    if (value !== undefined) visit(walk, at + 1, value);
    else dialect.missMember(place, { name, isLast });
  }
}

/** The last token with several names selects one map of the members that are there. */
function mergeMembers(place: Place<TokenOf<"property">>, model: object): void {
  const { walk } = place;
  const members: [string, unknown][] = [];
  for (const name of place.token.names) {
    const value = getMember(model, name);
    if (value !== undefined) members.push([name, value]);
    else if (walk.context.requireProperties)
      return failToFind(walk, () => `Missing property in path ${formatWay(place)}`);
  }
  visit(walk, place.at + 1, createMap(model, members));
}

function visitIndex(place: Place<TokenOf<"index">>): void {
  const list = place.walk.context.dialect.expectList(place);
  if (list !== undefined) for (const index of place.token.indexes) visitElement(place, list, index);
}

function visitFromEnd(place: Place<TokenOf<"fromEnd">>): void {
  const list = place.walk.context.dialect.expectList(place);
  if (list !== undefined) visitElement(place, list, list.length + place.token.offset);
}

function visitSlice(place: Place<TokenOf<"slice">>): void {
  const { dialect } = place.walk.context;
  const list = dialect.expectList(place);
  if (list === undefined) return;
  const [start, end] = dialect.boundSlice(place.token, list.length);
  for (let index = start; index < end; index++) visitElement(place, list, index);
}

function visitElement({ walk, at }: Place, list: readonly unknown[], index: number): void {
  const element = walk.context.dialect.findElement(list, index);
  if (element !== undefined) visit(walk, at + 1, element);
}

function visitWildcard({ walk, at, model }: Place): void {
  if (isMap(model)) {
    for (const name of listNames(model)) visit(walk, at + 1, getMember(model, name));
  } else if (Array.isArray(model)) {
    const { dialect } = walk.context;
    for (let index = 0; index < model.length; index++) visitTolerantly(walk, at + 1, dialect.readElement(model, index));
  }
}

/** One item of a list that lacks something does not spoil the rest. */
function visitTolerantly(walk: Walk, at: number, model: unknown): void {
  const { failure } = walk;
  visit(walk, at, model);
  if (!walk.context.requireProperties) walk.failure = failure;
}

/** Of a list, every item that passes; a map itself, if it passes. */
function visitFilter(place: Place<TokenOf<"filter">>): void {
  const { walk, at, token, model } = place;
  const { dialect } = walk.context;
  if (isMap(model)) {
    if (accepts(token, model, walk)) visit(walk, at + 1, model);
  } else if (Array.isArray(model)) {
    for (let index = 0; index < model.length; index++)
      if (accepts(token, model[index], walk)) visit(walk, at + 1, dialect.readElement(model, index));
  } else dialect.missFilterable(place);
}

function accepts({ accept }: TokenOf<"filter">, item: unknown, { context, failure }: Walk): boolean {
  return failure === undefined && context.dialect.accepts(accept, item, context);
}

function visitFunction({ walk, at, token, model }: Place<TokenOf<"function">>): void {
  const values = evaluateArguments(token, model, walk);
  if (values === undefined) return;
  const result = callFunction(token.name, { model, values });
  walk.results.push(result);
  if (at + 1 < walk.path.tokens.length) visit(walk, at + 1, result);
}

/** The values of a function's arguments; undefined, and the walk fails, if one selects nothing. */
function evaluateArguments(token: TokenOf<"function">, model: unknown, walk: Walk): unknown[] | undefined {
  const takesLength = token.name === "length" || token.name === "size";
  try {
    return token.arguments.map((argument) =>
      takesLength ? evaluateChildren(argument, model, walk.context) : evaluateArgument(argument, walk.context),
    );
  } catch (error) {
    if (!(error instanceof PathNotFoundError)) throw error;
    countError(walk.context);
    return failToFind(walk, () => error.message);
  }
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
  if (walk.failure !== undefined) return;
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
  if (token.kind === "index" || token.kind === "slice" || token.kind === "fromEnd") return Array.isArray(model);
  if (token.kind === "filter") return accepts(token, model, walk);
  if (token.kind !== "property" || !isMap(model)) return false;
  if (walk.context.requireProperties) return true;
  const isMerge = walk.path.tokens.at(-1) === token;
  if (token.names.length > 1 && !isMerge && walk.context.dialect.scansForSomeNames) return true;
  return token.names.every((name) => getMember(model, name) !== undefined);
}
