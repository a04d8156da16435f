import { describeNoList, describeNoMap, describePrimitive } from "./describe-failure";
import type { Dialect, Miss } from "./dialect";
import { InvalidPathError, PathNotFoundError } from "./errors";
import { parsePath } from "./parse-path";
import { formatTokens } from "./tokens";
import type { Context, Predicate, TokenOf } from "./tokens";
import { failToApply, failToFind, formatWay, upstreamDefinite } from "./walk";
import type { Place } from "./walk";

/**
 * Jayway JsonPath 2.10 in its default configuration, as the paths of API Gateway's templates behave.
 *
 * @see https://github.com/json-path/JsonPath
 */
export const apiGatewayDialect: Dialect = {
  parse: parsePath,
  missMap(place) {
    if (!upstreamDefinite(place)) return;
    failToFind(place.walk, () => describeNoMap(formatTokens([place.token]), formatWay(place), place.model));
  },
  missMember,
  requireNames: () => undefined,
  expectList,
  findElement: (list, index) => list[wrap(index, list.length)],
  readElement: (list, index) => list[index],
  boundSlice,
  missFilterable(place) {
    if (!upstreamDefinite(place)) return;
    failToApply(place.walk, () => describePrimitive(formatTokens(place.walk.path.tokens.slice(place.at)), place.model));
  },
  accepts,
  scansForSomeNames: true,
  result: "last",
  wrap: (document) => document,
  unwrap: (value) => value,
};

function missMember(place: Place<TokenOf<"property">>, { name, isLast }: Miss): void {
  const { requireProperties } = place.walk.context;
  const definite = upstreamDefinite(place) && place.token.names.length === 1;
  if (isLast ? !requireProperties : !definite && !requireProperties) return;
  const problem = isLast ? "No results for path:" : "Missing property in path";
  failToFind(place.walk, () => `${problem} ${formatWay(place)}['${name}']`);
}

function expectList(place: Place): readonly unknown[] | undefined {
  if (Array.isArray(place.model)) return place.model as unknown[];
  if (!upstreamDefinite(place)) return undefined;
  return failToFind(place.walk, () =>
    place.model === null
      ? `The path ${formatWay(place)} is null`
      : describeNoList(formatTokens(place.walk.path.tokens.slice(place.at)), place.model),
  );
}

/**
 * `[-2:]` and `[:-1]` count from the end. With both bounds each index is taken as written: `[-3:-1]` is the third and the
 * second from the end, `[0:-1]` is nothing (*recorded* from Jayway 2.10).
 */
function boundSlice({ from, to }: TokenOf<"slice">, length: number): readonly [number, number] {
  const start = to === undefined ? Math.max(0, wrap(from ?? 0, length)) : (from ?? 0);
  const end = from === undefined ? wrap(to ?? length, length) : (to ?? length);
  return [Math.max(start, -length), Math.min(end, length)];
}

function wrap(index: number, length: number): number {
  return index < 0 ? length + index : index;
}

function accepts(accept: Predicate, item: unknown, context: Context): boolean {
  try {
    return accept(item, { ...context, requireProperties: false });
  } catch (error) {
    if (error instanceof InvalidPathError || error instanceof PathNotFoundError) return false;
    throw error;
  }
}
