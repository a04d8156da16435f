import { andThen } from "../../and-then";
import type { PrepareState } from "../fields/state-fields";

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/state-succeed.html */
export const prepareSucceed: PrepareState = (_definition, { fields }) => {
  return (frame) => {
    const input = frame.data;
    return andThen(fields.writeOutput(frame, input, fields.readInput(frame)), () => undefined);
  };
};
