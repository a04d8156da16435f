import type { Json } from "@sfn-websocket/languages/jsonpath/json";
import { describeJsonError } from "@sfn-websocket/languages/states-language/jackson-error";
import { StepFunctionsError } from "./wire";

/** Parses an execution's input. @throws StepFunctionsError InvalidExecutionInput. Texts: *recorded* (LocalStack's AWS-validated snapshots). */
export function parseExecutionInput(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    const reason = text.trim() === "" ? "Invalid execution input." : describeJsonError(text);
    throw new StepFunctionsError("InvalidExecutionInput", `Invalid State Machine Execution Input: '${reason}'`);
  }
}
