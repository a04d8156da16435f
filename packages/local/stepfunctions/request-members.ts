import type { Constraint, Constraints } from "../protocols/constraints";

/** An ARN that must be there. */
export const ARN = { required: true, minimum: 1, maximum: 256 } as const satisfies Constraint;
export const DESCRIPTION = { maximum: 256 } as const satisfies Constraint;
export const FLAG = { type: "boolean" } as const satisfies Constraint;
export const DEFINITION = { minimum: 1, maximum: 1_048_576 } as const satisfies Constraint;
export const MACHINE_TYPE = { values: ["STANDARD", "EXPRESS"] } as const satisfies Constraint;
export const TAG_LIST = { item: { members: { key: {}, value: {} } } } as const satisfies Constraint;

/** The name of an alias, which is no number. @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachineAlias.html */
export const ALIAS_NAME = {
  required: true,
  minimum: 1,
  maximum: 80,
  pattern: String.raw`^(?=.*[a-zA-Z_\-\.])[a-zA-Z0-9_\-\.]+$`,
} as const satisfies Constraint;

/** One or two versions. */
export const ROUTING = {
  minimum: 1,
  maximum: 2,
  item: {
    shape: "RoutingConfigurationListItem",
    members: {
      stateMachineVersionArn: ARN,
      weight: { type: "number", required: true, minimum: 0, maximum: 100 },
    },
  },
} as const satisfies Constraint;

/** What a machine can be created and updated with. */
export const REVISION = {
  loggingConfiguration: {
    members: {
      level: { values: ["ALL", "ERROR", "FATAL", "OFF"] },
      includeExecutionData: FLAG,
      destinations: { item: { members: { cloudWatchLogsLogGroup: { members: { logGroupArn: {} } } } } },
    },
  },
  tracingConfiguration: { members: { enabled: FLAG } },
  encryptionConfiguration: {
    members: {
      type: { required: true, values: ["AWS_OWNED_KEY", "CUSTOMER_MANAGED_KMS_KEY"] },
      kmsKeyId: { minimum: 1, maximum: 2_048 },
      kmsDataKeyReusePeriodSeconds: { type: "number", minimum: 60, maximum: 900 },
    },
  },
  publish: FLAG,
  versionDescription: DESCRIPTION,
} as const satisfies Constraints;
