import { isJsonObject, type Json, type JsonObject } from "../../json";
import { andThen } from "../../and-then";
import { type MatchError, prepareErrorEquals } from "./error-matching";
import { type StateFailure, StatesError } from "../values/errors";
import type { Frame, Transition } from "../world/frame";
import { prepareJsonataFields } from "../jsonata/jsonata-fields";
import { prepareJsonPathFields } from "../fields/jsonpath-fields";
import type { Preparation } from "../fields/state-fields";

/** One entry of the field Catch. `take` leaves the state's output in the frame and returns where to go on. */
export interface Catcher {
  matches: MatchError;
  take(frame: Frame, input: Json, failure: StateFailure): Transition | Promise<Transition>;
}

/**
 * Prepares the field Catch.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html#error-handling-fallback-states
 */
export function prepareCatch(field: Json | undefined, preparation: Preparation): Catcher[] {
  return Array.isArray(field)
    ? field.filter(isJsonObject).map((catcher, index) => prepareCatcher(catcher, preparation, index))
    : [];
}

function prepareCatcher(definition: JsonObject, preparation: Preparation, index: number): Catcher {
  const { name, isJsonata, requireTransition } = preparation;
  const next = requireTransition(definition["Next"]);
  const fields = isJsonata
    ? prepareJsonataFields(name, definition, { member: "errorOutput", path: `Catch[${index}]/` })
    : prepareJsonPathFields(name, definition);
  return {
    matches: prepareErrorEquals(definition["ErrorEquals"]),
    take: (frame, input, failure) => andThen(fields.writeOutput(frame, input, describeFailure(failure)), () => next),
  };
}

/**
 * The error output: what was not set is left out, what a service reported as null is null. *Recorded*: LocalStack's
 * AWS-validated snapshots; also that a timeout without a cause shows an empty one.
 */
function describeFailure({ error, errorCause }: StateFailure): JsonObject {
  const cause = errorCause === undefined && error === StatesError.Timeout ? "" : errorCause;
  return { ...(error !== undefined && { Error: error }), ...(cause !== undefined && { Cause: cause }) };
}
