import { InvalidPathError, JsonPathError } from "../../jsonpath/errors";
import { type Json, readOwn } from "../../json";
import { printJson } from "../../jsonpath/read-json";
import { type EvaluationError, runtimeError, TOO_DEEP } from "../values/errors";
import type { Frame } from "../world/frame";
import {
  type IntrinsicCall,
  type IntrinsicExpression,
  type IntrinsicLiteral,
  parseIntrinsic,
} from "./intrinsic-expression";
import { InvalidArguments, type IntrinsicFunction, intrinsicFunctions } from "./intrinsic-functions";
import { type PathExpression, preparePath } from "./path-expression";

type Evaluate = (root: Json, frame: Frame) => Json;

/**
 * Prepares the call of an intrinsic function. Throws an Error in the developer form for a text that is not a call, or a
 * function that does not exist; the prepared call fails with States.Runtime when a path leads nowhere, and when the
 * function refuses its arguments or their number.
 */
export function prepareIntrinsic(text: string): Evaluate {
  return prepareCall(parseIntrinsic(text), text);
}

function prepareCall(call: IntrinsicCall, whole: string): Evaluate {
  const called = requireIntrinsicFunction(call);
  const takes = takesSoMany(called, call.arguments.length);
  const values = call.arguments.map((argument, index) => prepareArgument(argument, whole, isTemplate(call, index)));
  return (root, frame) => {
    const evaluated = values.map((value) => value(root, frame));
    try {
      if (!takes) throw new InvalidArguments(called.miscounted);
      return called.apply(evaluated, frame.execution.world);
    } catch (thrown) {
      throw refusedArguments(call.name, whole, thrown);
    }
  };
}

/** True if a function may be called with so many arguments. */
export function takesSoMany({ minimum, maximum }: IntrinsicFunction, count: number): boolean {
  return count >= minimum && count <= maximum;
}

/**
 * *Recorded* (gabrielmoreira/tiny-asl-machine, whose cases ran on AWS; radkawar/stackd): the text, of nested calls too,
 * and that the error is no States.IntrinsicFailure, as the guide has it. *Assumed* where an inner call fails: the text of
 * the whole.
 */
function refusedArguments(name: string, whole: string, thrown: unknown): EvaluationError {
  if (!(thrown instanceof InvalidArguments || thrown instanceof RangeError)) throw thrown;
  const told = thrown instanceof RangeError ? TOO_DEEP : (thrown.told ?? `Invalid arguments in ${name}`);
  return runtimeError(`There was an error while evaluating the intrinsic function: ${whole}. ${told}`);
}

/** The braces of a template that is a literal are escaped until States.Format reads them. */
function isTemplate(call: IntrinsicCall, index: number): boolean {
  return call.name === "States.Format" && index === 0;
}

/** The function of a call. Throws an Error in the developer form if there is none. */
export function requireIntrinsicFunction(call: IntrinsicCall): IntrinsicFunction {
  const called = readOwn(intrinsicFunctions, call.name);
  if (called !== undefined) return called;
  const known = Object.keys(intrinsicFunctions).join(", ");
  throw new Error(`intrinsic function: no such function, got ${call.name}; use one of ${known}`);
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
    const problem = findRefusal(path, root, frame) ?? missing;
    throw runtimeError(`The function '${whole}' had the following error: ${problem}`);
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
