import { toDoubles } from "../../jsonpath/read-json";
import { EvaluationBudget } from "./evaluation-budget";
import { buildContext, type Frame } from "../world/frame";
import type { StatesMembers } from "../fields/states-members";
import { analyse, type Analysis } from "./jsonata-analysis";
import { addsFunction, makeJsonataFunctions } from "./jsonata-functions";
import { ARRAY, makeArrayFunctions, replaceArrays } from "./jsonata-arrays";
import { bindFunction, findLibraryFunction, type LibraryFunction } from "./jsonata-library";
import { countLinearNodes } from "./jsonata-shape";
import { replaceSorting, SORT, sortByTerms, type TermEvaluator } from "./jsonata-sort";
import { EvaluationWatch } from "./jsonata-watch";
import { parseAnew, type ParsedJsonata } from "./parse-jsonata";
import { weighsAtMost, type Weights } from "../values/value-weight";

/** Evaluates an expression once; what it gives is still JSONata's, undefined for nothing. */
export type CompiledJsonata = (frame: Frame, members: StatesMembers) => Promise<unknown>;

/** JSONata calls what is bound to these at the beginning and the end of each step, and waits for it. */
const ENTRY_HOOK = Symbol.for("jsonata.__evaluate_entry");
const EXIT_HOOK = Symbol.for("jsonata.__evaluate_exit");
/** The name that the watch of an evaluation is bound to; no expression can spell it. */
const WATCH = "#watch";

/** The weights of what expressions have walked through. */
const weights: Weights = new WeakMap();

interface Scope {
  lookup(name: string): unknown;
}

const compiled = new WeakMap<ParsedJsonata, CompiledJsonata>();

/** What is linear and whose nodes times the weight of its data are not more, takes a few hundredths of a second at most. */
const MAXIMUM_UNWATCHED = 524_288;

/** Prepares a parsed expression for evaluation within limits of time and memory, once for all that share it. */
export function compileJsonata(parsed: ParsedJsonata): CompiledJsonata {
  const known = compiled.get(parsed);
  if (known !== undefined) return known;
  const nodes = countLinearNodes(parsed.tree);
  const compiledNow = nodes === undefined ? compileWatched(parsed) : compileUnwatched(parsed, nodes);
  compiled.set(parsed, compiledNow);
  return compiledNow;
}

/** What cannot take long by its shape is watched only for data that is heavy. */
function compileUnwatched(parsed: ParsedJsonata, nodes: number): CompiledJsonata {
  const { expression, tree } = parsed;
  const { readsContext } = analyse(tree);
  let watched: CompiledJsonata | undefined;
  return (frame, members) => {
    const bindings: Record<string, unknown> = {};
    bindData(bindings, { frame, members, readsContext });
    const limit = MAXIMUM_UNWATCHED / nodes;
    if (weighsAtMost(limit, bindings)) return expression.evaluate(undefined, bindings);
    watched ??= compileWatched(parseAnew(parsed));
    return watched(frame, members);
  };
}

function compileWatched({ expression, tree }: ParsedJsonata): CompiledJsonata {
  replaceSorting(tree);
  replaceArrays(tree);
  const analysis = analyse(tree);
  watchSteps(expression, analysis);
  let library: readonly NamedFunction[] | undefined;
  return async (frame, members) => {
    library ??= await findFunctions(analysis.variables);
    const budget = new EvaluationBudget(analysis.transforms ? undefined : weights);
    const watch = new EvaluationWatch(analysis, budget);
    try {
      return await expression.evaluate(undefined, bind(library, watch, { frame, members, analysis }));
    } finally {
      budget.end();
    }
  };
}

/** A function's name, and the function at a time. */
type NamedFunction = readonly [string, (now: number) => LibraryFunction];

async function findFunctions(names: ReadonlySet<string>): Promise<readonly NamedFunction[]> {
  const found: NamedFunction[] = [];
  for (const name of names) {
    const one = name === "eval" ? undefined : await findLibraryFunction(name);
    if (one === undefined) continue;
    const format = name === "now" ? await findLibraryFunction("fromMillis") : undefined;
    found.push([name, (now) => atTime(name, { now, one, format })]);
  }
  return found;
}

interface Clock {
  readonly now: number;
  readonly one: LibraryFunction;
  readonly format: LibraryFunction | undefined;
}

/** `$now` and `$millis` tell one time for the whole evaluation: the world's, not the library's. */
function atTime(name: string, { now, one, format }: Clock): LibraryFunction {
  if (name === "millis") return { ...one, implementation: () => now };
  if (format === undefined) return one;
  return { ...one, implementation: (picture, timezone) => format.implementation.call({}, now, picture, timezone) };
}

function watchSteps(expression: ParsedJsonata["expression"], analysis: Analysis): void {
  expression.assign("eval", undefined);
  const watchOf = (scope: Scope): EvaluationWatch | undefined => scope.lookup(WATCH) as EvaluationWatch | undefined;
  expression.assign(ENTRY_HOOK, (node: object, input: unknown, scope: Scope) => watchOf(scope)?.enter(node, input));
  if (analysis.isPlain && !analysis.nests) return;
  const leave = (node: object, _input: unknown, scope: Scope, result: unknown) => watchOf(scope)?.leave(node, result);
  expression.assign(EXIT_HOOK, leave);
}

interface Place {
  readonly frame: Frame;
  readonly members: StatesMembers;
  readonly analysis: Analysis;
}

function bind(functions: readonly NamedFunction[], watch: EvaluationWatch, place: Place): Record<string, unknown> {
  const { frame, members, analysis } = place;
  const { budget } = watch;
  const bindings: Record<string, unknown> = { [WATCH]: watch };
  const { world } = frame.execution;
  const now = analysis.variables.has("now") || analysis.variables.has("millis") ? world.now() : 0;
  for (const [name, one] of functions) {
    bindings[name] = bindFunction(name, one(now), budget);
  }
  if ([...analysis.variables].some(addsFunction)) {
    for (const [name, one] of Object.entries(makeJsonataFunctions(world))) {
      if (analysis.variables.has(name)) bindings[name] = bindFunction(name, one, budget);
    }
  }
  if (analysis.variables.has(SORT)) bindings[SORT] = makeSort(budget);
  if (analysis.variables.has(ARRAY)) Object.assign(bindings, makeArrayFunctions(budget));
  bindData(bindings, { frame, members, readsContext: analysis.readsContext });
  return bindings;
}

interface Data {
  readonly frame: Frame;
  readonly members: StatesMembers;
  readonly readsContext: boolean;
}

/** The workflow's variables, which may hide functions, and `$states`. */
function bindData(bindings: Record<string, unknown>, { frame, members, readsContext }: Data): void {
  frame.variables.copyTo(bindings, toDoubles);
  const context = readsContext && { context: buildContext(frame) };
  bindings["states"] = toDoubles({ input: frame.data, ...context, ...members });
}

/** The function that `^(...)` stands for: the terms of each element are evaluated once. */
function makeSort(budget: EvaluationBudget): LibraryFunction {
  const implementation = async (list: unknown, order: unknown, ...terms: unknown[]): Promise<unknown> => {
    if (!Array.isArray(list)) return list;
    if (list.length <= 1) return list[0];
    budget.make(list.length * terms.length * 16);
    const evaluators = terms.filter((term) => typeof term === "function");
    const way = { descending: Array.isArray(order) ? order : [], rest: () => budget.look() };
    return sortByTerms(list, evaluators as TermEvaluator[], way);
  };
  return { _jsonata_function: true, implementation };
}
