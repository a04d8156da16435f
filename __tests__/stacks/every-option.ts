import { App, Testing, type TerraformStack } from "cdktf";
import { ApiGatewayAccount } from "../../stacks/api-gateway-account";
import { ApigwWebsocketApiSfnAsync } from "../../stacks/apigw-websocket-api-sfn-async";
import { ApigwWebsocketApiSfnSync } from "../../stacks/apigw-websocket-api-sfn-sync";
import { ApigwWsIntegrations } from "../../stacks/apigw-ws-integrations";
import type { RouteProps } from "@sfn-websocket/constructs/options/route-props";
import type { PatternProps } from "../../stacks/stack-props";
import { createProject, type Terraform } from "./synthesize-stack";

/** A stack's Terraform JSON, by the stack's id. */
export interface FamilyStack {
  readonly name: string;
  readonly json: Terraform;
}

const ACCOUNT = "123456789012";
export const KMS_KEY_ARN = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1a2b3c4d`;
export const FUNCTION_ARN = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:authorize`;

export const QUOTE_SCHEMA = JSON.stringify({
  $schema: "http://json-schema.org/draft-04/schema#",
  type: "object",
  required: ["action", "symbol"],
  properties: { action: { type: "string" }, symbol: { type: "string", maxLength: 5 } },
});

const PASS = JSON.stringify({ StartAt: "P", States: { P: { Type: "Pass", End: true } } });
const workflow = "workflows/pass.asl.json";

const FILES = { [workflow]: PASS, "models/quote.schema.json": QUOTE_SCHEMA };

/** Whatever every stack with an API may have, at once. */
const OBSERVED: PatternProps = {
  tags: { team: "quotes", cost: "47 11" },
  accessLog: true,
  hasCloudWatchRole: true,
  kmsKeyArn: KMS_KEY_ARN,
  alarms: true,
  alarmTopicArn: `arn:aws:sns:us-east-1:${ACCOUNT}:alarms`,
  dashboard: true,
  throttle: { rateLimit: 500, burstLimit: 250 },
  detailedMetrics: true,
};

const throttle = { rateLimit: 50, burstLimit: 25 };

/** Routes of every kind, with every option between them. */
export const EVERY_ROUTE: Readonly<Record<string, RouteProps>> = {
  $default: { workflow, response: "output", executionLogLevel: "INFO", throttle },
  quote: { workflow, model: "models/quote.schema.json", delivery: {}, timeoutMilliseconds: 5_000 },
  ping: { mock: '{"type":"pong"}' },
  echo: { lambda: FUNCTION_ARN },
  queue: { sqs: `arn:aws:sqs:us-east-1:${ACCOUNT}:orders.fifo` },
  topic: { sns: `arn:aws:sns:us-east-1:${ACCOUNT}:orders`, response: { template: '{"type":"taken"}' } },
  bus: { events: `arn:aws:events:us-east-1:${ACCOUNT}:event-bus/orders`, source: "shop" },
  post: { http: "https://api.example.com/quotes", response: "none" },
  later: {
    workflow,
    execution: "async",
    input: "$.data",
    permissions: [{ actions: ["sns:Publish"], resources: [`arn:aws:sns:us-east-1:${ACCOUNT}:alarms`] }],
    logLevel: "ALL",
  },
};

const STACKS: Readonly<Record<string, (app: App, root: string) => TerraformStack>> = {
  "api-gateway-account": (app, root) => new ApiGatewayAccount(app, "api-gateway-account", { root }),
  "every-route": (app, root) =>
    new ApigwWebsocketApiSfnSync(app, "every-route", {
      ...OBSERVED,
      root,
      routes: EVERY_ROUTE,
      rolePath: "/chat/",
      permissionsBoundary: "arn:aws:iam::aws:policy/AdministratorAccess",
      authorization: { functionArn: FUNCTION_ARN },
      apiKeys: { names: ["acme", "globex"], throttle, quota: { limit: 100_000, period: "DAY" } },
      customDomain: {
        domainName: "chat.example.com",
        certificateArn: `arn:aws:acm:us-east-1:${ACCOUNT}:certificate/1a2b`,
        hostedZoneId: "Z0123456789ABCDEFGHIJ",
        mappingKey: "v1",
      },
    }),
  "signed-callers": (app, root) =>
    new ApigwWebsocketApiSfnSync(app, "signed-callers", {
      root,
      authorization: "AWS_IAM",
      routeSelectionExpression: "$request.body.[2]",
      routes: { $default: { workflow }, Heartbeat: { workflow, response: "none" } },
      customDomain: {
        domainName: "signed.example.com",
        certificateArn: `arn:aws:acm:us-east-1:${ACCOUNT}:certificate/1a2b`,
      },
    }),
  "apigw-websocket-api-sfn-async": (app, root) =>
    new ApigwWebsocketApiSfnAsync(app, "apigw-websocket-api-sfn-async", { root }),
  "apigw-ws-integrations": (app, root) =>
    new ApigwWsIntegrations(app, "apigw-ws-integrations", { ...OBSERVED, root, apiKeys: { names: ["acme"] } }),
};

/** Every stack, with every option in one of them. */
export const EVERY_STACK: readonly FamilyStack[] = Object.entries(STACKS).map(([name, build]) => {
  const root = createProject(FILES);
  const app = new App({ outdir: `${root}/cdktf.out`, stackTraces: false });
  return { name, json: JSON.parse(Testing.synth(build(app, root), true)) as Terraform };
});
