import { join } from "node:path";
import { Testing, type TerraformStack } from "cdktf";
import type { JsonObject } from "@sfn-websocket/languages/jsonpath/json";
import { ApiGatewayAccount } from "../../stacks/api-gateway-account";
import { ApigwWebsocketApiSfnAsync } from "../../stacks/apigw-websocket-api-sfn-async";
import { ApigwWebsocketApiSfnSync } from "../../stacks/apigw-websocket-api-sfn-sync";
import { ApigwWsIntegrations } from "../../stacks/apigw-ws-integrations";
import type { PatternProps } from "../../stacks/stack-props";
import { listFindings } from "@sfn-websocket/tools/policy/list-findings";
import { type Grants, listGrants } from "@sfn-websocket/tools/policy/list-grants";

const ROOT = join(__dirname, "..", "..");
const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:quote";
const workflow = "workflows/wait.asl.json";

/** Every option that grants something, and those that look as if they might. */
const EVERY_OPTION: PatternProps = {
  root: ROOT,
  authorization: { functionArn: FUNCTION },
  apiKeys: { names: ["partner"] },
  accessLog: true,
  hasCloudWatchRole: true,
  kmsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  alarms: true,
  alarmTopicArn: "arn:aws:sns:us-east-1:123456789012:alarms",
  dashboard: true,
};

const TABLE = "arn:aws:dynamodb:us-east-1:123456789012:table/orders";
const ROUTES: PatternProps["routes"] = {
  $connect: { workflow, execution: "async" },
  $default: { workflow, permissions: [{ actions: ["dynamodb:GetItem"], resources: [TABLE] }], delivery: {} },
  later: { workflow: "workflows/wait-and-post.asl.json", execution: "async" },
  quote: { lambda: FUNCTION },
  ping: { mock: "{}" },
};

/** What each stack grants, by its name. */
const STACKS: Readonly<Record<string, () => TerraformStack>> = {
  sync: () => new ApigwWebsocketApiSfnSync(Testing.app(), "sync", { routes: ROUTES ?? {}, ...EVERY_OPTION }),
  async: () => new ApigwWebsocketApiSfnAsync(Testing.app(), "async", EVERY_OPTION),
  integrations: () =>
    new ApigwWsIntegrations(Testing.app(), "integrations", { ...EVERY_OPTION, connectionTable: true }),
  account: () => new ApiGatewayAccount(Testing.app(), "account"),
};

function readGrants(name: string): Grants {
  const terraform = JSON.parse(Testing.synth(STACKS[name]?.() as TerraformStack)) as JsonObject;
  return listGrants([{ stack: name, terraform }]);
}

it.each(Object.keys(STACKS))(
  "grants nothing in %s that is wider than it need be, or that nobody can explain",
  (name) => {
    const read = readGrants(name);
    expect(read.grants.length).toBeGreaterThan(1);
    expect(listFindings(read).map(({ message }) => message)).toEqual([]);
  },
);

it("finds what a route's permissions leave open", () => {
  const routes = {
    $default: { workflow, permissions: [{ actions: ["dynamodb:GetItem", "sqs:*"], resources: ["*"] }] },
  };
  const stack = new ApigwWebsocketApiSfnSync(Testing.app(), "open", { root: ROOT, routes });
  const terraform = JSON.parse(Testing.synth(stack)) as JsonObject;
  const where = "stack 'open', role 'open-api-us-east-1-default-workflow', policy 'tasks'";
  expect(listFindings(listGrants([{ stack: "open", terraform }])).map(({ message }) => message)).toEqual([
    `${where}: a resource could be named and is not, got 'dynamodb:GetItem' on '*'; name its ARN`,
    `${where}: a resource could be named and is not, got 'sqs:*' on '*'; name its ARN`,
    `${where}: an action stands for others, got 'sqs:*'; list those that are needed`,
  ]);
});
