import { suggestName } from "@sfn-websocket/languages/nearest-name";
import { checkEdge } from "./check-edge";
import type { WorkflowRouteProps } from "../options/route-props";
import { isRecord } from "../options/refuse-value";
import { dropUnknown } from "../options/unknown-values";
import { API_OPTIONS } from "./api-options";
import type { WebSocketApiProps } from "./websocket-api-props";

/** What a stage logs by the account's role, in words; empty where it logs nothing so. */
export function listLogs(props: WebSocketApiProps): readonly string[] {
  const { accessLog, routes = {}, executionLogLevel: level = "OFF" } = props;
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
export function usesExecuteApiEndpoint({ edge, routes = {} }: WebSocketApiProps): boolean {
  return (edge ?? false) !== false || Object.values(routes).some((route) => "workflow" in route && mayPost(route));
}

function mayPost({ execution, permissions = [] }: WorkflowRouteProps): boolean {
  return (
    execution === "async" || permissions.some(({ actions }) => actions.some((each) => /^execute-api:/i.test(each)))
  );
}

/** The problems of options which AWS would refuse, or take and then not do. */
export function checkApiOptions(
  props: WebSocketApiProps,
  region: string,
  known: KnownOptions = API_OPTIONS,
): readonly string[] {
  const said: WebSocketApiProps = {
    ...props,
    ...Object.fromEntries(listNulls(props).map((name) => [name, undefined])),
  };
  return [
    ...checkValues(props, region, known).flatMap(({ problems }) => problems),
    // Whatever the values are that Terraform fills in: these are wrong of options that stand together.
    ...checkCombinations(said),
    ...((said.edge ?? false) !== false ? checkEdge(said, region) : []),
  ];
}

/** Options as `props` has them, without the values that are wrong by themselves: what is left can be built. */
export function dropWrong(props: WebSocketApiProps, region: string): WebSocketApiProps {
  const wrong = new Set(checkValues(props, region, API_OPTIONS).map(({ name }) => name));
  const { routes: given = {}, ...rest } = props;
  // Of routes that are none at all, not one more thing is wrong.
  const routes = wrong.has("routes") ? { $default: { mock: "" } } : given;
  const kept = Object.fromEntries(Object.entries(rest).filter(([name]) => !wrong.has(name)));
  const taken = listTakenRoutes(props);
  const own = Object.entries(routes).filter(([key]) => !taken.includes(key));
  // Of routes that were all taken, not one more thing is wrong.
  const left = own.length === 0 && taken.length > 0 ? { $default: { mock: "" } } : Object.fromEntries(own);
  return { ...kept, routes: left };
}

/** The rows that options are checked by, whatever the type of each. */
type KnownOptions = Readonly<Record<string, { check?(value: never, region: string): readonly string[] }>>;

interface WrongOption {
  readonly name: string;
  readonly problems: readonly string[];
}

function checkValues(props: WebSocketApiProps, region: string, rows: KnownOptions): readonly WrongOption[] {
  const known = new Map(Object.entries(rows));
  return Object.entries(props).flatMap(([name, value]: [string, unknown]) => {
    if (value === undefined) return [];
    const option = known.get(name);
    if (value === null && option !== undefined)
      return [{ name, problems: [`${name}: has no value, got null; give one, or remove it`] }];
    const problems =
      option === undefined
        ? [`option is unknown, got '${name}'; ${suggestName(name, known.keys(), "remove it")}`]
        : // A row's check takes whatever stands under its name.
          dropUnknown(option.check?.(value as never, region) ?? [], value);
    return problems.length > 0 ? [{ name, problems }] : [];
  });
}

/** The options that JavaScript lets one give nothing. */
const listNulls = (props: object): readonly string[] =>
  Object.entries(props).flatMap(([name, value]: [string, unknown]) => (value === null ? [name] : []));

/** The routes of the user's that are the connection table's. */
function listTakenRoutes({ connectionTable, routes = {} }: WebSocketApiProps): readonly string[] {
  const isKept = (connectionTable ?? false) !== false;
  return isKept && isRecord(routes) ? ["$connect", "$disconnect"].filter((routeKey) => routeKey in routes) : [];
}

/** What options do to one another. */
function checkCombinations(props: WebSocketApiProps): readonly string[] {
  const { alarmTopicArn, alarms, apiKeys, authorization } = props;
  const problems = listTakenRoutes(props).map(
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
