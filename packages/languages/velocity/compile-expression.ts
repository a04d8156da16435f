import { calculate } from "./arithmetic";
import { boundText } from "./bound-text";
import { compareNumbers, looselyEqual } from "./compare-values";
import { compileBlock } from "./compile-block";
import { compileReference } from "./compile-reference";
import type { Compiler } from "./compiler";
import { EvaluationError } from "./errors";
import { putMember } from "./java/collections";
import { LONGEST_LIST } from "./limits";
import { printValue } from "./print-value";
import type { Rendering } from "./rendering";
import type { Expression } from "./syntax";
import { createArrayList, JavaDouble } from "./values";
import type { JavaMap, Value } from "./values";

/** An expression, prepared. */
export type Evaluate = (rendering: Rendering) => Value;

type Kind = Expression["kind"];
type Compile<K extends Kind> = (expression: Extract<Expression, { kind: K }>, compiler: Compiler) => Evaluate;

const compilers: { readonly [K in Kind]: Compile<K> } = {
  literal:
    ({ value }) =>
    () =>
      value,
  double: ({ value }) => {
    const double = new JavaDouble(value);
    return () => double;
  },
  interpolation: (expression, compiler) => {
    const block = compileBlock(expression.block, compiler.inner(expression.at));
    return (rendering) => {
      rendering.step();
      return rendering.capture(block);
    };
  },
  list: ({ items }, compiler) => {
    const list = items.map((item) => compileExpression(item, compiler));
    return (rendering) => createArrayList(list.map((evaluate) => evaluate(rendering)));
  },
  range: compileRange,
  map: compileMap,
  group: ({ inner }, compiler) => compileExpression(inner, compiler),
  not: (expression, compiler) => compileCondition(expression, compiler),
  binary: compileBinary,
  reference: compileReference,
};

/** The value of the expression. */
export function compileExpression(expression: Expression, compiler: Compiler): Evaluate {
  return (compilers[expression.kind] as (expression: Expression, compiler: Compiler) => Evaluate)(expression, compiler);
}

/**
 * Whether the expression holds, as `#if` and the logical operators ask: of references, all but false and null hold;
 * literals and arithmetic never do. *Recorded* from Velocity 1.7: `#if(1)` does not hold, `$one` that is 1 does
 */
export function compileCondition(expression: Expression, compiler: Compiler): (rendering: Rendering) => boolean {
  if (expression.kind === "group") return compileCondition(expression.inner, compiler);
  if (expression.kind === "not") {
    const operand = compileCondition(expression.operand, compiler);
    return (rendering) => !operand(rendering);
  }
  if (expression.kind === "binary" && (expression.operator === "and" || expression.operator === "or")) {
    const left = compileCondition(expression.left, compiler);
    const right = compileCondition(expression.right, compiler);
    return expression.operator === "and"
      ? (rendering) => left(rendering) && right(rendering)
      : (rendering) => left(rendering) || right(rendering);
  }
  const evaluate = compileExpression(expression, compiler);
  if (expression.kind === "reference") {
    return (rendering) => {
      const value = evaluate(rendering);
      return value !== null && value !== false;
    };
  }
  const canHold =
    (expression.kind === "binary" && Object.hasOwn(relations, expression.operator)) ||
    (expression.kind === "literal" && expression.value === true);
  return canHold ? (rendering) => evaluate(rendering) === true : () => false;
}

/** What the operators say of two values. */
const relations: Readonly<Record<string, (left: Value, right: Value) => boolean>> = {
  "==": looselyEqual,
  "!=": (left, right) => !looselyEqual(left, right),
  "<": (left, right) => (compareNumbers(left, right) ?? NaN) < 0,
  "<=": (left, right) => (compareNumbers(left, right) ?? NaN) <= 0,
  ">": (left, right) => (compareNumbers(left, right) ?? NaN) > 0,
  ">=": (left, right) => (compareNumbers(left, right) ?? NaN) >= 0,
};

function compileBinary(expression: Extract<Expression, { kind: "binary" }>, compiler: Compiler): Evaluate {
  const { operator } = expression;
  if (operator === "and" || operator === "or") return compileCondition(expression, compiler);
  const left = compileExpression(expression.left, compiler);
  const right = compileExpression(expression.right, compiler);
  const relation = relations[operator];
  if (relation !== undefined) return (rendering) => relation(left(rendering), right(rendering));
  const position = compiler.position(expression.at);
  return (rendering) => {
    const [leftValue, rightValue] = [left(rendering), right(rendering)];
    rendering.position = position;
    if (operator === "+" && (typeof leftValue === "string" || typeof rightValue === "string")) {
      const text = joinTexts([leftValue, rightValue], expression.source);
      rendering.step(text.length >> 8);
      return boundText(text);
    }
    return calculate(operator, leftValue, rightValue);
  };
}

/** A text plus what prints nothing is the text plus the source of the latter. *Recorded* from Velocity 1.7 */
function joinTexts(
  [left, right]: readonly [Value, Value],
  [leftSource, rightSource]: readonly [string, string],
): string {
  return (printValue(left) ?? leftSource) + (printValue(right) ?? rightSource);
}

function compileRange({ from, to, at }: Extract<Expression, { kind: "range" }>, compiler: Compiler): Evaluate {
  const [first, last] = [compileExpression(from, compiler), compileExpression(to, compiler)];
  const position = compiler.position(at);
  return (rendering) => {
    const [start, end] = [first(rendering), last(rendering)];
    rendering.position = position;
    if (typeof start !== "number" || typeof end !== "number") return null;
    const length = Math.abs(end - start) + 1;
    if (length > LONGEST_LIST) throw new EvaluationError(`range has ${length} items; use at most ${LONGEST_LIST}`);
    rendering.step(length >> 4);
    return createArrayList(Array.from({ length }, (_, index) => (start <= end ? start + index : start - index)));
  };
}

function compileMap({ members, at }: Extract<Expression, { kind: "map" }>, compiler: Compiler): Evaluate {
  const list = members.map(
    ([name, value]) => [compileExpression(name, compiler), compileExpression(value, compiler)] as const,
  );
  const position = compiler.position(at);
  return (rendering) => {
    const map: JavaMap = new Map();
    rendering.step(2 + 2 * list.length);
    for (const [name, value] of list) {
      rendering.position = position;
      putMember(map, name(rendering), value(rendering));
    }
    return map;
  };
}
