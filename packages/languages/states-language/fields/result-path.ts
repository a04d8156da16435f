import { compilePath } from "../../jsonpath/compile-path";
import { printJson } from "../../jsonpath/read-json";
import { isJsonObject, type Json, type JsonObject } from "../../json";
import { stepFunctionsDialect } from "../../jsonpath/step-functions-dialect";
import { EvaluationError, StatesError } from "../values/errors";
import { setMember, withMember } from "../values/members";

/** Puts a result into a state's input and returns the outcome; neither of the two changes. */
export type PutResult = (input: Json, result: Json) => Json;

/**
 * Prepares a ResultPath: null keeps the input, `$` keeps the result, a reference path puts the result there, making the
 * objects on the way. The prepared function fails with States.ReferencePathConflict where the input has a value that is
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
  return (input, result) => put(input, segments, { result, path: text, input });
}

/** What is put, and where. */
interface Given {
  readonly result: Json;
  readonly path: Json;
  readonly input: Json;
}

function put(target: Json | undefined, segments: readonly (string | number)[], given: Given): Json {
  const [step, ...rest] = segments;
  if (step === undefined) return given.result;
  if (Array.isArray(target)) {
    if (typeof step !== "number" || step >= target.length) throw inapplicableStep(step, given.input);
    const copy = [...target];
    copy[step] = put(target[step], rest, given);
    return copy;
  }
  if (typeof step === "string" && (target === undefined || target === null))
    return makeObject(step, put(undefined, rest, given));
  if (typeof step !== "string" || !isJsonObject(target)) throw inapplicablePath(given);
  // Not by `readOwn`: what reads every kind of object takes longer, and each message comes by here.
  const member = Object.hasOwn(target, step) ? target[step] : undefined;
  return withMember(target, step, put(member, rest, given));
}

function makeObject(name: string, value: Json): JsonObject {
  const object: JsonObject = {};
  setMember(object, name, value);
  return object;
}

/**
 * *Recorded* (radkawar/stackd; qiita.com/tsubasaogawa) of an input that is a number or a text: the error, which the guide
 * calls States.ResultPathMatchFailure, and the cause. *Assumed* of one within an object: the same.
 */
function inapplicablePath({ path, input }: Given): EvaluationError {
  const cause = `Unable to apply ReferencePath ${String(path)} to input ${printJson(input)}`;
  return new EvaluationError(StatesError.ReferencePathConflict, cause);
}

/**
 * A step of a reference path leads nowhere. *Reported* by several of a name and an array, and of ItemsPath, where the input
 * is shown whole. *Assumed* of an index that is beyond the end.
 */
export function inapplicableStep(step: string | number, input: Json): EvaluationError {
  const cause = `Unable to apply step "${step}" to input ${printJson(input)}`;
  return new EvaluationError(StatesError.ReferencePathConflict, cause);
}
