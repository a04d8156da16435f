import type { Json } from "../../languages/jsonpath/json";
import { describeJsonError } from "../../languages/states-language/jackson-error";
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
