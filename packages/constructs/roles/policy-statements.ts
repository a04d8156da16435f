import type { AwsLocation } from "../names/aws-location";
import type { DerivedStatement } from "@sfn-websocket/languages/states-language/permissions/derive-statements";
import { LOG_DELIVERY_ACTIONS } from "@sfn-websocket/languages/states-language/permissions/log-delivery-actions";
import type { Permission } from "../options/route-props";
import { REPLY_ACTIONS } from "./workflow-permissions";

/** One statement of an IAM policy document, in IAM's own member names. */
export interface PolicyStatement {
  readonly Effect: "Allow";
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Principal?: { readonly Service: string };
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
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
 * recorded there for REST APIs; for messages and `$connect` of WebSocket APIs in us-east-1, September 2026, by radkawar/stackd
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
  /**
   * Whether executions of its versions and aliases count too.
   * @default false
   */
  readonly isQualified?: boolean;
}

/**
 * Step Functions may assume the role, on behalf of the one state machine only (confused deputy). *Assumed*: an execution of
 * a version or an alias may come with its ARN, which is the state machine's and a part more; no page says which it is.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html documented
 */
export function trustStepFunctions(props: TrustStepFunctionsProps): PolicyStatement {
  const { account, stateMachineArn, isQualified = false } = props;
  return {
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Principal: { Service: "states.amazonaws.com" },
    Condition: {
      ArnLike: { "aws:SourceArn": isQualified ? [stateMachineArn, `${stateMachineArn}:*`] : stateMachineArn },
      StringEquals: { "aws:SourceAccount": account },
    },
  };
}

/**
 * API Gateway may run the one state machine and wait for it. An alias is authorized by its state machine's ARN.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/auth-version-alias.html documented
 */
export function allowStartSyncExecution(stateMachineArn: string): PolicyStatement {
  return { Effect: "Allow", Action: "states:StartSyncExecution", Resource: stateMachineArn };
}

/** API Gateway may start the one state machine. @see the same page: documented */
export function allowStartExecution(stateMachineArn: string): PolicyStatement {
  return { Effect: "Allow", Action: "states:StartExecution", Resource: stateMachineArn };
}

/**
 * API Gateway may call the one function. A version or an alias is authorized by its own ARN.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html documented
 */
export function allowInvokeFunction(functionArn: string): PolicyStatement {
  return { Effect: "Allow", Action: "lambda:InvokeFunction", Resource: functionArn };
}

/** API Gateway may do one thing to the items of the one table. @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html documented */
export function allowTableAction(action: "PutItem" | "DeleteItem", tableArn: string): PolicyStatement {
  return { Effect: "Allow", Action: `dynamodb:${action}`, Resource: tableArn };
}

/** Whose connections a workflow may post to. */
export interface PostToConnectionProps {
  readonly location: AwsLocation;
  readonly apiId: string;
  readonly stageName: string;
}

/**
 * A workflow may post to the connections of the one stage. IAM looks at the literal `{connectionId}`: no policy can name
 * one connection.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html documented
 */
export function allowPostToConnection({ location, apiId, stageName }: PostToConnectionProps): Permission {
  const { partition, region, account } = location;
  const stage = `arn:${partition}:execute-api:${region}:${account}:${apiId}/${stageName}`;
  return { actions: REPLY_ACTIONS, resources: [`${stage}/POST/@connections/*`] };
}

/** What a key protects. */
export interface StateMachineKeyProps {
  readonly kmsKeyArn: string;
  /** ARN of the state machine that is encrypted with it. */
  readonly stateMachineArn: string;
}

/**
 * Step Functions may use the key, for the one state machine only.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html documented
 */
export function allowStateMachineKey({ kmsKeyArn, stateMachineArn }: StateMachineKeyProps): PolicyStatement {
  return {
    Effect: "Allow",
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    Resource: kmsKeyArn,
    Condition: { StringEquals: { "kms:EncryptionContext:aws:states:stateMachineArn": stateMachineArn } },
  };
}

/**
 * Step Functions may encrypt what it hands to CloudWatch Logs.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html documented, as logging with a
 * customer managed key
 */
export function allowLogDeliveryKey(kmsKeyArn: string, { partition, region, account }: AwsLocation): PolicyStatement {
  return {
    Effect: "Allow",
    Action: "kms:GenerateDataKey",
    Resource: kmsKeyArn,
    Condition: {
      StringEquals: { "kms:EncryptionContext:SourceArn": `arn:${partition}:logs:${region}:${account}:*` },
    },
  };
}

/**
 * That a key is used through one service of the region only. KMS names services by their hosts; *assumed*, since no page
 * tells, that in China and other partitions it may name them with the partition's own suffix.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html documented, as `kms:ViaService`
 */
const onlyThrough = (service: "states" | "dynamodb", region: string) => ({
  StringLike: { "kms:ViaService": `${service}.${region}.amazonaws.*` },
});

/**
 * Whoever runs an encrypted state machine and wants its output may decrypt it, through Step Functions only.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html documented, as
 * `includedData`
 */
export function allowDecryption(kmsKeyArn: string, region: string): PolicyStatement {
  return {
    Effect: "Allow",
    Action: "kms:Decrypt",
    Resource: kmsKeyArn,
    Condition: onlyThrough("states", region),
  };
}

/** API Gateway may use the table's key, through DynamoDB only. @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html documented */
export function allowTableKey(kmsKeyArn: string, region: string): PolicyStatement {
  return {
    Effect: "Allow",
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    Resource: kmsKeyArn,
    Condition: onlyThrough("dynamodb", region),
  };
}

/** What a route grants its workflow's Task states. */
export function allowTasks({ actions, resources }: Permission): PolicyStatement {
  return { Effect: "Allow", Action: actions, Resource: resources };
}

/** What a workflow's own definition says that its states call. */
export function allowCalls({ actions, resources, condition }: DerivedStatement): PolicyStatement {
  return { Effect: "Allow", Action: actions, Resource: resources, ...(condition && { Condition: condition }) };
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
  Action: LOG_DELIVERY_ACTIONS,
  Resource: "*",
};
