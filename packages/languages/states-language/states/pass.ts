import { andThen } from "../../and-then";
import type { PrepareState } from "../fields/state-fields";

const FIELDS = ["InputPath", "OutputPath", "Parameters", "Result", "ResultPath", "Assign", "Output"];

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/state-pass.html */
export const preparePass: PrepareState = (definition, { fields, requireTransition, isJsonata }) => {
  const next = requireTransition(definition["Next"]);
  if (!FIELDS.some((field) => field in definition)) return () => next;
  // *Recorded* (radkawar/stackd): a Result of null is none.
  const fixed = isJsonata ? undefined : (definition["Result"] ?? undefined);
  return (frame) => {
    const input = frame.data;
    return andThen(fields.readArguments(fields.readInput(frame), frame), (passed) => {
      const result = fixed === undefined ? passed : fixed;
      return andThen(fields.writeOutput(frame, input, result), () => next);
    });
  };
};
