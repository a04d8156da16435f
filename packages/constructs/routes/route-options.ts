import { refuseRoleArn } from "../roles/given-roles";
import type { Option, OptionRows } from "../options/option";
import { checkPermissions } from "../roles/refuse-permission";
import {
  isInteger,
  isRecord,
  refuseBoolean,
  refuseOther,
  refusePath,
  refuseText,
  refuseThrottle,
} from "../options/refuse-value";
import {
  type CallingRouteOptions,
  EXECUTION_LOG_LEVELS,
  type LambdaRouteProps,
  type MockRouteProps,
  ROUTE_EXECUTIONS,
  type RouteOptions,
  TIMEOUT_MILLISECONDS,
  type WaitingRouteOptions,
  WORKFLOW_LOG_LEVELS,
  type WorkflowRouteProps,
} from "../options/route-props";
import { show } from "../options/show-value";
import { TARGET_KINDS } from "./target-options";

/** The options that only one kind of route has: a row each, which its type asks for. */
type OwnRows<Props, Shared> = OptionRows<Omit<Props, keyof Shared>>;

/** What every route may have. */
const SHARED: OptionRows<RouteOptions> = {
  executionLogLevel: {
    otherwise: "the stack's",
    meaning: "API Gateway's execution log: `ERROR`, `INFO` or `OFF`; needs the account's CloudWatch role",
    refuse: refuseOther(EXECUTION_LOG_LEVELS),
  },
  throttle: {
    otherwise: "the stack's",
    meaning: "`{ rateLimit, burstLimit }`, always both",
    refuse: refuseThrottle,
  },
  detailedMetrics: {
    otherwise: "the stack's",
    meaning: "whether CloudWatch gets the metrics of this route too, with the dimension `Route`",
    refuse: refuseBoolean,
  },
  model: {
    otherwise: "none",
    meaning:
      "a JSON Schema (draft 4), at most 32,768 characters: other messages are answered with `Invalid request body`, and nothing runs. To take it away, remove the route in one deployment and add it without in the next: the provider sends an empty map, and whether AWS takes the model away by it nobody tells; messages are not checked any more either way",
    refuse: refusePath("models/quote.schema.json"),
  },
};

/** What a route may have that waits for somebody. */
const WAITING: OwnRows<WaitingRouteOptions, RouteOptions> = {
  timeoutMilliseconds: {
    otherwise: "`29000`",
    meaning: "how long API Gateway waits, 50 to 29,000",
    refuse: (value) => {
      const { shortest, longest } = TIMEOUT_MILLISECONDS;
      return isInteger(value, shortest, longest)
        ? undefined
        : `is out of range, got ${show(value)}; give a whole number of milliseconds from ${shortest} to ${longest}`;
    },
  },
};

/** What a route may have that calls a service of AWS. */
const CALLING: OwnRows<CallingRouteOptions, WaitingRouteOptions> = {
  integrationRoleArn: {
    otherwise: "a role of the stack's",
    meaning:
      "ARN of a role that is there already, as which API Gateway calls what the route runs: the stack makes none and gives it no policy; synthesis tells what it must allow. Not together with `permissionsBoundary`, which could not bound it",
    refuse: refuseRoleArn,
  },
};

