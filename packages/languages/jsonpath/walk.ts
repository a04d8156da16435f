import { InvalidPathError, JsonPathError } from "./errors";
import type { Dialect } from "./dialect";
import { formatTokens } from "./tokens";
import type { Context, Path, Token } from "./tokens";

/** How many steps one evaluation may take: far above any honest path, and a fraction of a second. */
const MOST_STEPS = 1_000_000;

/** One evaluation of a path: what it has found so far. */
export interface Walk {
  readonly path: Path;
  readonly context: Context;
  readonly results: unknown[];
  /** the message of what was not found, which ends the walk; undefined as long as nothing is missed */
  failure: (() => string) | undefined;
}

/** A place on the way: this token is next, and applies to this value. */
export interface Place<T extends Token = Token> {
  readonly walk: Walk;
  readonly at: number;
  readonly token: T;
  readonly model: unknown;
}

/** What an evaluation over this root document shares with those inside its filters and functions. */
export function createContext(root: unknown, dialect: Dialect): Context {
  return { root, dialect, requireProperties: false, isAsked: false, budget: { steps: MOST_STEPS } };
}

/** Takes a step off the budget, or fails where none is left. */
export function countStep({ context, path }: Walk): void {
  if (context.budget.steps-- > 0) return;
  throw new JsonPathError(
    `path '${path.root}${formatTokens(path.tokens)}': takes more than ${MOST_STEPS} steps; select less`,
  );
}

/** So many steps are as much work as an error that is thrown. */
const STEPS_PER_ERROR = 64;

/** What is thrown where somebody only asks: nobody reads its message. */
const NOT_APPLICABLE = new InvalidPathError("the path cannot be applied");

/**
 * Fails because nothing is selected: the walk ends without an error being thrown, which a list of thousands of items, each of
 * which may lack something, would have to pay for. `describe` makes the message, if anybody is to read it.
 */
export function failToFind(walk: Walk, describe: () => string): undefined {
  walk.failure ??= describe;
}

/** Fails because the path cannot be applied to the document; `describe` makes the message, if anybody is to read it. */
export function failToApply({ context }: Walk, describe: () => string): never {
  if (!context.isAsked) throw new InvalidPathError(describe());
  countError(context);
  throw NOT_APPLICABLE;
}

/** Takes the work of an error, which somebody catches and goes on, off the budget. */
export function countError({ budget }: Context): void {
  budget.steps -= STEPS_PER_ERROR;
}

/** Whether every token before the place is definite, so that nothing found is a failure. */
export function upstreamDefinite({ walk, at }: Place): boolean {
  return walk.path.upstreamDefinite[at] === true;
}

/** The way to a place, as messages show it. It is only needed where all tokens before are definite. */
export function formatWay({ walk, at }: Place): string {
  return walk.path.root + formatTokens(walk.path.tokens.slice(0, at));
}
