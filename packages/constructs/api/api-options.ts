import { checkApiKeys } from "./api-keys";
import { checkEdgeOptions } from "./check-edge";
import { checkAuthorization } from "../routes/connect-authorization";
import { checkConnectionTable } from "../routes/connection-table";
import { checkCustomDomain } from "./custom-domain";
import { OPTION_SETTINGS } from "./option-settings";
import type { Parse } from "../options/parse-setting";
import { isRecord, refuseThrottle } from "../options/refuse-value";
import { show } from "../options/show-value";
import { checkRouteSelection } from "../routes/route-selection";
import type { Setting } from "../options/setting";
import { PLACE_SETTINGS } from "../options/place-settings";
import type { WebSocketApiProps } from "./websocket-api-props";
import { checkStateMachineTimeouts } from "../workflows/state-machine-timeouts";

/** An option of an API or a stack: its name is the row's key, its type the property's of that name. */
export interface ApiOption<T> {
  /** The default, as the documentation tells it. */
  readonly otherwise: string;
  /** What it does, as the documentation tells it: Markdown. */
  readonly meaning: string;
  /** What it costs beside the messages and executions themselves, at us-east-1's prices. @default "nothing" */
  readonly costs?: string;
  /** The problems of a value: types do not hold in JavaScript, nor past a cast. */
  check?(value: T, region: string): readonly string[];
}

/** A row for each of some props. */
export type ApiOptionRows<Props> = { readonly [K in keyof Props]-?: ApiOption<NonNullable<Props[K]>> };

/** The problems of a value as a setting's parser finds them. */
const checkBy =
  (name: string, parse: Parse<unknown>) =>
  (value: unknown): readonly string[] => {
    const parsed = parse(value);
    return "problem" in parsed ? [`${name}: value ${parsed.problem}`] : [];
  };

/** The problem of what is to be a text of any form. */
const checkText =
  (name: string) =>
  (value: unknown): readonly string[] =>
    typeof value === "string" ? [] : [`${name}: value is not a text, got ${show(value)}; give one, or remove it`];

/** An option that is a setting of the same name is one row with it. */
export function fromSetting<T>(name: string, row: Setting<T>): ApiOption<NonNullable<T>> {
  const { otherwise, meaning, costs, parse, check } = row;
  const form = checkBy(name, parse);
  return {
    otherwise,
    meaning,
    costs,
    check: (value, region) => {
      const problems = form(value);
      return check === undefined || problems.length > 0 ? problems : check(String(value), region);
    },
  };
}

