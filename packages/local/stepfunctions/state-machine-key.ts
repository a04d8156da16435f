import type { StateMachine } from "./resources";
import type { StateMachineStore } from "./state-machine-store";
import { StepFunctionsError } from "./wire";

/** AWS's codes. @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html#API_StartSyncExecution_Errors */
const CODES = { denied: "KmsAccessDeniedException", state: "KmsInvalidStateException" } as const;

/** Throws a StepFunctionsError where the key of a machine, if it has one, cannot be used. *Assumed*: its text, KMS's. */
export function requireStateMachineKey({ world }: StateMachineStore, machine: StateMachine): void {
  if (machine.encryptionConfiguration?.kmsKeyId === undefined) return;
  const refusal = world.refuseKey?.(machine);
  if (refusal !== undefined) throw new StepFunctionsError(CODES[refusal.reason], refusal.message);
}
