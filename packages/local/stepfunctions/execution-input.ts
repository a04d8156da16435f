import type { Json } from "@sfn-websocket/languages/jsonpath/json";
import { describeInputError } from "@sfn-websocket/languages/states-language/jackson-error";
import { StepFunctionsError } from "./wire";

/** Parses an execution's input. @throws StepFunctionsError InvalidExecutionInput. */
export function parseExecutionInput(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    throw new StepFunctionsError("InvalidExecutionInput", describeInputError(text));
  }
}
