import type { Aws } from "./aws";
import { REUSE_SECONDS, type StateMachine } from "../stepfunctions/resources";
import { type KeyRefusal, refuseKeyUse } from "./key-use";

/** What whoever encrypts data asks a key for. *Assumed*: of the actions that AWS's guides list, no more than these. */
const ACTIONS = ["kms:GenerateDataKey", "kms:Decrypt"];

type KeyedMachine = Pick<StateMachine, "stateMachineArn" | "roleArn" | "encryptionConfiguration">;

/**
 * Returns what asks whether CloudWatch Logs may encrypt a log group with a key, and tells the developer what is missing.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function createLogGroupKeys(aws: Aws, region: string, log: (line: string) => void) {
  const service = `logs.${region}.amazonaws.com`;
  return (keyId: string, logGroupArn: string): boolean => {
    const conditionKeys = {
      "kms:EncryptionContext:aws:logs:arn": logGroupArn,
      "aws:SourceArn": logGroupArn,
      "aws:SourceAccount": aws.accountId,
    };
    const refusal = refuseKeyUse(aws, { region, keyId, actions: ACTIONS, user: { service }, conditionKeys });
    if (refusal === undefined) return true;
    log(
      `CloudWatch Logs: ${logGroupArn}: the key cannot be used: ${refusal.message}; its policy must let ${service} do ${ACTIONS.join(" and ")}`,
    );
    return false;
  };
}

/**
 * Returns what asks whether a machine's role may use the machine's key. A data key is used again for as long as the machine
 * says, without asking.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html
 */
export function createStateMachineKeys(aws: Aws, region: string, now: () => number) {
  const reusedUntil = new Map<string, number>();
  return (machine: KeyedMachine): KeyRefusal | undefined => {
    const { kmsKeyId: keyId, kmsDataKeyReusePeriodSeconds = REUSE_SECONDS } = machine.encryptionConfiguration ?? {};
    if (keyId === undefined) return undefined;
    const { stateMachineArn, roleArn } = machine;
    const dataKey = `${stateMachineArn} ${roleArn} ${keyId}`;
    if ((reusedUntil.get(dataKey) ?? 0) > now()) return undefined;
    const sessionName = stateMachineArn.split(":").pop() ?? "";
    const user = { roleArn, principalService: "states.amazonaws.com", sessionName };
    const conditionKeys = {
      "kms:EncryptionContext:aws:states:stateMachineArn": stateMachineArn,
      "aws:SourceArn": stateMachineArn,
      "aws:SourceAccount": aws.accountId,
    };
    const refusal = refuseKeyUse(aws, { region, keyId, actions: ACTIONS, user, conditionKeys });
    if (refusal === undefined) reusedUntil.set(dataKey, now() + kmsDataKeyReusePeriodSeconds * 1_000);
    return refusal;
  };
}
