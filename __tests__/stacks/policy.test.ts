import { join } from "node:path";
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { Testing, type TerraformStack } from "cdktf";
import type { JsonObject } from "@sfn-websocket/languages/json";
import { ApiGatewayAccount } from "../../stacks/api-gateway-account";
import { ApigwWebsocketApiSfnAsync } from "../../stacks/apigw-websocket-api-sfn-async";
import { ApigwWebsocketApiSfnSync } from "../../stacks/apigw-websocket-api-sfn-sync";
import { ApigwWsIntegrations } from "../../stacks/apigw-ws-integrations";
import type { WorkflowRouteProps } from "@sfn-websocket/constructs/options/route-props";
import type { PatternProps } from "../../stacks/stack-props";
import { SynthesisError } from "@sfn-websocket/constructs/options/synthesis-error";
import { createProject } from "./synthesize-stack";
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
  queue: { sqs: "arn:aws:sqs:us-east-1:123456789012:orders" },
  topic: { sns: "arn:aws:sns:us-east-1:123456789012:orders" },
  bus: { events: "arn:aws:events:us-east-1:123456789012:event-bus/orders" },
  post: { http: "https://api.example.com" },
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

describe("what follows from a definition", () => {
  const CHARGE = JSON.stringify({
    QueryLanguage: "JSONata",
    StartAt: "Charge",
    States: {
      Charge: {
        Type: "Task",
        Resource: "arn:${Partition}:states:::lambda:invoke",
        Arguments: { FunctionName: "${Charge}", Payload: "{% $states.input %}" },
        Next: "Keep",
      },
      Keep: {
        Type: "Task",
        Resource: "arn:${Partition}:states:::dynamodb:putItem",
        Arguments: { TableName: "${Orders}", Item: { id: { S: "1" } } },
        Next: "Look",
      },
      Look: {
        Type: "Task",
        Resource: "arn:${Partition}:states:::dynamodb:getItem",
        Arguments: { TableName: "${Orders}", Key: { id: { S: "1" } } },
        End: true,
      },
    },
  });

  /** What the workflow's role is granted beside what every workflow's is: `policy: actions on resources, why`. */
  function grant(route: Partial<WorkflowRouteProps>, definition = CHARGE): readonly string[] {
    const root = createProject({ "workflows/charge.asl.json": definition });
    const stack = new ApigwWebsocketApiSfnSync(Testing.app(), "shop", { root, routes: { $default: { workflow } } });
    const orders = new DynamodbTable(stack, "Orders", { name: stack.nameResource("table", "orders"), hashKey: "id" });
    const charge = new LambdaFunction(stack, "Charge", { functionName: "charge", role: "arn:aws:iam::1:role/charge" });
    const substitutions = { Orders: orders.name, Charge: charge.functionName };
    stack.addRoute("order", { workflow: "workflows/charge.asl.json", substitutions, ...route });
    const terraform = JSON.parse(Testing.synth(stack)) as JsonObject;
    const read = listGrants([{ stack: "shop", terraform }]);
    expect(listFindings(read)).toEqual([]);
    return read.grants
      .filter(({ role, policy }) => role.endsWith("-order-workflow") && (policy === "calls" || policy === "tasks"))
      .map(
        ({ policy, actions, resources, reasons }) =>
          `${policy}: ${actions.join(" ")} on ${resources.join(" ")}, ${reasons.map(({ why }) => why).join()}`,
      );
  }

  it("is granted on the resources that it names, and says which states call them", () => {
    expect(grant({})).toEqual([
      "calls: lambda:InvokeFunction on function charge, the workflow's state 'Charge' calls lambda:invoke",
      "calls: dynamodb:PutItem on table shop-api-us-east-1-orders, the workflow's state 'Keep' calls dynamodb:putItem",
      "calls: dynamodb:GetItem on table shop-api-us-east-1-orders, the workflow's state 'Look' calls dynamodb:getItem",
    ]);
  });

  it("is replaced, action by action, by a route's permissions", () => {
    const permissions = [{ actions: ["dynamodb:*Item"], resources: ["arn:aws:dynamodb:us-east-1:1:table/orders-*"] }];
    expect(grant({ permissions })).toEqual([
      "calls: lambda:InvokeFunction on function charge, the workflow's state 'Charge' calls lambda:invoke",
      "tasks: dynamodb:*Item on arn:aws:dynamodb:us-east-1:1:table/orders-*, granted by the route's `permissions`",
    ]);
  });

  it("fails where only the data tells the resource, with what to write", () => {
    const open = CHARGE.replaceAll('"${Orders}"', "\"{% $states.input.table & '${Orders}' %}\"");
    const where = "route 'order': workflow 'workflows/charge.asl.json': /States";
    const got = "got TableName '$states.input.table & '${aws_dynamodb_table.Orders.name}''";
    expect(() => grant({}, open)).toThrow(
      new SynthesisError(
        ["Keep calls dynamodb:putItem", "Look calls dynamodb:getItem"].map(
          (call, at) =>
            `${where}/${call}, and which resource that is on cannot be known, ${got}; grant it by permissions: [{ actions: ["dynamodb:${at === 0 ? "Put" : "Get"}Item"], resources: ["arn:..."] }]`,
        ),
      ),
    );
  });
});
