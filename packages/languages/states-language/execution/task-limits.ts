import type { Json, JsonObject } from "../../json";
import { andThen } from "../../and-then";
import { EvaluationError, runtimeError, StatesError } from "../values/errors";
import { prepareJsonataField } from "../jsonata/jsonata-field";
import { prepareRequiredPath } from "../fields/jsonpath-fields";
import type { FieldReader } from "../fields/state-fields";
import type { TaskLimits } from "./task-events";

/** The longest time limit of a task. @see https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html */
const MAXIMUM_SECONDS = 99_999_999;

/** Prepares TimeoutSeconds, HeartbeatSeconds and the two with `Path`. */
export function prepareTaskLimits(definition: JsonObject, isJsonata: boolean): FieldReader<TaskLimits> {
  const readTimeout = prepareSeconds("TimeoutSeconds", definition, isJsonata);
  const readHeartbeat = prepareSeconds("HeartbeatSeconds", definition, isJsonata);
  return (root, frame) =>
    andThen(readTimeout(root, frame), (timeoutSeconds) =>
      andThen(readHeartbeat(root, frame), (heartbeatSeconds) => ({ timeoutSeconds, heartbeatSeconds })),
    );
}

function prepareSeconds(field: string, definition: JsonObject, isJsonata: boolean): FieldReader<number | undefined> {
  const value = definition[field];
  if (value !== undefined && isJsonata) {
    const read = prepareJsonataField(field, value, "number");
    return (root, frame) => andThen(read(root, frame), (seconds) => requireEvaluated(seconds, field));
  }
  if (value !== undefined) return () => requireSeconds(value, field);
  const path = definition[`${field}Path`];
  if (path === undefined) return () => undefined;
  const read = prepareRequiredPath(path);
  return (root, frame) => requireSeconds(read(root, frame), `${field}Path`);
}

/** *Recorded* of TimeoutSeconds: gabrielmoreira/tiny-asl-machine's captures of AWS. *Assumed*: HeartbeatSeconds likewise. */
function requireEvaluated(value: Json, field: string): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= MAXIMUM_SECONDS) return value;
  const shown = JSON.stringify(value);
  const detail =
    typeof value === "number" && Number.isInteger(value)
      ? `${field} must be between 0 and ${String(MAXIMUM_SECONDS)} but was: ${shown}`
      : `The ${field} field cannot be parsed as an integer: ${shown}`;
  throw new EvaluationError(StatesError.QueryEvaluationError, detail, field);
}

/** *Assumed*: the text, after the one of MaxConcurrencyPath; the service's own was not seen. */
function requireSeconds(value: Json, field: string): number {
  const seconds = typeof value === "string" ? Number(value) : value;
  if (typeof seconds === "number" && Number.isInteger(seconds) && seconds > 0) return seconds;
  const shown = JSON.stringify(value);
  throw runtimeError(`The ${field} field refers to value ${shown} which is not a positive integer`);
}
