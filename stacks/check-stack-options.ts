import { checkApiKeys } from "./api-keys";
import { checkAuthorization } from "./connect-authorization";
import { checkCustomDomain } from "./custom-domain";
import type { WebSocketStackProps } from "./stack-props";

/** What a stage logs by the account's role, in words; empty where it logs nothing so. */
export function listLogs({ accessLog, routes }: WebSocketStackProps): readonly string[] {
  const logged = Object.entries(routes)
    .filter(([, { executionLogLevel = "OFF" }]) => executionLogLevel !== "OFF")
    .map(([routeKey]) => `'${routeKey}'`);
  return [
    ...(accessLog === true ? ["access log"] : []),
    ...(logged.length > 0 ? [`execution log of ${logged.join(", ")}`] : []),
  ];
}

/**
 * Whether something of a stack reaches the API at its default endpoint: CloudFront does, and workflows that post to
 * connections do, because Step Functions takes no other host.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-api-gateway.html documented
 */
export function usesExecuteApiEndpoint({ edge, routes }: WebSocketStackProps): boolean {
  return edge === true || Object.values(routes).some((route) => "execution" in route && route.execution === "async");
}

/** The problems of a stack's options which AWS would refuse, or take and then not do. */
export function checkStackOptions(props: WebSocketStackProps, region: string): readonly string[] {
  const { customDomain, edge, connectionTable, routes, kmsKeyArn, alarmTopicArn, alarms } = props;
  const problems = [
    ...checkAuthorization(props.authorization),
    ...checkApiKeys(props.apiKeys),
    ...checkCustomDomain(customDomain, region),
  ];
  if (customDomain !== undefined && edge === true) {
    problems.push(
      `customDomain: cannot lead to the API and to CloudFront, got '${customDomain.domainName}' with edge; remove one of the two`,
    );
  }
  const taken = connectionTable === true ? ["$connect", "$disconnect"].filter((routeKey) => routeKey in routes) : [];
  problems.push(
    ...taken.map(
      (routeKey) =>
        `route '${routeKey}': is the connection table's, got a route of your own; remove it, or connectionTable`,
    ),
  );
  if (kmsKeyArn !== undefined && !/^(arn:[\w-]+:kms:[\w-]+:\d{12}:key\/[\w-]+|\$\{[^}]+\})$/.test(kmsKeyArn)) {
    problems.push(
      `kmsKeyArn: is not a key's ARN, got '${kmsKeyArn}'; write it as in arn:aws:kms:${region}:123456789012:key/…`,
    );
  }
  if (alarmTopicArn !== undefined && alarms !== true) {
    problems.push(`alarmTopicArn: nothing would tell it, got '${alarmTopicArn}' without alarms; set alarms to true`);
  }
  return problems;
}
