import type { Json } from "../../json";
import { EvaluationError, StatesError } from "../values/errors";
import type { Frame } from "./frame";
import { estimateSize, MAXIMUM_PAYLOAD_BYTES, textSize } from "../values/payload-size";

/** The most bytes that all variables of an execution may have. @see https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html */
const MAXIMUM_TOTAL_BYTES = 10_485_760;

/**
 * Fails with States.DataLimitExceeded if the variables that a state assigns have over 256 KiB as JSON text, one of them or
 * all, or with the others in sight over 10 MiB. `location` is the path of Assign, for JSONata.
 *
 * *Recorded* (radkawar/stackd): the causes, that the quotes of a text count and its name does not, and that the event of
 * the failure names Assign. *Assumed*: variables of branches beside this one do not count.
 */
export function requireVariableSizes(values: ReadonlyMap<string, Json>, frame: Frame, location?: string): void {
  const estimates = new Map([...values].map(([name, value]) => [name, estimateSize(value)] as const));
  const estimate = [...estimates.values()].reduce((sum, bytes) => sum + bytes, 0);
  if (estimate > MAXIMUM_PAYLOAD_BYTES) requireStateSizes(values, frame, location);
  if (frame.variables.estimateWith(estimates) > MAXIMUM_TOTAL_BYTES) requireTotalSize(values, frame, location);
}

function requireStateSizes(values: ReadonlyMap<string, Json>, frame: Frame, location: string | undefined): void {
  const state = frame.state.name;
  let total = 0;
  for (const [name, value] of values) {
    const bytes = textSize(value);
    const assigned = `Variable '${name}' in state '${state}' was assigned ${bytes} bytes`;
    if (bytes > MAXIMUM_PAYLOAD_BYTES) throw exceeded(`Variable size limit exceeded. ${assigned}.`, location);
    total += bytes;
    const excess = total - MAXIMUM_PAYLOAD_BYTES;
    if (excess <= 0) continue;
    const consequence = `which caused the size of variables assigned in the state to exceed its limit by ${excess} bytes.`;
    throw exceeded(`State total variable size limit exceeded. ${assigned}, ${consequence}`, location);
  }
}

function requireTotalSize(values: ReadonlyMap<string, Json>, frame: Frame, location: string | undefined): void {
  let total = 0;
  for (const value of frame.variables.listWith(values)) total += textSize(value);
  if (total <= MAXIMUM_TOTAL_BYTES) return;
  const excess = `exceed the total execution limit by ${total - MAXIMUM_TOTAL_BYTES} bytes.`;
  const cause = `State '${frame.state.name}' assigned variables that ${excess}`;
  throw exceeded(`Execution total variable size limit exceeded. ${cause}`, location);
}

function exceeded(cause: string, location: string | undefined): EvaluationError {
  return new EvaluationError(StatesError.DataLimitExceeded, cause, location);
}
