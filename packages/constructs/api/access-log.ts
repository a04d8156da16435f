import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { Construct } from "constructs";
import { type Environment, nameResource } from "../names/resource-name";

/** A log group's props beside its name. */
export interface ApiLogProps {
  readonly environment: Environment;
  readonly logRetentionInDays: number;
  /** @default - a key that CloudWatch Logs owns */
  readonly kmsKeyArn?: string;
}

/**
 * The members of a line, each with the variable of `$context` that it holds; what is not set is printed as `-`. None holds
 * what a client sends: API Gateway puts values in as they are, and a quote would end the text. So neither User-Agent is
 * among them, nor `error.message`, which repeats a header that cannot be read. `error.messageString` has its quotes, but
 * not where there is no error, and `-` without quotes is no JSON: the error's type stands for it.
 *
 * @see https://github.com/DataBiosphere/azul/issues/4348 recorded there, of REST APIs, as quotes in values
 */
const MEMBERS: Readonly<Record<string, string>> = {
  requestTime: "requestTime",
  requestId: "requestId",
  connectionId: "connectionId",
  eventType: "eventType",
  routeKey: "routeKey",
  status: "status",
  integrationLatency: "integrationLatency",
  integrationErrorMessage: "integrationErrorMessage",
  errorType: "error.responseType",
  authorizerError: "authorizer.error",
  principalId: "authorizer.principalId",
  sourceIp: "identity.sourceIp",
};

/**
 * The format of an access log's lines: one JSON object, on one line.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html documented
 */
export const ACCESS_LOG_FORMAT = JSON.stringify(
  Object.fromEntries(Object.entries(MEMBERS).map(([name, variable]) => [name, `$context.${variable}`])),
);

/** The log group of the lines that API Gateway writes of each event. */
export function createAccessLog(scope: Construct, { environment, logRetentionInDays, kmsKeyArn }: ApiLogProps) {
  return new CloudwatchLogGroup(scope, "AccessLog", {
    name: `/aws/apigateway/${nameResource("api", environment)}/access`,
    retentionInDays: logRetentionInDays,
    kmsKeyId: kmsKeyArn,
  });
}

/** The log group of API Gateway's execution log, made beforehand, because the one that it makes itself is kept for ever. */
export function createExecutionLog(scope: Construct, props: ApiLogProps & { readonly apiId: string }) {
  const { apiId, environment, logRetentionInDays, kmsKeyArn } = props;
  return new CloudwatchLogGroup(scope, "ExecutionLog", {
    name: `/aws/apigateway/${apiId}/${environment.stage}`,
    retentionInDays: logRetentionInDays,
    kmsKeyId: kmsKeyArn,
  });
}
