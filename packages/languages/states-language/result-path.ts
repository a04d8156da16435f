import { compilePath } from "../jsonpath/compile-path";
import { printJson } from "../jsonpath/read-json";
import { isJsonObject, type Json, type JsonObject } from "../json";
import { stepFunctionsDialect } from "../jsonpath/step-functions-dialect";
import { EvaluationError, StatesError } from "./errors";
import { setMember, withMember } from "./members";

/** Puts a result into a state's input and returns the outcome; neither of the two changes. */
export type PutResult = (input: Json, result: Json) => Json;

/**
 * Prepares a ResultPath: null keeps the input, `$` keeps the result, a reference path puts the result there, making the
 * objects on the way. The prepared function fails with States.ResultPathMatchFailure where the input has a value that is
 * no object or array, or an array without the index. Throws an Error in the developer form for other paths.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultpath.html
 */
export function prepareResultPath(text: Json | undefined): PutResult {
  if (text === undefined || text === "$") return (_input, result) => result;
  if (text === null) return (input) => input;
  const segments = typeof text === "string" ? compilePath(text, stepFunctionsDialect).segments : undefined;
  if (segments === undefined) {
    throw new Error(`ResultPath: not a reference path, got ${JSON.stringify(text)}; write for example $.result`);
  }
  return (input, result) => put(input, segments, result);
}

function put(target: Json | undefined, segments: readonly (string | number)[], result: Json): Json {
  const [step, ...rest] = segments;
  if (step === undefined) return result;
  if (Array.isArray(target) && typeof step === "number")
    return putElement(target, step, put(target[step], rest, result));
  if (typeof step === "string" && (target === undefined || target === null))
    return makeObject(step, put(undefined, rest, result));
  if (typeof step !== "string" || !isJsonObject(target)) throw mismatch(step, target);
  const member = Object.hasOwn(target, step) ? target[step] : undefined;
  return withMember(target, step, put(member, rest, result));
}

function putElement(array: readonly Json[], index: number, value: Json): Json {
  if (index >= array.length) throw mismatch(index, [...array]);
  const copy = [...array];
  copy[index] = value;
  return copy;
}

function makeObject(name: string, value: Json): JsonObject {
  const object: JsonObject = {};
  setMember(object, name, value);
  return object;
}

/** The name is documented; the text is *assumed*, after the wording of the service's other path errors. */
function mismatch(step: string | number, input: Json | undefined): EvaluationError {
  const shown = printJson(input ?? null);
  return new EvaluationError(StatesError.ResultPathMatchFailure, `Unable to apply step "${step}" to input ${shown}`);
}