const WORKFLOW: OwnRows<WorkflowRouteProps, CallingRouteOptions> = {
  workflow: {
    otherwise: "one of the kinds",
    meaning: "the definition's file: the route runs this workflow",
    refuse: refusePath("workflows/wait.asl.json"),
  },
  execution: {
    otherwise: '`"sync"`',
    meaning:
      '`"sync"`: an Express workflow, waited for. `"async"`: a Standard workflow, which gets `{"data":…,"ConnectionID":…,"apiEndpoint":…,"stage":…}` and may post to the connection, as [`wait-and-post.asl.json`](../workflows/wait-and-post.asl.json) does',
    refuse: refuseOther(ROUTE_EXECUTIONS),
  },
  input: {
    otherwise: "the message",
    meaning: 'JSONPath of what the workflow gets of the message: `"$.data"`',
    refuse: (value) =>
      typeof value === "string" && /^\$[\w.[\]-]*$/.test(value)
        ? undefined
        : `is not a path, got ${show(value)}; write it as in '$.data'`,
  },
  requestTemplate: {
    otherwise: "as `input` says",
    meaning: "a mapping template of yours; `$stateMachineArn` holds the workflow's ARN",
    refuse: refuseText,
  },
  permissions: {
    otherwise: "what the definition calls",
    meaning:
      "replaces what would be derived for the same actions, see [below](#what-a-workflow-may-do): a list of `{ actions, resources }`",
    refuse: checkPermissions,
  },
  workflowRoleArn: {
    otherwise: "a role of the stack's",
    meaning:
      "ARN of a role that is there already, as which the workflow runs: the stack makes none and gives it no policy; synthesis tells what it must allow. Not together with `permissions`, nor with `permissionsBoundary`, which could not bound it",
    refuse: refuseRoleArn,
  },
  substitutions: {
    otherwise: "none",
    meaning: "what stands for each `${Name}` of the definition: `{ Orders: orders.name }`, see below",
    refuse: (value) => {
      const isRight = ([name, text]: readonly [string, unknown]) => /^\w+$/.test(name) && typeof text === "string";
      // Of the others one may hold a token, of whose value nothing is said.
      const wrong = isRecord(value)
        ? Object.fromEntries(Object.entries(value).filter((each) => !isRight(each)))
        : value;
      if (isRecord(wrong) && Object.keys(wrong).length === 0) return undefined;
      return `are not texts by name, got ${show(wrong)}; give { OrdersTable: orders.name }, and write \${OrdersTable} in the definition`;
    },
  },
  response: {
    otherwise: '`"execution"`',
    meaning:
      '`"execution"`: the whole answer of StartSyncExecution or StartExecution; `"output"`: the output, or `{"error":…,"cause":…}` of a workflow that failed or timed out; or `{ template: "…" }`, a mapping template of yours; `"none"`: nothing, a one-way route. What API Gateway says when it could not run the workflow is sent anyway',
    refuse: (value) => {
      if (value === "execution" || value === "output" || value === "none") return undefined;
      if (isRecord(value) && typeof value["template"] === "string" && Object.keys(value).length === 1) return undefined;
      return `is unknown, got ${show(value)}; give "execution", "output", "none" or { template: "..." }`;
    },
  },
  logLevel: {
    otherwise: '`"ERROR"`',
    meaning: "which events of the workflow go to its log group: `ALL`, `ERROR`, `FATAL`, `OFF`",
    refuse: refuseOther(WORKFLOW_LOG_LEVELS),
  },
  logExecutionData: {
    otherwise: "`false`",
    meaning: "whether these events hold inputs and outputs",
    refuse: refuseBoolean,
  },
  delivery: {
    otherwise: "none",
    meaning:
      "`{}` publishes each definition as a version and calls the workflow by an alias; `{ stableVersion: 3, latestWeight: 10 }` sends ten in a hundred messages to the latest version and the others to version 3. Raise the weight step by step; 0 rolls back in one apply",
    refuse: (value) =>
      isRecord(value) &&
      Object.keys(value).every((name) => name === "stableVersion" || name === "latestWeight") &&
      (value["stableVersion"] === undefined || isInteger(value["stableVersion"], 1, Number.MAX_SAFE_INTEGER)) &&
      (value["latestWeight"] === undefined ||
        (value["stableVersion"] !== undefined && isInteger(value["latestWeight"], 0, 100)))
        ? undefined
        : `is unknown, got ${show(value)}; give {} or { stableVersion: 3, latestWeight: 10 }, a weight from 0 to 100`,
  },
};

const MOCK: OwnRows<MockRouteProps, RouteOptions> = {
  mock: {
    otherwise: "one of the kinds",
    meaning:
      'a mapping template: API Gateway answers with it by itself. `ping: { mock: \'{"type":"pong"}\' }` keeps a connection open, which closes after ten idle minutes',
    refuse: refuseText,
  },
};

/** An unqualified ARN, one with a version or an alias, or a reference that Terraform fills in. */
const FUNCTION_ARN = /^(arn:[\w-]+:lambda:[\w-]+:\d{12}:function:[\w-]{1,140}(:(\$LATEST|[\w-]{1,128}))?|\$\{[^}]+\})$/;

const LAMBDA: OwnRows<LambdaRouteProps, CallingRouteOptions> = {
  lambda: {
    otherwise: "one of the kinds",
    meaning: "a Lambda function's ARN: the client gets its body",
    refuse: (value) =>
      typeof value === "string" && FUNCTION_ARN.test(value)
        ? undefined
        : `is not a function's ARN, got ${show(value)}; write it as in 'arn:aws:lambda:us-east-1:123456789012:function:echo'`,
  },
  response: {
    otherwise: "the function's body",
    meaning:
      '`"none"`: nothing, a one-way route. What API Gateway says when it could not run the function is sent anyway',
    refuse: (value) => (value === "none" ? undefined : `is unknown, got ${show(value)}; give "none", or leave it out`),
  },
};

/** The options of each kind of route, by the option that makes it of that kind. */
export const ROUTE_KINDS: Readonly<Record<string, Readonly<Record<string, Option>>>> = {
  workflow: { ...WORKFLOW, ...CALLING, ...WAITING, ...SHARED },
  mock: { ...MOCK, ...SHARED },
  lambda: { ...CALLING, ...WAITING, ...LAMBDA, ...SHARED },
  sqs: { ...CALLING, ...WAITING, ...TARGET_KINDS.sqs, ...SHARED },
  sns: { ...CALLING, ...WAITING, ...TARGET_KINDS.sns, ...SHARED },
  events: { ...CALLING, ...WAITING, ...TARGET_KINDS.events, ...SHARED },
  http: { ...WAITING, ...TARGET_KINDS.http, ...SHARED },
};
