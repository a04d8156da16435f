import { JsonPathError } from "./errors";
import type { Dialect } from "./dialect";
import { formatTokens } from "./tokens";
import type { Context, Path, Token } from "./tokens";

/** How many steps one evaluation may take: far above any honest path, and a fraction of a second. */
const MOST_STEPS = 2_000_000;

/** One evaluation of a path: what it has found so far. */
export interface Walk {
  readonly path: Path;
  readonly context: Context;
  readonly results: unknown[];
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
  return { root, dialect, requireProperties: false, budget: { steps: MOST_STEPS } };
}

/** Takes a step off the budget, or fails where none is left. */
export function countStep({ context, path }: Walk): void {
  if (context.budget.steps-- > 0) return;
  throw new JsonPathError(
    `path '${path.root}${formatTokens(path.tokens)}': takes more than ${MOST_STEPS} steps; select less`,
  );
}

/** Whether every token before the place is definite, so that nothing found is a failure. */
export function upstreamDefinite({ walk, at }: Place): boolean {
  return walk.path.upstreamDefinite[at] === true;
}

/** The way to a place, as messages show it. It is only needed where all tokens before are definite. */
export function formatWay({ walk, at }: Place): string {
  return walk.path.root + formatTokens(walk.path.tokens.slice(0, at));
}
