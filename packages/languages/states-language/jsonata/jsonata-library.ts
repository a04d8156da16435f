import { readOwn } from "../../json";
import type { EvaluationBudget } from "./evaluation-budget";
import { MAXIMUM_CONDITION, MAXIMUM_HEAVY_WEIGHT, MAXIMUM_WEIGHT } from "../values/evaluation-limits";
import { loadJsonata } from "./load-jsonata";
import { replacements } from "./jsonata-replacements";

/** What JSONata calls a function with as `this`. */
export interface Focus {
  readonly input?: unknown;
  readonly createSequence?: () => unknown[];
}

/** A function of JSONata's library, as the value of its name has it. */
export interface LibraryFunction {
  readonly _jsonata_function: true;
  readonly implementation: (this: Focus, ...values: unknown[]) => unknown;
  readonly signature?: { validate(values: readonly unknown[], context: unknown): unknown[] };
  /** how many values JSONata's higher-order functions pass */
  readonly arity?: number;
}

/**
 * Functions that need a few nanoseconds at most for each part of what they take; all others take less.
 * Every function of the library that is not named here is heavy.
 */
const LIGHT = new Set(
  ["append", "assert", "average", "count", "each", "exists", "filter", "length", "map", "max", "min"].concat([
    "reduce",
    "reverse",
    "sift",
    "single",
    "sum",
    "type",
  ]),
);

const LIMITS: Readonly<Record<string, number>> = { boolean: MAXIMUM_CONDITION, not: MAXIMUM_CONDITION };

/** A call from the library, such as a search for a regular expression, is as much work as so many steps. *Measured* here. */
const STEPS_OF_CALL = 4;

const library = new Map<string, LibraryFunction | undefined>();

/** The function of JSONata's library that the name stands for, undefined if there is none. */
export async function findLibraryFunction(name: string): Promise<LibraryFunction | undefined> {
  if (!library.has(name)) {
    const value = /^\w+$/.test(name) ? await loadJsonata()(`$${name}`).evaluate(undefined) : undefined;
    library.set(name, isLibraryFunction(value) ? value : undefined);
  }
  return library.get(name);
}

function isLibraryFunction(value: unknown): value is LibraryFunction {
  return typeof value === "object" && value !== null && "_jsonata_function" in value && "implementation" in value;
}

/**
 * The function with the same values and errors, within the budget of one evaluation: what it takes is weighed before it is
 * looked at, what it makes is counted, and the event loop gets its turn.
 */
export function bindFunction(name: string, original: LibraryFunction, budget: EvaluationBudget): LibraryFunction {
  const limit = LIMITS[name] ?? (LIGHT.has(name) ? MAXIMUM_WEIGHT : MAXIMUM_HEAVY_WEIGHT);
  const { signature } = original;
  const work = readOwn(replacements, name);
  const implementation = function (this: Focus, ...values: unknown[]): unknown {
    const given = values.length === 0 ? [this.input] : values;
    for (const value of given) budget.admit(value, limit);
    const valid = signature === undefined ? values : signature.validate(values, this.input);
    const watched = valid.map((value) => watchFunction(value, budget));
    const call = { focus: this, original: original.implementation, budget };
    return finish(work === undefined ? original.implementation.apply(this, watched) : work(watched, call), budget);
  };
  implementation.toString = () => original.implementation.toString();
  return { _jsonata_function: true, implementation, arity: original.arity ?? original.implementation.length };
}

function finish(result: unknown, budget: EvaluationBudget): unknown {
  if (result instanceof Promise) return result.then((value) => finish(value, budget));
  if (typeof result === "string") budget.make(result.length);
  else if (Array.isArray(result)) budget.make(result.length * 8);
  const turn = budget.look();
  return turn === undefined ? result : turn.then(() => result);
}

/** The event loop gets its turn between calls. A regular expression gives its first match, whose `next` gives the second. */
function watchFunction(value: unknown, budget: EvaluationBudget): unknown {
  if (typeof value !== "function") return value;
  const watched = async (...values: unknown[]): Promise<unknown> => {
    const match: unknown = await Reflect.apply(value, undefined, values);
    await budget.step(STEPS_OF_CALL);
    if (typeof match !== "object" || match === null || !("next" in match)) return match;
    return typeof match.next === "function" ? { ...match, next: watchFunction(match.next, budget) } : match;
  };
  return Object.assign(watched, { arity: "arity" in value ? value.arity : value.length });
}
