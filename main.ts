import { join } from "node:path";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { AssetType, TerraformAsset } from "cdktf";
import { ApiGatewayAccount } from "./stacks/api-gateway-account";
import { ApigwWebsocketApiSfnAsync } from "./stacks/apigw-websocket-api-sfn-async";
import { ApigwWebsocketApiSfnSync } from "./stacks/apigw-websocket-api-sfn-sync";
import { ApigwWsIntegrations } from "./stacks/apigw-ws-integrations";
import { writePolicy } from "@sfn-websocket/constructs/roles/policy-statements";
import { type BuildStack, synthesizeApp } from "./stacks/synthesize-app";
import { WebSocketStack } from "./stacks/websocket-stack";

/** The stacks by the names that the setting `stacks` chooses from; the first one is its default. Yours are lines here. */
const STACKS: Readonly<Record<string, BuildStack>> = {
  "apigw-websocket-api-sfn-sync": (app, id, props) =>
    new ApigwWebsocketApiSfnSync(app, id, {
      ...props,
      routes: {
        $default: { workflow: "workflows/wait.asl.json" },
      },
    }),
  "apigw-websocket-api-sfn-async": (app, id, props) => new ApigwWebsocketApiSfnAsync(app, id, props),
  "apigw-ws-integrations": (app, id, props) => new ApigwWsIntegrations(app, id, props),
  "api-gateway-account": (app, id, props) => new ApiGatewayAccount(app, id, props),
  orders: (app, id, props) => {
    const stack = new WebSocketStack(app, id, {
      ...props,
      routes: { $default: { mock: '{"error":"no such action"}' } },
    });
    stack.addRoute("order", {
      workflow: "workflows/place-order.asl.json",
      response: "output",
      substitutions: {
        OrdersTable: addOrders(stack).name,
        WarehouseQueue: addQueue(stack).url,
        ChargeFunction: addCharge(stack).arn,
      },
    });
    return stack;
  },
};

function addOrders(stack: WebSocketStack): DynamodbTable {
  return new DynamodbTable(stack, "Orders", {
    name: stack.nameResource("table", "orders"),
    billingMode: "PAY_PER_REQUEST",
    hashKey: "id",
    attribute: [{ name: "id", type: "S" }],
    pointInTimeRecovery: { enabled: true },
  });
}

function addQueue(stack: WebSocketStack): SqsQueue {
  const name = stack.nameResource("queue", "warehouse");
  return new SqsQueue(stack, "Warehouse", { name, sqsManagedSseEnabled: true });
}

/** The function that charges, which may write its log and nothing else. */
function addCharge(stack: WebSocketStack): LambdaFunction {
  const name = stack.nameResource("function", "charge");
  const code = new TerraformAsset(stack, "ChargeCode", {
    path: join(__dirname, "functions/charge"),
    type: AssetType.ARCHIVE,
  });
  const log = new CloudwatchLogGroup(stack, "ChargeLog", { name: `/aws/lambda/${name}`, retentionInDays: 30 });
  const role = new IamRole(stack, "ChargeRole", {
    name: stack.nameResource("role", "charge"),
    assumeRolePolicy: writePolicy({
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Principal: { Service: "lambda.amazonaws.com" },
    }),
  });
  const policy = new IamRolePolicy(stack, "ChargePolicy", {
    name: "log",
    role: role.name,
    policy: writePolicy({
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: `${log.arn}:*`,
    }),
  });
  return new LambdaFunction(stack, "Charge", {
    functionName: name,
    role: role.arn,
    runtime: "nodejs22.x",
    handler: "index.handler",
    filename: code.path,
    sourceCodeHash: code.assetHash,
    timeout: 5,
    dependsOn: [policy],
  });
}

synthesizeApp(__dirname, STACKS);
