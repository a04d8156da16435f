import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Testing } from "cdktf";
import { ApigwWebsocketApiSfnSync } from "../../stacks/apigw-websocket-api-sfn-sync";
import { ROUTE_KINDS } from "@sfn-websocket/constructs/routes/route-options";
import type {
  LambdaRouteProps,
  MockRouteProps,
  RouteProps,
  WorkflowRouteProps,
} from "@sfn-websocket/constructs/options/route-props";
import type { PatternProps, WebSocketStackProps } from "../../stacks/stack-props";
import type {
  EventsRouteProps,
  HttpRouteProps,
  SnsRouteProps,
  SqsRouteProps,
} from "@sfn-websocket/constructs/options/target-props";
import { STACK_OPTIONS } from "../../stacks/stack-options";
import { FUNCTION_ARN, KMS_KEY_ARN } from "./every-option";
import { FILES, workflow } from "./synthesize-options";
import { createProject } from "./synthesize-stack";

/** A workflow with a placeholder. */
const OTHER = "workflows/other.asl.json";
const ROOT_FILES = {
  ...FILES,
  [OTHER]: JSON.stringify({ StartAt: "P", States: { P: { Type: "Pass", Comment: "${Name}", End: true } } }),
};
const ANOTHER_ROOT_FILES = {
  ...ROOT_FILES,
  [workflow]: JSON.stringify({ StartAt: "P", States: { P: { Type: "Succeed" } } }),
};

type Samples<Props> = { readonly [K in keyof Props]-?: NonNullable<Props[K]> };

const SHARED = {
  executionLogLevel: "INFO",
  throttle: { rateLimit: 5, burstLimit: 5 },
  detailedMetrics: true,
  model: "models/quote.schema.json",
} as const;

const ROLE_ARN = "arn:aws:iam::123456789012:role/theirs";
const WORKFLOW: Samples<WorkflowRouteProps> = {
  ...SHARED,
  workflow: "workflows/wait.asl.json",
  execution: "async",
  input: "$.data",
  requestTemplate: '{"stateMachineArn":"$stateMachineArn"}',
  workflowRoleArn: ROLE_ARN,
  integrationRoleArn: ROLE_ARN,
  permissions: [{ actions: ["sns:Publish"], resources: ["*"] }],
  substitutions: { Name: "name" },
  response: "output",
  logLevel: "ALL",
  logExecutionData: true,
  delivery: {},
  timeoutMilliseconds: 5_000,
};
const MOCK: Samples<MockRouteProps> = { ...SHARED, mock: "other" };
const LAMBDA: Samples<LambdaRouteProps> = {
  ...SHARED,
  lambda: `${FUNCTION_ARN}-b`,
  integrationRoleArn: ROLE_ARN,
  response: "none",
  timeoutMilliseconds: 5_000,
};

const HANDING = { ...SHARED, timeoutMilliseconds: 5_000, integrationRoleArn: ROLE_ARN, response: "none" } as const;
const arn = (service: string, name: string) => `arn:aws:${service}:us-east-1:123456789012:${name}`;
const SQS: Samples<SqsRouteProps> = { ...HANDING, sqs: arn("sqs", "b"), fifo: true };
const SNS: Samples<SnsRouteProps> = { ...HANDING, sns: arn("sns", "b"), fifo: true };
const EVENTS: Samples<EventsRouteProps> = { ...HANDING, events: arn("events", "event-bus/b"), source: "shop" };
const HTTP: Samples<HttpRouteProps> = {
  ...SHARED,
  timeoutMilliseconds: 5_000,
  http: "https://b.example",
  response: "none",
};

/** A value of each option, beside what it changes; the compiler asks for new ones. */
const KINDS: Readonly<Record<string, { readonly base: RouteProps; readonly samples: object }>> = {
  workflow: { base: { workflow }, samples: WORKFLOW },
  mock: { base: { mock: "{}" }, samples: MOCK },
  lambda: { base: { lambda: FUNCTION_ARN }, samples: LAMBDA },
  sqs: { base: { sqs: arn("sqs", "a") }, samples: SQS },
  sns: { base: { sns: arn("sns", "a") }, samples: SNS },
  events: { base: { events: arn("events", "event-bus/a") }, samples: EVENTS },
  http: { base: { http: "https://a.example" }, samples: HTTP },
};

const STACK: Samples<WebSocketStackProps> = {
  routes: { $default: { mock: "{}" } },
  routeSelectionExpression: "$request.body.[2]",
  throttle: { rateLimit: 5, burstLimit: 5 },
  executionLogLevel: "ERROR",
  detailedMetrics: true,
  authorization: "AWS_IAM",
  apiKeys: { names: ["acme"] },
  connectionTable: true,
  edge: true,
  customDomain: {
    domainName: "chat.example.com",
    certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1a2b",
  },
  accessLog: true,
  dualStack: true,
  hasCloudWatchRole: true,
  logRetentionInDays: 7,
  kmsKeyArn: KMS_KEY_ARN,
  permissionsBoundary: "arn:aws:iam::123456789012:policy/boundary",
  rolePath: "/chat/",
  alarms: true,
  alarmTopicArn: "arn:aws:sns:us-east-1:123456789012:alarms",
  dashboard: true,
  stateMachineTimeouts: { create: "10m" },
  stageName: "prod",
  region: "eu-west-1",
  stackName: "chat",
  resourcePrefix: "blue",
  environment: "prod",
  workspace: "pr-7",
  tags: { team: "quotes" },
  backend: { type: "s3", bucket: "states", region: "us-east-1", key: "a.tfstate" },
  root: createProject(ANOTHER_ROOT_FILES),
};

/** What an option needs beside it to have an effect. */
const WITH: Readonly<Record<string, PatternProps>> = {
  alarmTopicArn: { alarms: true },
  hasCloudWatchRole: { accessLog: true },
};

const root = createProject(ROOT_FILES);
const outdir = mkdtempSync(join(tmpdir(), "options-"));
afterAll(() => rmSync(outdir, { recursive: true }));

/** The Terraform JSON of a stack, with the warnings of its synthesis. */
function synthesize(props: PatternProps): string {
  const app = new App({ outdir, stackTraces: false });
  const stack = new ApigwWebsocketApiSfnSync(app, "demo", { root, ...props });
  const warnings = stack.node.findAll().flatMap(({ node }) => node.metadata.map(({ data }) => String(data)));
  return JSON.stringify([Testing.synth(stack, true), warnings]);
}

it("synthesizes the same twice", () => expect(synthesize({})).toBe(synthesize({})));

it.each(Object.entries(ROUTE_KINDS).flatMap(([kind, rows]) => Object.keys(rows).map((name) => [name, kind] as const)))(
  "changes what is synthesized by the option %s of a route with %s",
  (name, kind) => {
    const { base, samples } = KINDS[kind]!;
    const before = name === "substitutions" ? { ...base, workflow: OTHER } : base;
    const value = new Map<string, unknown>(Object.entries(samples)).get(name);
    const synthesizeRoute = (route: object) => synthesize({ routes: { quote: route as RouteProps } });
    const other = name === "substitutions" ? { Name: "other" } : undefined;
    expect(synthesizeRoute({ ...before, [name]: value })).not.toBe(
      synthesizeRoute({ ...before, ...(other && { [name]: other }) }),
    );
  },
);

it.each(Object.keys(STACK_OPTIONS))("changes what is synthesized by the stack's option %s", (name) => {
  const base = WITH[name] ?? {};
  const value = new Map<string, unknown>(Object.entries(STACK)).get(name);
  expect(synthesize({ ...base, [name]: value })).not.toBe(synthesize(base));
});
