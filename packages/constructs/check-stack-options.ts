import { suggestName } from "@sfn-websocket/languages/nearest-name";
import { checkEdge } from "./check-edge";
import type { WorkflowRouteProps } from "./route-props";
import { STACK_OPTIONS, type StackOption } from "./stack-options";
import type { WebSocketStackProps } from "./stack-props";

/** What a stage logs by the account's role, in words; empty where it logs nothing so. */
export function listLogs(props: WebSocketStackProps): readonly string[] {
  const { accessLog, routes, executionLogLevel: level = "OFF" } = props;
  const logged = Object.entries(routes)
    .filter(([, { executionLogLevel = level }]) => executionLogLevel !== "OFF")
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
  return (edge ?? false) !== false || Object.values(routes).some((route) => "workflow" in route && mayPost(route));
}

function mayPost({ execution, permissions = [] }: WorkflowRouteProps): boolean {
  return (
    execution === "async" || permissions.some(({ actions }) => actions.some((each) => /^execute-api:/i.test(each)))
  );
}

/** The problems of a stack's options which AWS would refuse, or take and then not do. */
export function checkStackOptions(props: WebSocketStackProps, region: string): readonly string[] {
  return [
    ...checkValues(props, region),
    ...checkCombinations(props),
    ...((props.edge ?? false) !== false ? checkEdge(props, region) : []),
  ];
}

function checkValues(props: WebSocketStackProps, region: string): readonly string[] {
  const known = new Map<string, StackOption<unknown>>(Object.entries(STACK_OPTIONS));
  return Object.entries(props).flatMap(([name, value]: [string, unknown]) => {
    if (value === undefined) return [];
    const option = known.get(name);
    if (option === undefined)
      return [`option is unknown, got '${name}'; ${suggestName(name, known.keys(), "remove it")}`];
    return option.check?.(value, region) ?? [];
  });
}

/** What options do to one another. */
function checkCombinations(props: WebSocketStackProps): readonly string[] {
  const { connectionTable, routes, alarmTopicArn, alarms, apiKeys, authorization } = props;
  const taken =
    (connectionTable ?? false) !== false ? ["$connect", "$disconnect"].filter((routeKey) => routeKey in routes) : [];
  const problems = taken.map(
    (routeKey) =>
      `route '${routeKey}': is the connection table's, got a route of your own; remove it, or connectionTable`,
  );
  if (apiKeys?.source === "authorizer" && typeof authorization !== "object") {
    problems.push(
      `apiKeys: source has nobody to give a key, got "authorizer" without a Lambda authorizer; set authorization to { functionArn: "arn:..." }`,
    );
  }
  if (alarmTopicArn === undefined || alarms === true) return problems;
  return [
    ...problems,
    `alarmTopicArn: nothing would tell it, got '${alarmTopicArn}' without alarms; set alarms to true`,
  ];
}
