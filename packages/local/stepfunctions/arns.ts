import { rememberLast, StepFunctionsError } from "./wire";

/** The ARN of a state machine, of a version or of an alias, in its parts. */
export interface StateMachineArn {
  /** Of the machine itself. */
  readonly machineArn: string;
  /** The number of a version or the name of an alias. @default the machine itself */
  readonly qualifier?: string;
}

interface Place {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
}

/**
 * Reads an ARN of a state machine.
 *
 * @throws StepFunctionsError InvalidArn. Texts: *recorded* (LocalStack's AWS-validated snapshots).
 */
export function parseStateMachineArn(arn: string): StateMachineArn {
  const parts = splitArn(arn, "stateMachine");
  const [qualifier] = parts.slice(7);
  return { machineArn: parts.slice(0, 7).join(":"), qualifier };
}

export function formatStateMachineArn({ partition, region, accountId }: Place, name: string): string {
  return `arn:${partition}:states:${region}:${accountId}:stateMachine:${name}`;
}

const expressPrefix = rememberLast((machineArn: string) => machineArn.replace(":stateMachine:", ":express:"));

/** Returns an ARN that no other execution of an Express workflow has, of the same name too. */
export function createExpressArn(machineArn: string, name: string, uuid: () => string): string {
  return `${expressPrefix(machineArn)}:${name}:${uuid()}`;
}

/**
 * Returns the ARN of an execution of a Standard workflow as it is.
 *
 * @throws StepFunctionsError InvalidArn for another.
 */
export function requireExecutionArn(arn: string): string {
  splitArn(arn, "execution");
  return arn;
}

function splitArn(arn: string, resourceType: string): readonly string[] {
  const parts = arn.split(":");
  if (parts[0] !== "arn") throw new StepFunctionsError("InvalidArn", `Invalid Arn: 'Invalid ARN prefix: ${arn}'`);
  if (parts.length > 5 && parts[5] !== resourceType) {
    const reason = `Resource type not valid in this context: ${parts[5]}`;
    throw new StepFunctionsError("InvalidArn", `Invalid Arn: '${reason}'`);
  }
  return parts;
}
