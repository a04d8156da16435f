import type { Json, JsonObject } from "../json";
import { andThen } from "../and-then";
import { runtimeError } from "./errors";
import { prepareJsonataField } from "./jsonata-field";
import { prepareRequiredPath } from "./jsonpath-fields";
import type { FieldReader } from "./state-fields";
import type { TaskLimits } from "./task-events";

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
    return (root, frame) => andThen(read(root, frame), (seconds) => requireSeconds(seconds, field));
  }
  if (value !== undefined) return () => requireSeconds(value, field);
  const path = definition[`${field}Path`];
  if (path === undefined) return () => undefined;
  const read = prepareRequiredPath(path);
  return (root, frame) => requireSeconds(read(root, frame), `${field}Path`);
}

/** *Assumed*: the text, after the one of MaxConcurrencyPath; the service's own was not seen. */
function requireSeconds(value: Json, field: string): number {
  const seconds = typeof value === "string" ? Number(value) : value;
  if (typeof seconds === "number" && Number.isInteger(seconds) && seconds > 0) return seconds;
  const shown = JSON.stringify(value);
  throw runtimeError(`The ${field} field refers to value ${shown} which is not a positive integer`);
}
