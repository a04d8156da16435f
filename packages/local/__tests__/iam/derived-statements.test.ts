import type { JsonObject } from "@sfn-websocket/languages/json";
import { deriveStatements } from "@sfn-websocket/languages/states-language/permissions/derive-statements";
import { createIam } from "../../iam/iam";

const ACCOUNT = "123456789012";
const MACHINE = `arn:aws:states:us-east-1:${ACCOUNT}:stateMachine:order`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/order`;
const at = (service: string, rest: string) => `arn:aws:${service}:us-east-1:${ACCOUNT}:${rest}`;

/** What IAM is asked when a call is made. */
type Question = readonly [action: string, resource: string, keys?: Readonly<Record<string, string>>];

/** Calls with what IAM is asked about each, and a question about a neighbour that it must not allow. */
const CALLS: readonly (readonly [call: string, given: JsonObject, asked: readonly Question[], other: Question])[] = [
  [
    "lambda:invoke",
    { FunctionName: "price" },
    [["lambda:InvokeFunction", at("lambda", "function:price")]],
    ["lambda:InvokeFunction", at("lambda", "function:price2")],
  ],
  [
    "dynamodb:putItem",
    { TableName: "orders" },
    [["dynamodb:PutItem", at("dynamodb", "table/orders")]],
    ["dynamodb:DeleteItem", at("dynamodb", "table/orders")],
  ],
  [
    "aws-sdk:dynamodb:query",
    { TableName: "orders", IndexName: "day" },
    [["dynamodb:Query", at("dynamodb", "table/orders/index/day")]],
    ["dynamodb:Query", at("dynamodb", "table/orders")],
  ],
  [
    "sqs:sendMessage",
    { QueueUrl: `https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/orders` },
    [["sqs:SendMessage", at("sqs", "orders")]],
    ["sqs:SendMessage", at("sqs", "orders-dead")],
  ],
  [
    "sns:publish",
    { TopicArn: at("sns", "orders") },
    [["sns:Publish", at("sns", "orders")]],
    ["sns:Publish", at("sns", "alarms")],
  ],
  [
    "events:putEvents",
    { Entries: [{ Detail: {} }] },
    [["events:PutEvents", at("events", "event-bus/default")]],
    ["events:PutEvents", at("events", "event-bus/shop")],
  ],
  [
    "states:startExecution.sync",
    { StateMachineArn: at("states", "stateMachine:pack") },
    [
      ["states:StartExecution", at("states", "stateMachine:pack")],
      ["states:DescribeExecution", at("states", "execution:pack:1a2b")],
      ["states:StopExecution", at("states", "execution:pack:1a2b")],
      ["events:PutRule", at("events", "rule/StepFunctionsGetEventsForStepFunctionsExecutionRule")],
    ],
    ["states:StopExecution", at("states", "execution:order:1a2b")],
  ],
  [
    "apigateway:invoke",
    {
      ApiEndpoint: "abc.execute-api.us-east-1.amazonaws.com",
      Stage: "prod",
      AuthType: "IAM_ROLE",
      Method: "GET",
      Path: "orders",
    },
    [["execute-api:Invoke", at("execute-api", "abc/prod/GET/orders")]],
    ["execute-api:Invoke", at("execute-api", "abc/prod/POST/orders")],
  ],
  [
    "apigateway:invoke",
    {
      ApiEndpoint: "abc.execute-api.us-east-1.amazonaws.com",
      Stage: "prod",
      AuthType: "IAM_ROLE",
      Method: "POST",
      Path: "{% '/@connections/' & $id %}",
    },
    [["execute-api:ManageConnections", at("execute-api", "abc/prod/POST/@connections/{connectionId}")]],
    ["execute-api:ManageConnections", at("execute-api", "abc/prod/DELETE/@connections/{connectionId}")],
  ],
  [
    "http:invoke",
    {
      ApiEndpoint: "https://a.example/b",
      Method: "GET",
      Authentication: { ConnectionArn: at("events", "connection/shop/1a2b") },
    },
    [
      [
        "states:InvokeHTTPEndpoint",
        MACHINE,
        { "states:HTTPEndpoint": "https://a.example/b", "states:HTTPMethod": "GET" },
      ],
      ["events:RetrieveConnectionCredentials", at("events", "connection/shop/1a2b")],
      ["secretsmanager:GetSecretValue", at("secretsmanager", "secret:events!connection/shop/3c4d-AbCdEf")],
    ],
    ["states:InvokeHTTPEndpoint", MACHINE, { "states:HTTPEndpoint": "https://b.example/", "states:HTTPMethod": "GET" }],
  ],
  [
    "aws-sdk:s3:getObject",
    { Bucket: "shop", Key: "{% $key %}" },
    [["s3:GetObject", "arn:aws:s3:::shop/a/b.json"]],
    ["s3:GetObject", "arn:aws:s3:::shop2/a"],
  ],
  [
    "aws-sdk:secretsmanager:getSecretValue",
    { SecretId: "key" },
    [["secretsmanager:GetSecretValue", at("secretsmanager", "secret:key-AbCdEf")]],
    ["secretsmanager:GetSecretValue", at("secretsmanager", "secret:key-two-AbCdEf")],
  ],
];

/** Answers questions as IAM does to the role of a workflow with these statements. */
function createRole(statements: readonly object[]) {
  const iam = createIam({ accountId: ACCOUNT, partition: "aws", now: () => 0 });
  const print = (list: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement: list });
  const principal = { Service: "states.amazonaws.com" };
  const trust = print([{ Effect: "Allow", Action: "sts:AssumeRole", Principal: principal }]);
  iam.createRole({ roleName: "order", path: "/", assumeRolePolicyDocument: trust });
  if (statements.length > 0)
    iam.putRolePolicy({ roleName: "order", policyName: "calls", policyDocument: print(statements) });
  const session = { roleArn: ROLE, principalService: "states.amazonaws.com", sessionName: "order" };
  return ([action, resource, conditionKeys = {}]: Question) =>
    iam.authorize({ ...session, action, resource, conditionKeys }).allowed;
}

it.each(CALLS)("%s with %j is allowed by what follows from it, its neighbour is not", (call, given, asked, other) => {
  const task = { Type: "Task", Resource: `arn:aws:states:::${call}`, Arguments: given, End: true };
  const machine = { StartAt: "Do", States: { Do: task } };
  const place = { partition: "aws", region: "us-east-1", account: ACCOUNT, stateMachineArn: MACHINE };
  const { statements, problems } = deriveStatements(machine, place, { actions: [] });
  expect(problems).toEqual([]);
  const may = createRole(
    statements.map(({ actions, resources, condition }) => ({
      Effect: "Allow",
      Action: actions,
      Resource: resources,
      ...(condition && { Condition: condition }),
    })),
  );
  expect(asked.map(may)).toEqual(asked.map(() => true));
  expect(asked.map(createRole([]))).toEqual(asked.map(() => false));
  expect(may(other)).toBe(false);
});