/** Every option of an API, in the order of the documentation. */
export const API_OPTIONS: ApiOptionRows<WebSocketApiProps> = {
  routes: {
    otherwise: "the pattern's",
    meaning: "what each route runs, by route key, see [routes](routes.md)",
    check: (value) =>
      isRecord(value) ? [] : [`routes: are no object, got ${show(value)}; give { $default: { workflow: "..." } }`],
  },
  routeSelectionExpression: {
    otherwise: "`$request.body.action`",
    meaning:
      "what of a message is the key of its route: `$request.body.[2]` for OCPP, whose messages are lists; `${request.body.service}/${request.body.action}` joins two members. Messages that are no JSON objects or lists go to `$default`",
    check: checkRouteSelection,
  },
  throttle: {
    otherwise: "the account's limits",
    meaning:
      "`{ rateLimit, burstLimit }`, always both: the most messages that each route takes which has no throttle of its own",
    check: (value) => [refuseThrottle(value) ?? []].flat().map((problem) => `throttle: ${problem}`),
  },
  executionLogLevel: fromSetting("executionLogLevel", OPTION_SETTINGS.executionLogLevel),
  detailedMetrics: fromSetting("detailedMetrics", OPTION_SETTINGS.detailedMetrics),
  authorization: {
    otherwise: "everybody may connect",
    meaning:
      '`"AWS_IAM"`: callers sign the handshake. `{ functionArn, identitySources }`: a Lambda REQUEST authorizer, called as a role of the stack\'s. [`docs/browser-client.html`](browser-client.html) shows how a browser passes a token; one that is a subprotocol must be answered by a `lambda` or `http` of `$connect`',
    costs: "Lambda: one call a connection",
    check: checkAuthorization,
  },
  apiKeys: {
    otherwise: "none is asked for",
    meaning:
      '`{ names, throttle, quota, source }`: clients connect with a key in `x-api-key`, or with `source: "authorizer"` by the one that the Lambda authorizer names (`usageIdentifierKey`). `quota: { limit: 1000, period: "DAY" }` bounds connections in all. A key tells clients apart and is no password; Terraform\'s state holds its value',
    check: checkApiKeys,
  },
  connectionTable: {
    otherwise: "`false`",
    meaning:
      "a DynamoDB table of the open connections: id, path, address, time; items expire a day after the connection began. `{ name, arn, kmsKeyArn }`: a table that is there already, whose key is the text `connectionid`; the items' member `ttl` says when they expire",
    costs: "two writes a connection: $1.25 for a million connections",
    check: checkConnectionTable,
  },
  edge: {
    otherwise: "`false`",
    meaning:
      "CloudFront before the API: any path, which `$connect` gets in the header `ws-uri`. Not in GovCloud, nor in China. Who calls the API itself can write that header too. `{ webAclArn, priceClass, aliases, certificateArn }`: a web ACL of AWS WAF, fewer edge locations, host names of yours with their certificate in us-east-1",
    costs: "CloudFront's requests and data out; $0.10 for a million calls of its function",
    check: checkEdgeOptions,
  },
  customDomain: {
    otherwise: "the API's own",
    meaning:
      "`{ domainName, certificateArn, hostedZoneId, mappingKey }`: a domain of yours, with its record in Route 53 if a zone is named. The default endpoint is closed then, unless a workflow that posts to connections needs it",
    check: checkCustomDomain,
  },
  accessLog: fromSetting("accessLog", OPTION_SETTINGS.accessLog),
  dualStack: fromSetting("dualStack", OPTION_SETTINGS.dualStack),
  hasCloudWatchRole: fromSetting("hasCloudWatchRole", OPTION_SETTINGS.hasCloudWatchRole),
  logRetentionInDays: fromSetting("logRetentionInDays", OPTION_SETTINGS.logRetentionInDays),
  kmsKeyArn: fromSetting("kmsKeyArn", OPTION_SETTINGS.kmsKeyArn),
  permissionsBoundary: fromSetting("permissionsBoundary", OPTION_SETTINGS.permissionsBoundary),
  rolePath: fromSetting("rolePath", OPTION_SETTINGS.rolePath),
  alarms: fromSetting("alarms", OPTION_SETTINGS.alarms),
  alarmTopicArn: fromSetting("alarmTopicArn", OPTION_SETTINGS.alarmTopicArn),
  dashboard: fromSetting("dashboard", OPTION_SETTINGS.dashboard),
  stateMachineTimeouts: {
    otherwise: "the provider's; to delete a Standard workflow an hour",
    meaning:
      '`{ create, update, delete }`: how long Terraform waits for each state machine, as in `{ delete: "2h" }`: a Standard workflow is deleted when its last execution is over',
    check: checkStateMachineTimeouts,
  },
  stageName: fromSetting("stageName", PLACE_SETTINGS.stageName),
  region: {
    ...fromSetting("region", PLACE_SETTINGS.region),
    otherwise: "the stack's AWS provider's, where it is a text",
    meaning: "AWS region, which names of resources hold and ARNs are checked against",
  },
  name: {
    otherwise: "the construct's path in the app",
    meaning:
      "what the names of resources say of the API: lower-case letters, digits, `-` and `_` word for word, other characters as `-` and with a hash. Another one replaces what is deployed",
    check: (value) =>
      typeof value === "string" && value !== ""
        ? []
        : [`name: value is not a text, got ${show(value)}; give a name, or remove it`],
  },
  resourcePrefix: fromSetting("resourcePrefix", PLACE_SETTINGS.resourcePrefix),
  environment: {
    otherwise: "none",
    meaning: "which of the context's `environments` it is; the names of resources hold it",
    check: checkText("environment"),
  },
  workspace: {
    otherwise: "none",
    meaning: "the Terraform workspace, which the names of resources hold",
    check: checkText("workspace"),
  },
  root: {
    otherwise: "the working directory",
    meaning: "the directory that the paths of workflows and models start from",
    check: checkText("root"),
  },
};
