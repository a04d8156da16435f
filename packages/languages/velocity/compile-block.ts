import { compileAssignment, compileReference } from "./compile-reference";
import { compileCall, compileDefine, compileEvaluate, compileForeach } from "./compile-directives";
import { compileCondition, compileExpression } from "./compile-expression";
import type { Compiler } from "./compiler";
import { EvaluationError } from "./errors";
import { printValue } from "./print-value";
import { BreakSignal, StopSignal } from "./rendering";
import type { Step } from "./rendering";
import type { Block, Statement } from "./syntax";
import { isJavaObject } from "./values";

type Kind = Statement["kind"];
type Compile<K extends Kind> = (statement: Extract<Statement, { kind: K }>, compiler: Compiler) => Step;

const stop = new StopSignal();

const compilers: { readonly [K in Kind]: Compile<K> } = {
  text:
    ({ text }) =>
    (rendering) =>
      rendering.write(text),
  print: compilePrint,
  set: (statement, compiler) => {
    const evaluate = compileExpression(statement.value, compiler);
    const assign = compileAssignment(statement.target, compiler);
    return (rendering) => {
      const value = evaluate(rendering);
      // as in Velocity 1.7, nothing cannot be set: the variable keeps what it had
      if (value !== null) assign(value, rendering);
    };
  },
  if: compileIf,
  foreach: compileForeach,
  define: compileDefine,
  evaluate: compileEvaluate,
  include: ({ resource, at }, compiler) => {
    const evaluate = compileExpression(resource, compiler);
    const position = compiler.position(at);
    return (rendering) => {
      const name = printValue(evaluate(rendering));
      rendering.position = position;
      if (name !== null) throw new EvaluationError(`Unable to find resource '${name}'`);
    };
  },
  break: ({ scope }, compiler) => {
    const evaluate = scope === undefined ? () => undefined : compileReference(scope, compiler);
    return (rendering) => {
      throw new BreakSignal(evaluate(rendering) ?? undefined);
    };
  },
  stop: () => () => {
    throw stop;
  },
  call: compileCall,
};

/** The statements, one after the other. */
export function compileBlock(block: Block, compiler: Compiler): Step {
  const steps = block.map((statement) =>
    (compilers[statement.kind] as (statement: Statement, compiler: Compiler) => Step)(statement, compiler),
  );
  const [only] = steps;
  if (only !== undefined && steps.length === 1) return only;
  return (rendering) => {
    for (const step of steps) step(rendering);
  };
}

/** Prints a reference: nothing where it is null; escaped, its source, with a backslash where it is null. */
function compilePrint({ reference, prefix, escaped }: Extract<Statement, { kind: "print" }>, compiler: Compiler): Step {
  const evaluate = compileReference(reference, compiler);
  const { source } = reference;
  const position = compiler.position(reference.at);
  if (escaped) return (rendering) => rendering.write(`${prefix}${evaluate(rendering) === null ? "\\" : ""}${source}`);
  return (rendering) => {
    rendering.step();
    const value = evaluate(rendering);
    if (typeof value === "string" && prefix === "") return rendering.write(value);
    rendering.position = position;
    const text = printValue(value) ?? (value !== null && isJavaObject(value) && value.text !== undefined ? source : "");
    rendering.write(prefix + text);
  };
}

function compileIf({ branches, otherwise }: Extract<Statement, { kind: "if" }>, compiler: Compiler): Step {
  const prepared = branches.map(({ condition, block }) => ({
    holds: compileCondition(condition, compiler),
    run: compileBlock(block, compiler),
  }));
  const runOtherwise = compileBlock(otherwise, compiler);
  return (rendering) => {
    for (const { holds, run } of prepared) if (holds(rendering)) return run(rendering);
    return runOtherwise(rendering);
  };
}
