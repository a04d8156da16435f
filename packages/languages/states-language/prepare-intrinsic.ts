import { InvalidPathError, JsonPathError } from "../jsonpath/errors";
import type { Json } from "../json";
import { printJson } from "../jsonpath/read-json";
import { EvaluationError, messageOf, StatesError, TOO_DEEP } from "./errors";
import type { Frame } from "./frame";
import {
  type IntrinsicCall,
  type IntrinsicExpression,
  type IntrinsicLiteral,
  parseIntrinsic,
} from "./intrinsic-expression";
import { type IntrinsicFunction, intrinsicFunctions } from "./intrinsic-functions";
import { type PathExpression, preparePath } from "./path-expression";

type Evaluate = (root: Json, frame: Frame) => Json;

/**
 * Prepares the call of an intrinsic function. Throws an Error in the developer form for a text that is not a call, a
 * function that does not exist, or a number of arguments that it does not take; the prepared call fails with
 * States.Runtime when a path leads nowhere and with States.IntrinsicFailure when the function refuses its arguments.
 */
export function prepareIntrinsic(text: string): Evaluate {
  return prepareCall(parseIntrinsic(text), text);
}

function prepareCall(call: IntrinsicCall, whole: string): Evaluate {
  const called = requireIntrinsicFunction(call);
  const values = call.arguments.map((argument, index) => prepareArgument(argument, whole, isTemplate(call, index)));
  return (root, frame) => {
    const evaluated = values.map((value) => value(root, frame));
    try {
      return called.apply(evaluated, frame.execution.world);
    } catch (thrown) {
      const problem = thrown instanceof RangeError ? TOO_DEEP : messageOf(thrown);
      throw functionError(StatesError.IntrinsicFailure, whole, problem);
    }
  };
}

/** The braces of a template that is a literal are escaped until States.Format reads them. */
function isTemplate(call: IntrinsicCall, index: number): boolean {
  return call.name === "States.Format" && index === 0;
}

/** The function of a call. Throws an Error in the developer form if there is none, or it takes another number of arguments. */
export function requireIntrinsicFunction(call: IntrinsicCall): IntrinsicFunction {
  const called = Object.hasOwn(intrinsicFunctions, call.name) ? intrinsicFunctions[call.name] : undefined;
  if (called === undefined) {
    const known = Object.keys(intrinsicFunctions).join(", ");
    throw new Error(`intrinsic function: no such function, got ${call.name}; use one of ${known}`);
  }
  const count = call.arguments.length;
  if (count < called.minimum || count > called.maximum) {
    const expected = called.minimum === called.maximum ? called.minimum : `${called.minimum} to ${called.maximum}`;
    throw new Error(`intrinsic function ${call.name}: wrong number of arguments, got ${count}; give ${expected}`);
  }
  return called;
}

function prepareArgument(argument: IntrinsicExpression, whole: string, template: boolean): Evaluate {
  if (argument.kind === "call") return prepareCall(argument, whole);
  if (argument.kind === "path") return preparePathArgument(argument.text, whole);
  const value = literalValue(argument, template);
  return () => value;
}

function literalValue(literal: IntrinsicLiteral, template: boolean): Json {
  return template && literal.template !== undefined ? literal.template : literal.value;
}

function preparePathArgument(text: string, whole: string): Evaluate {
  const path = preparePath(text);
  const shown = text.startsWith("$$") ? text.slice(1) : text;
  const isBeyondEnd = path.definite ? prepareIsBeyondEnd(text) : () => false;
  return (root, frame) => {
    const value = path.find(root, frame);
    if (value !== undefined && !(value === null && isBeyondEnd(root, frame))) return value;
    const missing = `The JsonPath argument for the field '${shown}' could not be found in the input '${printJson(root)}'`;
    throw functionError(StatesError.Runtime, whole, findRefusal(path, root, frame) ?? missing);
  };
}

/**
 * What the JSONPath library says of an index or a filter that does not apply to what it is applied to; undefined where the
 * path just leads nowhere. *Recorded* of an index (floci-io/floci, captured in us-east-1); *assumed* of filters.
 */
function findRefusal(path: PathExpression, root: Json, frame: Frame): string | undefined {
  try {
    path.read(root, frame);
    return undefined;
  } catch (thrown) {
    if (thrown instanceof InvalidPathError) return thrown.message;
    if (thrown instanceof JsonPathError) return undefined;
    throw thrown;
  }
}

/**
 * Whether a path that ends in an index goes beyond the end of its list, which is nothing as an argument. *Recorded*
 * (floci-io/floci, captured in us-east-1), unlike in a field, where it is null.
 */
function prepareIsBeyondEnd(text: string): (root: Json, frame: Frame) => boolean {
  const [, list, index] = /^(\$.*?)\.?\[(-?\d+)\]$/s.exec(text) ?? [];
  if (list === undefined) return () => false;
  const path = preparePath(list);
  return (root, frame) => {
    const found = path.find(root, frame);
    return Array.isArray(found) && found[Number(index)] === undefined;
  };
}

function functionError(error: string, whole: string, problem: string): EvaluationError {
  return new EvaluationError(error, `The function '${whole}' had the following error: ${problem}`);
}
