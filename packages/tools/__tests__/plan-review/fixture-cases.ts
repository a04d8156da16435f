import type { App } from "cdktf";
import {
  ApigwWebsocketApiSfnSync,
  type ApigwWebsocketApiSfnSyncProps,
} from "../../../../stacks/apigw-websocket-api-sfn-sync";
import type { RouteProps } from "@sfn-websocket/constructs/options/route-props";
import { FAMILY_CASES } from "./family-cases";

/** A project to synthesize: what is put into the app, and the files that it reads. */
export interface Project {
  readonly files: Readonly<Record<string, string>>;
  readonly build: (app: App, root: string) => void;
}

/** What a plan is made of: a stack as it was applied, none for the first time, and as it is now, none to destroy it. */
export interface FixtureCase {
  readonly before?: Project;
  readonly after?: Project;
  /** Arguments of `terraform plan` beside the usual ones. */
  readonly planArguments?: readonly string[];
  /** Whether the two stacks are kept as well, to be compared without Terraform. */
  readonly isSynthesized?: true;
}

const WAIT = { StartAt: "Wait", States: { Wait: { Type: "Wait", Seconds: 3, End: true } } };

/** A workflow of which something of each kind changes. */
const ORDER_BEFORE = {
  QueryLanguage: "JSONata",
  StartAt: "Check",
  States: {
    Check: {
      Type: "Choice",
      Choices: [{ Condition: "{% $states.input.amount > 100 %}", Next: "Refuse" }],
      Default: "Prepare",
    },
    Prepare: {
      Type: "Parallel",
      Branches: [
        { StartAt: "Price", States: { Price: { Type: "Pass", Output: { price: 1 }, End: true } } },
        { StartAt: "Stock", States: { Stock: { Type: "Pass", End: true } } },
      ],
      Next: "Archive",
    },
    Archive: { Type: "Pass", Next: "Done" },
    Done: { Type: "Succeed" },
    Refuse: { Type: "Fail", Error: "TooMuch" },
  },
};

const ORDER_AFTER = {
  QueryLanguage: "JSONata",
  TimeoutSeconds: 20,
  StartAt: "Check",
  States: {
    Check: {
      Type: "Choice",
      Choices: [{ Condition: "{% $states.input.amount > 500 %}", Next: "Refuse" }],
      Default: "Prepare",
    },
    Prepare: {
      Type: "Parallel",
      Branches: [
        { StartAt: "Price", States: { Price: { Type: "Pass", Output: { price: 2 }, End: true } } },
        { StartAt: "Stock", States: { Stock: { Type: "Pass", End: true } } },
      ],
      Catch: [{ ErrorEquals: ["States.ALL"], Next: "Refuse" }],
      Next: "Each item",
    },
    "Each item": {
      Type: "Map",
      ItemProcessor: { StartAt: "Ship", States: { Ship: { Type: "Pass", End: true } } },
      Next: "Done",
    },
    Done: { Type: "Succeed" },
    Refuse: { Type: "Fail", Error: "TooMuch" },
  },
};

const RETRY = { ErrorEquals: ["States.TaskFailed"], IntervalSeconds: 1 };
const GET_ITEM = {
  Type: "Task",
  Resource: "arn:aws:states:::dynamodb:getItem",
  Parameters: { TableName: "orders", Key: { id: { "S.$": "$.id" } } },
};

/** A workflow that gains a task which nothing catches, and retries more often. */
const TASK_BEFORE = {
  StartAt: "Read",
  States: { Read: { ...GET_ITEM, Retry: [{ ...RETRY, MaxAttempts: 2 }], End: true } },
};
const TASK_AFTER = {
  StartAt: "Read",
  States: {
    Read: { ...GET_ITEM, Retry: [{ ...RETRY, MaxAttempts: 4 }], Next: "Tell" },
    Tell: {
      Type: "Task",
      Resource: "arn:aws:states:::sqs:sendMessage",
      Parameters: { QueueUrl: "https://sqs.us-east-1.amazonaws.com/123456789012/orders", "MessageBody.$": "$" },
      End: true,
    },
  },
};

