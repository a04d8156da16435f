import { suggestName } from "@sfn-websocket/languages/states-language/nearest-name";
import { checkApiKeys } from "./api-keys";
import { checkArn } from "./check-arn";
import { checkEdge } from "./check-edge";
import { checkAuthorization } from "./connect-authorization";
import { checkCustomDomain } from "./custom-domain";
import {
  type Parse,
  parseBoolean,
  parsePrefix,
  parseRegion,
  parseRetention,
  parseStageName,
  parseTags,
} from "./parse-setting";
import type { WorkflowRouteProps } from "./route-props";
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
  return edge === true || Object.values(routes).some((route) => "workflow" in route && mayPost(route));
}

function mayPost({ execution, permissions = [] }: WorkflowRouteProps): boolean {
  return (
    execution === "async" || permissions.some(({ actions }) => actions.some((each) => /^execute-api:/i.test(each)))
  );
}

/** Every option of a stack, those of one value with what it may be: types do not hold in JavaScript, nor past a cast. */
const OPTIONS: Readonly<Record<keyof WebSocketStackProps, Parse<unknown> | undefined>> = {
  region: parseRegion,
  stackName: undefined,
  resourcePrefix: parsePrefix,
  workspace: undefined,
  environment: undefined,
  tags: parseTags,
  backend: undefined,
  root: undefined,
  routes: undefined,
  stageName: parseStageName,
  authorization: undefined,
  apiKeys: undefined,
  connectionTable: parseBoolean,
  edge: parseBoolean,
  customDomain: undefined,
  dualStack: parseBoolean,
  accessLog: parseBoolean,
  hasCloudWatchRole: parseBoolean,
  logRetentionInDays: parseRetention,
  kmsKeyArn: undefined,
  alarms: parseBoolean,
  alarmTopicArn: undefined,
  dashboard: parseBoolean,
};

/** The problems of a stack's options which AWS would refuse, or take and then not do. */
export function checkStackOptions(props: WebSocketStackProps, region: string): readonly string[] {
  const { kmsKeyArn, alarmTopicArn } = props;
  const key = { whose: "a key's", service: "kms", resource: /^key\/[\w-]+$/, example: "key/…" };
  const topic = { whose: "a topic's", service: "sns", resource: /^[\w-]{1,256}$/, example: "alarms" };
  return [
    ...checkValues(props),
    ...checkAuthorization(props.authorization, region),
    ...checkApiKeys(props.apiKeys),
    ...checkCustomDomain(props.customDomain, region),
    ...(kmsKeyArn === undefined ? [] : checkArn(kmsKeyArn, { option: "kmsKeyArn", region, ...key })),
    ...(alarmTopicArn === undefined ? [] : checkArn(alarmTopicArn, { option: "alarmTopicArn", region, ...topic })),
    ...checkCompany(props),
    ...(props.edge === true ? checkEdge(props, region) : []),
  ];
}

function checkValues(props: WebSocketStackProps): readonly string[] {
  const known = new Map(Object.entries(OPTIONS));
  return Object.entries(props).flatMap(([name, value]: [string, unknown]) => {
    if (value === undefined) return [];
    if (!known.has(name)) {
      return [`option is unknown, got '${name}'; ${suggestName(name, known.keys(), "remove it")}`];
    }
    const parsed = known.get(name)?.(value);
    return parsed !== undefined && "problem" in parsed ? [`${name}: value ${parsed.problem}`] : [];
  });
}

/** What options do to one another. */
function checkCompany({ connectionTable, routes, alarmTopicArn, alarms }: WebSocketStackProps): readonly string[] {
  const taken = connectionTable === true ? ["$connect", "$disconnect"].filter((routeKey) => routeKey in routes) : [];
  const problems = taken.map(
    (routeKey) =>
      `route '${routeKey}': is the connection table's, got a route of your own; remove it, or connectionTable`,
  );
  if (alarmTopicArn === undefined || alarms === true) return problems;
  return [
    ...problems,
    `alarmTopicArn: nothing would tell it, got '${alarmTopicArn}' without alarms; set alarms to true`,
  ];
}
