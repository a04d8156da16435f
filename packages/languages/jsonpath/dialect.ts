import type { Context, Path, Predicate, TokenOf } from "./tokens";
import type { Place } from "./walk";

/** What a property that is not there is looked up as. */
export interface Miss {
  readonly name: string;
  /** whether no token follows */
  readonly isLast: boolean;
}

/**
 * All in which the two versions of Jayway JsonPath differ: API Gateway's templates behave as one, Step Functions as the
 * other. The rest of this folder is common to both.
 */
export interface Dialect {
  /** The path that a text writes; throws InvalidPathError for a text that is none. */
  parse(text: string): Path;
  /** What happens where a name is applied to what is no map: a failure, or nothing is selected. */
  missMap(place: Place<TokenOf<"property">>): void;
  /** What happens where a map has no such member. */
  missMember(place: Place<TokenOf<"property">>, miss: Miss): void;
  /** Refuses a token with several names, or none, where it may not stand. */
  requireNames(place: Place<TokenOf<"property">>): void;
  /** The list to apply an index to; undefined if there is none and that is no failure. */
  expectList(place: Place): readonly unknown[] | undefined;
  /** The element that an index of a path selects; undefined if it selects none. */
  findElement(list: readonly unknown[], index: number): unknown;
  /** The element of a list that is walked through. */
  readElement(list: readonly unknown[], index: number): unknown;
  /** The first index of a slice, and the one after its last. */
  boundSlice(slice: TokenOf<"slice">, length: number): readonly [number, number];
  /** What happens where a filter is applied to a text, number, boolean or null. */
  missFilterable(place: Place<TokenOf<"filter">>): void;
  /** Whether the filter lets an item through. */
  accepts(accept: Predicate, item: unknown, context: Context): boolean;
  /** Whether a scan stops at a map that has not all of the names, where they are not the last token. */
  readonly scansForSomeNames: boolean;
  /** What a walk has found in the end, of a definite path. */
  readonly result: "first" | "last";
  /** The whole document as a walk starts with it. */
  wrap(document: unknown): unknown;
  /** The result as it is handed out. */
  unwrap(value: unknown): unknown;
}
