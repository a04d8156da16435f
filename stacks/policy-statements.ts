import type { Permission } from "./route-props";

/** One statement of an IAM policy document, in IAM's own member names. */
export interface PolicyStatement {
  readonly Effect: "Allow";
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Principal?: { readonly Service: string };
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The policy document that holds `statements`, as JSON text. */
export function writePolicy(...statements: readonly PolicyStatement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/**
 * API Gateway may assume the role. It carries no condition: API Gateway sends neither `aws:SourceAccount` nor
 * `aws:SourceArn` when it takes an integration's credentials, and a condition on either makes every message fail.
 *
 * @see https://github.com/aws-solutions-library-samples/accelerated-intelligent-document-processing-on-aws/pull/479
 * recorded there
 */
export const trustApiGateway: PolicyStatement = {
  Effect: "Allow",
  Action: "sts:AssumeRole",
  Principal: { Service: "apigateway.amazonaws.com" },
};

/** On whose behalf Step Functions may assume a role. */
export interface TrustStepFunctionsProps {
  /** Id of the account, twelve digits or a reference. */
  readonly account: string;
  /** ARN of the state machine. */
  readonly stateMachineArn: string;
}

/**
 * Step Functions may assume the role, on behalf of the one state machine only (confused deputy).
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html documented
 */
export function trustStepFunctions({ account, stateMachineArn }: TrustStepFunctionsProps): PolicyStatement {
  return {
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Principal: { Service: "states.amazonaws.com" },
    Condition: {
      ArnLike: { "aws:SourceArn": stateMachineArn },
      StringEquals: { "aws:SourceAccount": account },
    },
  };
}

/**
 * API Gateway may run the one state machine and wait for it.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/auth-and-access-control-sfn.html documented
 */
export function allowStartSyncExecution(stateMachineArn: string): PolicyStatement {
  return { Effect: "Allow", Action: "states:StartSyncExecution", Resource: stateMachineArn };
}

/** What a route grants its workflow's Task states. */
export function allowTasks({ actions, resources }: Permission): PolicyStatement {
  return { Effect: "Allow", Action: actions, Resource: resources };
}

/**
 * X-Ray's actions have no resources to name.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/xray-iam.html documented
 */
export const allowTracing: PolicyStatement = {
  Effect: "Allow",
  Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules", "xray:GetSamplingTargets"],
  Resource: "*",
};

/**
 * Log delivery's actions have no resources to name.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html documented
 */
export const allowLogDelivery: PolicyStatement = {
  Effect: "Allow",
  Action: [
    "logs:CreateLogDelivery",
    "logs:GetLogDelivery",
    "logs:UpdateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:DescribeResourcePolicies",
    "logs:DescribeLogGroups",
  ],
  Resource: "*",
};
