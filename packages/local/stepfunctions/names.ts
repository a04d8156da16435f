import { StepFunctionsError } from "./wire";

/** Characters that the name of a state machine or of an execution may not hold. @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html */
const FORBIDDEN = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]/;

/** Whether a state machine or an execution can have a name. */
export const isName = (name: string): boolean => name.length > 0 && name.length <= 80 && !FORBIDDEN.test(name);

/** @throws StepFunctionsError InvalidName. Text: *recorded* (LocalStack's AWS-validated snapshots). */
export function validateName(name: string): void {
  if (isName(name)) return;
  throw new StepFunctionsError("InvalidName", `Invalid Name: '${name}'`);
}
