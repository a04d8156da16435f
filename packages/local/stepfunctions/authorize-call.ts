import type { Caller } from "./world";
import { StepFunctionsError } from "./wire";

const STATE_MACHINE = ":stateMachine:";

/**
 * Asks whether the caller may act on what an ARN names. On a version or an alias, IAM decides by the machine's ARN and by
 * the condition key `states:StateMachineQualifier`.
 *
 * @throws StepFunctionsError AccessDeniedException.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/auth-version-alias.html
 */
export function authorizeCall({ authorize }: Caller, action: string, arn: string): void {
  const at = findQualifier(arn);
  const denial =
    at === -1
      ? authorize(`states:${action}`, arn)
      : authorize(`states:${action}`, arn.slice(0, at), { "states:StateMachineQualifier": arn.slice(at + 1) });
  if (denial !== undefined) throw new StepFunctionsError("AccessDeniedException", denial);
}

/** Where the colon before a version's number or an alias's name is, or -1. Each message asks: nothing is split. */
function findQualifier(arn: string): number {
  const at = arn.indexOf(STATE_MACHINE);
  return at === -1 ? -1 : arn.indexOf(":", at + STATE_MACHINE.length);
}
