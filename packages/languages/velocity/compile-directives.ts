import { compileBlock } from "./compile-block";
import { compileExpression } from "./compile-expression";
import { Compiler } from "./compiler";
import { EvaluationError, TemplateSyntaxError } from "./errors";
import { ForeachScope } from "./foreach-scope";
import { DEEPEST_DEFINE, DEEPEST_MACRO, MOST_ITERATIONS } from "./limits";
import { parseBlocks } from "./parse-template";
import { printValue } from "./print-value";
import { BreakSignal } from "./rendering";
import type { Rendering, Step } from "./rendering";
import { Scanner } from "./scanner";
import { MacroScope } from "./scope";
import type { Macro, MacroCall, Statement } from "./syntax";
import { isJavaObject, noMethods } from "./values";
import type { Value } from "./values";

type StatementOf<K extends Statement["kind"]> = Extract<Statement, { kind: K }>;

/** Prepares macros and adds them to `known`, the last definition of a name counting. */
export function compileMacros(macros: ReadonlyMap<string, Macro>, compiler: Compiler, known = compiler.macros): void {
  for (const [name, { parameters, block }] of macros) {
    known.set(name, { parameters, run: compileBlock(block, compiler) });
  }
}

/** Runs a step that `#break` may leave; a break of another scope goes on. */
function runBreakable(rendering: Rendering, run: Step, scope?: Value): void {
  try {
    run(rendering);
  } catch (signal) {
    if (!(signal instanceof BreakSignal) || (signal.scope !== undefined && signal.scope !== scope)) throw signal;
  }
}

export function compileForeach(
  { variable, list: walked, block, at }: StatementOf<"foreach">,
  compiler: Compiler,
): Step {
  const evaluate = compileExpression(walked, compiler);
  const run = compileBlock(block, compiler);
  const position = compiler.position(at);
  const names = [variable, "velocityCount", "velocityHasNext"];
  return (rendering) => {
    const list = evaluate(rendering);
    rendering.position = position;
    const items = listItems(list);
    if (items === undefined) return;
    rendering.step(items.length >> 2);
    const before = names.map((name) => rendering.scope.get(name));
    const loop = new ForeachScope(items.length, rendering.scope.get("foreach"), position);
    rendering.scope.set("foreach", loop);
    runBreakable(rendering, () => runTurns(rendering, { items, loop, variable, run }), loop);
    names.forEach((name, index) => rendering.scope.set(name, before[index] ?? null));
    const left = rendering.scope.get("foreach");
    // what the template has set instead of the loop's object stays. *Recorded* from Velocity 1.7
    if (left instanceof ForeachScope) rendering.scope.set("foreach", left.before);
  };
}

interface Loop {
  readonly items: readonly Value[];
  readonly loop: ForeachScope;
  readonly variable: string;
  readonly run: Step;
}

function runTurns(rendering: Rendering, { items, loop, variable, run }: Loop): void {
  for (let index = 0; index < Math.min(items.length, MOST_ITERATIONS); index++) {
    rendering.step();
    const { scope } = rendering;
    loop.index = index;
    scope.set("velocityHasNext", loop.hasNext);
    scope.set("velocityCount", index + 1);
    scope.set(variable, items[index] ?? null);
    run(rendering);
  }
}

/** What `#foreach` walks over: items, a map's values; undefined for any other value, which is no loop. */
function listItems(value: Value): readonly Value[] | undefined {
  if (Array.isArray(value)) return value.slice();
  if (value instanceof Map) return [...value.values()];
  if (value instanceof ForeachScope) return [...value.members.values()];
  return value !== null && isJavaObject(value) && value.items !== undefined ? [...value.items()] : undefined;
}

/** The block is rendered where the variable is printed, with the variables of that moment. */
export function compileDefine({ variable, block }: StatementOf<"define">, compiler: Compiler): Step {
  const run = compileBlock(block, compiler);
  return (rendering) => {
    let depth = 0;
    const text = (): string | null => {
      if (depth >= DEEPEST_DEFINE) return null;
      depth++;
      try {
        rendering.step();
        return rendering.capture((inner) => runBreakable(inner, run));
      } finally {
        depth--;
      }
    };
    rendering.scope.set(variable, { methods: noMethods, text });
  };
}

/** Steps of parsing and preparing a character. */
const PARSE_STEPS = 8;

/** The text is parsed as a template, and rendered with the variables of this place. */
export function compileEvaluate({ text, at }: StatementOf<"evaluate">, compiler: Compiler): Step {
  const evaluate = compileExpression(text, compiler);
  const position = compiler.position(at);
  return (rendering) => {
    const source = printValue(evaluate(rendering));
    rendering.position = position;
    if (source === null) return;
    rendering.step(1 + source.length * PARSE_STEPS);
    runDeeper(rendering, `#evaluate nests deeper than ${DEEPEST_MACRO}`, () =>
      runBreakable(rendering, prepareSource(source, compiler.inner(at), rendering)),
    );
  };
}

/** Runs a step one level deeper, or fails with `problem` where that is too deep. */
function runDeeper(rendering: Rendering, problem: string, run: () => void): void {
  if (rendering.macroDepth >= DEEPEST_MACRO) throw new EvaluationError(problem);
  rendering.macroDepth++;
  try {
    run();
  } finally {
    rendering.macroDepth--;
  }
}

/** What the text defines is known until the end of the rendering. */
function prepareSource(source: string, compiler: Compiler, rendering: Rendering): Step {
  try {
    const scanner = new Scanner(source);
    const block = parseBlocks(scanner);
    compileMacros(scanner.macros, compiler, (rendering.macros ??= new Map()));
    return compileBlock(block, compiler);
  } catch (error) {
    if (error instanceof TemplateSyntaxError) throw new EvaluationError(`#evaluate: ${error.message}`);
    throw error;
  }
}

/** Calls the macro of the name; where there is none, prints what is written. */
export function compileCall(call: MacroCall, compiler: Compiler): Step {
  const list = call.arguments.map((argument) => compileExpression(argument, compiler));
  const body = call.body === undefined ? undefined : compileBlock(call.body, compiler);
  const position = compiler.position(call.at);
  return (rendering) => {
    const macro = rendering.macros?.get(call.name) ?? compiler.macros.get(call.name);
    if (macro === undefined) return writeUnknown(rendering, call, body);
    rendering.position = position;
    rendering.step();
    const { scope } = rendering;
    const parameters = new Map<string, () => Value>();
    macro.parameters.forEach((name, index) => parameters.set(name, () => evaluateIn(rendering, scope, list[index])));
    if (body !== undefined)
      parameters.set("bodyContent", () => ({ methods: noMethods, text: () => captureIn(rendering, scope, body) }));
    runDeeper(rendering, `Max calling depth of ${DEEPEST_MACRO} was exceeded in macro '${call.name}'`, () =>
      runBreakable(rendering, () => rendering.within(new MacroScope(scope, parameters), macro.run)),
    );
  };
}

function writeUnknown(rendering: Rendering, { source }: MacroCall, body: Step | undefined): void {
  rendering.write(source);
  if (body === undefined) return;
  body(rendering);
  rendering.write("#end");
}

function evaluateIn(
  rendering: Rendering,
  scope: MacroScope["outer"],
  evaluate: ((rendering: Rendering) => Value) | undefined,
): Value {
  let value: Value = null;
  rendering.step();
  rendering.within(scope, () => (value = evaluate?.(rendering) ?? null));
  return value;
}

function captureIn(rendering: Rendering, scope: MacroScope["outer"], body: Step): string {
  return rendering.capture(() => rendering.within(scope, body));
}
