import type { Json, JsonObject } from "../../json";
import { andThen } from "../../and-then";
import { isExactNumber } from "../../jsonpath/exact-number";
import { printJson } from "../../jsonpath/read-json";
import { EvaluationError, runtimeError, StatesError } from "../values/errors";
import type { Frame } from "../world/frame";
import { prepareJsonataField } from "../jsonata/jsonata-field";
import { preparePath } from "../fields/path-expression";
import type { Template } from "../fields/payload-template";
import type { FieldReader, PrepareState } from "../fields/state-fields";
import { parseTimestamp } from "../values/timestamps";
import { waitFor } from "../world/wait-for";

/** The longest wait in seconds. @see https://docs.aws.amazon.com/step-functions/latest/dg/state-wait.html */
const MAXIMUM_SECONDS = 99_999_999;

/** Reads how long to wait, in milliseconds. */
type ReadDelay = FieldReader<number>;

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/state-wait.html */
export const prepareWait: PrepareState = (definition, { fields, requireTransition, isJsonata }) => {
  const next = requireTransition(definition["Next"]);
  const readDelay = prepareDelay(definition, isJsonata);
  return (frame) => {
    const input = frame.data;
    const root = fields.readInput(frame);
    return andThen(readDelay(root, frame), (delay) =>
      andThen(delay > 0 ? waitFor(frame, delay) : undefined, () =>
        andThen(fields.writeOutput(frame, input, root), () => next),
      ),
    );
  };
};

type PrepareDelay = (value: Json, isJsonata: boolean) => ReadDelay;

/** The fields that say how long to wait: a state has one of them. */
const delays: Readonly<Record<string, PrepareDelay>> = {
  Seconds: (value, isJsonata) => {
    const read = isJsonata ? prepareJsonataField("Seconds", value, "number") : () => value;
    return (root, frame) => andThen(read(root, frame), (seconds) => toDelay(seconds, "Seconds", undefined));
  },
  SecondsPath: (value) => {
    const read = readPath("SecondsPath", value);
    return (root, frame) => toDelay(read(root, frame), "SecondsPath", String(value));
  },
  Timestamp: (value, isJsonata) => {
    const read = isJsonata ? prepareJsonataField("Timestamp", value, "string") : () => value;
    return (root, frame) => andThen(read(root, frame), (timestamp) => untilTimestamp(timestamp, frame, undefined));
  },
  TimestampPath: (value) => {
    const read = readPath("TimestampPath", value);
    return (root, frame) => untilTimestamp(read(root, frame), frame, String(value));
  },
};

function prepareDelay(definition: JsonObject, isJsonata: boolean): ReadDelay {
  for (const [field, prepare] of Object.entries(delays)) {
    const value = definition[field];
    if (value !== undefined) return prepare(value, isJsonata);
  }
  throw new Error(
    "Wait state: no duration, got none of the fields; give Seconds, Timestamp, SecondsPath or TimestampPath",
  );
}

/** *Recorded*: LocalStack's AWS-validated snapshots of Wait states, for this and the causes below. */
function readPath(field: string, text: Json): Template {
  const path = preparePath(String(text));
  return (root, frame) => {
    const value = path.find(root, frame);
    if (value !== undefined) return value;
    throw runtimeError(`The ${field} parameter does not reference an input value: ${path.text}`);
  };
}

function toDelay(value: Json, field: string, path: string | undefined): number {
  const shown = path === undefined ? showValue(value) : `${path} == ${showValue(value)}`;
  const isDigits = (typeof value === "string" && /^-?\d+$/.test(value)) || isExactNumber(value);
  const seconds = isDigits ? Number(value) : value;
  if (typeof seconds !== "number" || !Number.isInteger(seconds)) {
    throw runtimeError(`The ${field} parameter cannot be parsed as a long value: ${shown}`);
  }
  if (seconds < 0) throw runtimeError(`The ${field} parameter references a negative value: ${shown}`);
  if (seconds > MAXIMUM_SECONDS) throw runtimeError("Wait state delay is too long.");
  return seconds * 1000;
}

function untilTimestamp(value: Json, frame: Frame, path: string | undefined): number {
  const instant = typeof value === "string" ? parseTimestamp(value) : undefined;
  if (instant !== undefined) {
    const delay = instant - frame.execution.world.now();
    if (delay > MAXIMUM_SECONDS * 1000) throw runtimeError("Wait state delay is too long.");
    return delay;
  }
  const form = "ISO-8601 extended offset date-time format string";
  if (path === undefined) {
    const detail = `The Timestamp field cannot be parsed as an ${form}: ${showValue(value)}`;
    throw new EvaluationError(StatesError.QueryEvaluationError, detail, "Timestamp");
  }
  throw runtimeError(`The TimestampPath parameter does not reference a valid ${form}: ${path} == ${showValue(value)}`);
}

function showValue(value: Json): string {
  return typeof value === "string" ? value : printJson(value);
}
