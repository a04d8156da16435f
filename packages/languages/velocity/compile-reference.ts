import { putMember } from "./java/collections";
import { methodsOf } from "./java/classes";
import { resolveMethod } from "./java/resolve-method";
import { compileExpression } from "./compile-expression";
import type { Evaluate } from "./compile-expression";
import { EvaluationError } from "./errors";
import { ForeachScope } from "./foreach-scope";
import type { Compiler } from "./compiler";
import type { Rendering } from "./rendering";
import type { Reference, Step } from "./syntax";
import type { Value } from "./values";
import { weighValue, weighValues } from "./weigh-value";

/** Goes from a value to one of its parts; never called with null. */
type Access = (value: Value, rendering: Rendering) => Value;

/**
 * The value of a reference; the empty text where a part of it is missing or null.
 *
 * *Recorded* from API Gateway: what is missing prints nothing, and equals null and the empty text. That it therefore
 * holds in `#if` is *recorded* from Velocity 1.7, set up to do the former.
 */
export function compileReference(reference: Reference, compiler: Compiler): Evaluate {
  const read = compileWay(reference, compiler);
  return (rendering) => read(rendering) ?? "";
}

/** The value of a reference; null where a part of it is missing. */
function compileWay(reference: Reference, compiler: Compiler): Evaluate {
  const { name } = reference;
  const accesses = reference.steps.map((step) => compileAccess(step, compiler));
  if (accesses.length === 0) return (rendering) => rendering.scope.get(name);
  return (rendering) => {
    let value = rendering.scope.get(name);
    for (let index = 0; value !== null && index < accesses.length; index++)
      value = accesses[index]?.(value, rendering) ?? null;
    return value;
  };
}

/** Sets what a reference names; nothing happens where the way to it is missing, or there is nothing that can be set. */
export function compileAssignment(
  reference: Reference,
  compiler: Compiler,
): (value: Value, rendering: Rendering) => void {
  const last = reference.steps.at(-1);
  if (last === undefined) return compileVariable(reference);
  const owner = compileWay({ ...reference, steps: reference.steps.slice(0, -1) }, compiler);
  const position = compiler.position(reference.at);
  const key = compileKey(last, compiler);
  return (value, rendering) => {
    const target = owner(rendering);
    rendering.position = position;
    const [name = null] = target === null ? [] : adjustIndex([key(rendering)], target);
    if (target instanceof Map) putMember(target, name, value);
    else if (target instanceof ForeachScope) putMember(target.members, name, value);
    else if (Array.isArray(target) && typeof name === "number") setItem(target, name, value);
  };
}

/** Braces or a `!` become part of the name that is set, so that nothing can ask for it. *Recorded* from Velocity 1.7 */
function compileVariable({ name, source }: Reference): (value: Value, rendering: Rendering) => void {
  if (source !== `$${name}`) return () => undefined;
  return (value, rendering) => rendering.scope.set(name, value);
}

function compileKey(step: Step, compiler: Compiler): Evaluate {
  return step.kind === "index" ? compileExpression(step.index, compiler) : () => step.name;
}

function setItem(list: Value[], index: number, value: Value): void {
  const at = index < 0 ? list.length + index : index;
  if (at < 0 || at >= list.length) throw new EvaluationError(`Index ${index} out of bounds for length ${list.length}`);
  list[at] = value;
}

function compileAccess(step: Step, compiler: Compiler): Access {
  const position = compiler.position(step.at);
  if (step.kind === "property") {
    const read = compileProperty(step.name);
    return (value, rendering) => {
      rendering.position = position;
      rendering.step();
      return read(value);
    };
  }
  const list = (step.kind === "index" ? [step.index] : step.arguments).map((argument) =>
    compileExpression(argument, compiler),
  );
  const name = step.kind === "index" ? "get" : step.name;
  const adjust = step.kind === "index" ? adjustIndex : (values: Value[]) => values;
  return (value, rendering) => {
    const values = adjust(
      list.map((evaluate) => evaluate(rendering)),
      value,
    );
    rendering.position = position;
    rendering.step(1 + weighValue(value) + weighValues(values));
    const result = callMethod(value, name, values);
    rendering.step(weighValue(result));
    return result;
  };
}

/** A negative index counts from the end of a list. */
function adjustIndex(values: Value[], target: Value): Value[] {
  return values.map((index) => (typeof index === "number" && index < 0 ? sizeOf(target, index) + index : index));
}

/** Fails for what has no size, as Velocity 1.7 does. */
function sizeOf(target: Value, index: number): number {
  if (Array.isArray(target)) return target.length;
  if (target instanceof Map) return target.size;
  if (target instanceof ForeachScope) return target.members.size;
  throw new EvaluationError(`a 'size()' method is required for the index ${index}; use an index of 0 or above`);
}

/** The result of the method; null if the value has none of this name that takes the arguments. */
function callMethod(value: Value, name: string, values: Value[]): Value {
  const method = resolveMethod(methodsOf(value), name, values);
  if (method === undefined) return null;
  return method(value, ...values);
}

/** `.name` is `getName()`, or the member of a map, or `isName()`, in this order. *Recorded* from Velocity 1.7 */
function compileProperty(name: string): (value: Value) => Value {
  const capital = name.charAt(0).toUpperCase() + name.slice(1);
  return (value) => {
    if (value instanceof Map && name !== "class") return value.get(name) ?? null;
    const methods = methodsOf(value);
    if (methods.has(`get${capital}`)) return callMethod(value, `get${capital}`, []);
    if (value instanceof ForeachScope) return value.members.get(name) ?? null;
    return methods.has(`is${capital}`) ? callMethod(value, `is${capital}`, []) : null;
  };
}
