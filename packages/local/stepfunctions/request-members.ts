import type { Constraint, Constraints } from "../protocols/constraints";

/** An ARN that must be there. */
export const ARN = { required: true, minimum: 1, maximum: 256 } as const satisfies Constraint;
/**
 * *Recorded* of an output (radkawar/stackd, us-west-2, September 2026): refusals do not repeat what the model calls sensitive.
 *
 * @see https://github.com/boto/botocore/blob/develop/botocore/data/stepfunctions/2016-11-23/service-2.json
 */
const SECRET = { secret: true } as const;
export const ERROR = { ...SECRET, maximum: 256 } as const satisfies Constraint;
export const CAUSE = { ...SECRET, maximum: 32_768 } as const satisfies Constraint;
export const OUTPUT = { ...SECRET, required: true, maximum: 262_144 } as const satisfies Constraint;
export const DESCRIPTION = { ...SECRET, maximum: 256 } as const satisfies Constraint;
export const FLAG = { type: "boolean" } as const satisfies Constraint;
export const DEFINITION = { ...SECRET, minimum: 1, maximum: 1_048_576 } as const satisfies Constraint;
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