/** Names and texts that Markdown, HTML, Mermaid and GitHub would take for their own. */
const HOSTILE_ROUTE = "a|b`c`<img src=x>@octocat #1 **x**";
const HOSTILE_WORKFLOW = {
  StartAt: "end",
  States: {
    end: { Type: "Pass", Next: 'a"]; %%{init: {}}%%' },
    'a"]; %%{init: {}}%%': { Type: "Pass", Next: "<script>alert(1)</script>" },
    "<script>alert(1)</script>": { Type: "Pass", Next: "```\n# `x` @octocat" },
    "```\n# `x` @octocat": { Type: "Pass", Next: "1. \u202etxt.exe" },
    "1. \u202etxt.exe": { Type: "Succeed" },
  },
};

type Options = Partial<ApigwWebsocketApiSfnSyncProps>;

/** The synchronous pattern with one route `order`. */
function sync(route: Partial<RouteProps> = {}, options: Options = {}, definition: unknown = WAIT): Project {
  return project({ order: { workflow: "order.asl.json", ...route } }, { options, definition });
}

function project(
  routes: Readonly<Record<string, RouteProps>>,
  { options, definition = WAIT }: { readonly options?: Options; readonly definition?: unknown } = {},
): Project {
  return {
    files: { "wait.asl.json": JSON.stringify(WAIT), "order.asl.json": JSON.stringify(definition, null, 2) },
    build: (app, root) => void new ApigwWebsocketApiSfnSync(app, "sync", { root, routes, ...options }),
  };
}

const wait = { workflow: "wait.asl.json" };
const hostile = { workflow: "order.asl.json", response: { template: "```\n</details>\n@octocat\n" } };
const TABLE = "arn:aws:dynamodb:us-east-1:123456789012:table/orders";

/** The fixtures by name: a new one is a line here. */
export const FIXTURE_CASES: Readonly<Record<string, FixtureCase>> = {
  ...FAMILY_CASES,
  create: { after: sync() },
  "no-change": { before: sync(), after: sync() },
  template: {
    before: sync({ response: { template: '{\n  "v": 1,\n  "id": "$context.requestId"\n}\n' } }),
    after: sync({ response: { template: '{\n  "v": 2,\n  "id": "$context.requestId"\n}\n' } }),
    isSynthesized: true,
  },
  workflow: { before: sync({}, {}, ORDER_BEFORE), after: sync({}, {}, ORDER_AFTER) },
  "route-removed": {
    before: project({ $default: wait, order: wait }),
    after: project({ $default: wait }),
    isSynthesized: true,
  },
  "route-mocked": {
    before: project({ $default: wait, order: wait }),
    after: project({ $default: { mock: "{}" }, order: wait }),
  },
  "task-added": { before: sync({}, {}, TASK_BEFORE), after: sync({ permissions: [] }, {}, TASK_AFTER) },
  settings: {
    before: sync({ throttle: { rateLimit: 5, burstLimit: 10 } }),
    after: sync(
      { throttle: { rateLimit: 500, burstLimit: 10 }, logLevel: "ALL", logExecutionData: true },
      { logRetentionInDays: 1, tags: { team: "orders" } },
    ),
  },
  "permissions-widened": {
    before: sync({ permissions: [{ actions: ["dynamodb:GetItem"], resources: [TABLE] }] }),
    after: sync({
      permissions: [
        { actions: ["dynamodb:GetItem", "dynamodb:PutItem"], resources: [TABLE] },
        { actions: ["sqs:SendMessage", "cloudwatch:PutMetricData"], resources: ["*"] },
      ],
    }),
  },
  region: { before: sync(), after: sync({}, { region: "eu-west-1" }) },
  renamed: {
    before: sync({}, { resourcePrefix: "blue" }),
    after: sync({}, { resourcePrefix: "green" }),
    isSynthesized: true,
  },
  "stage-renamed": { before: sync(), after: sync({}, { stageName: "prod" }) },
  "api-replaced": {
    before: sync(),
    after: sync(),
    planArguments: ["-replace=aws_apigatewayv2_api.WebSocketApi_CEC6B617"],
  },
  destroy: { before: sync() },
  hostile: {
    before: project({ $default: wait }),
    after: project(
      { $default: wait, [HOSTILE_ROUTE]: hostile },
      { options: { tags: { "a|b": "<b>@octocat</b> `#1`", "${x}": "%{y}" } }, definition: HOSTILE_WORKFLOW },
    ),
  },
};
