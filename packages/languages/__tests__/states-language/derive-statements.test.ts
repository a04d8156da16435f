import type { JsonObject } from "../../json";
import { deriveStatements, listNeededActions } from "../../states-language/permissions/derive-statements";

const PLACE = {
  partition: "aws",
  region: "us-east-1",
  account: "123456789012",
  stateMachineArn: "arn:aws:states:us-east-1:123456789012:stateMachine:order",
};

/** What a Task with these fields needs: its statements as `actions on resources`, or its problems. */
function derive(resource: string, fields: JsonObject, granted: readonly string[] = []): readonly string[] {
  const name = resource.startsWith("arn:") || resource.startsWith("${") ? resource : `arn:aws:states:::${resource}`;
  const machine = { StartAt: "Do", States: { Do: { Type: "Task", Resource: name, ...fields, End: true } } };
  return show(machine, granted);
}

function show(machine: JsonObject, granted: readonly string[] = []): readonly string[] {
  const { statements, problems } = deriveStatements(machine, PLACE, { actions: granted });
  return [
    ...statements.map(({ actions, resources, condition }) => {
      const when = condition === undefined ? "" : ` if ${JSON.stringify(condition)}`;
      return `${actions.join(" ")} on ${resources.join(" ")}${when}`;
    }),
    ...problems,
  ];
}

const table = (name: string) => `arn:aws:dynamodb:us-east-1:123456789012:table/${name}`;

describe("the statements of a call", () => {
  it.each<[string, JsonObject, ...string[]]>([
    [
      "lambda:invoke",
      { FunctionName: "price" },
      "lambda:InvokeFunction on arn:aws:lambda:us-east-1:123456789012:function:price",
    ],
    [
      "lambda:invoke.waitForTaskToken",
      { FunctionName: "arn:aws:lambda:eu-west-1:1:function:a", Qualifier: "live" },
      "lambda:InvokeFunction on arn:aws:lambda:eu-west-1:1:function:a:live",
    ],
    [
      "lambda:invoke",
      { FunctionName: "${aws_lambda_function.F.function_name}" },
      "lambda:InvokeFunction on ${aws_lambda_function.F.arn}",
    ],
    [
      "lambda:invoke",
      { FunctionName: "210987654321:function:price:live" },
      "lambda:InvokeFunction on arn:aws:lambda:us-east-1:210987654321:function:price:live",
    ],
    [
      "lambda:invoke",
      { FunctionName: "{% 'price' %}" },
      "lambda:InvokeFunction on arn:aws:lambda:us-east-1:123456789012:function:price",
    ],
    [
      "arn:aws:lambda:us-east-1:123456789012:function:price",
      {},
      "lambda:InvokeFunction on arn:aws:lambda:us-east-1:123456789012:function:price",
    ],
    ["${aws_lambda_function.F.qualified_arn}", {}, "lambda:InvokeFunction on ${aws_lambda_function.F.qualified_arn}"],
    ["dynamodb:putItem", { TableName: "orders" }, `dynamodb:PutItem on ${table("orders")}`],
    [
      "dynamodb:getItem",
      { TableName: "${aws_dynamodb_table.T.name}" },
      "dynamodb:GetItem on ${aws_dynamodb_table.T.arn}",
    ],
    [
      "dynamodb:getItem",
      { TableName: "${data.aws_dynamodb_table.T.id}" },
      "dynamodb:GetItem on ${data.aws_dynamodb_table.T.arn}",
    ],
    [
      "dynamodb:getItem",
      { TableName: "orders-${terraform.workspace}" },
      `dynamodb:GetItem on ${table("orders-${terraform.workspace}")}`,
    ],
    [
      "aws-sdk:dynamodb:query",
      { TableName: "orders", IndexName: "by-day" },
      `dynamodb:Query on ${table("orders/index/by-day")}`,
    ],
    [
      "aws-sdk:dynamodb:batchGetItem",
      { RequestItems: { a: {}, b: {} } },
      `dynamodb:BatchGetItem on ${table("a")} ${table("b")}`,
    ],
    [
      "aws-sdk:dynamodb:transactWriteItems",
      {
        TransactItems: [
          { Put: { TableName: "a" } },
          { ConditionCheck: { TableName: "b" } },
          { Put: { TableName: "c" } },
        ],
      },
      `dynamodb:PutItem on ${table("a")} ${table("c")}`,
      `dynamodb:ConditionCheckItem on ${table("b")}`,
    ],
    [
      "sqs:sendMessage",
      { QueueUrl: "https://sqs.eu-west-1.amazonaws.com/123456789012/orders.fifo" },
      "sqs:SendMessage on arn:aws:sqs:eu-west-1:123456789012:orders.fifo",
    ],
    [
      "sqs:sendMessage",
      { QueueUrl: "https://sqs-fips.us-gov-west-1.amazonaws.com/123456789012/orders" },
      "sqs:SendMessage on arn:aws:sqs:us-gov-west-1:123456789012:orders",
    ],
    ["sqs:sendMessage", { QueueUrl: "${aws_sqs_queue.Q.url}" }, "sqs:SendMessage on ${aws_sqs_queue.Q.arn}"],
    [
      "aws-sdk:sqs:sendMessageBatch",
      { QueueUrl: "${aws_sqs_queue.Q.id}" },
      "sqs:SendMessage on ${aws_sqs_queue.Q.arn}",
    ],
    [
      "sqs:sendMessage",
      {
        QueueUrl: "https://sqs.us-east-1.${data.aws_partition.P.dns_suffix}/${data.aws_caller_identity.C.account_id}/q",
      },
      "sqs:SendMessage on arn:aws:sqs:us-east-1:${data.aws_caller_identity.C.account_id}:q",
    ],
    ["sns:publish", { TopicArn: "${aws_sns_topic.T.arn}" }, "sns:Publish on ${aws_sns_topic.T.arn}"],
    ["sns:publish", { TopicArn: "${var.topic}" }, "sns:Publish on ${var.topic}"],
    [
      "events:putEvents",
      { Entries: [{ EventBusName: "shop" }, {}, { EventBusName: "${aws_cloudwatch_event_bus.B.name}" }] },
      "events:PutEvents on arn:aws:events:us-east-1:123456789012:event-bus/shop arn:aws:events:us-east-1:123456789012:event-bus/default ${aws_cloudwatch_event_bus.B.arn}",
    ],
    [
      "states:startExecution",
      { StateMachineArn: "arn:aws:states:us-east-1:1:stateMachine:a" },
      "states:StartExecution on arn:aws:states:us-east-1:1:stateMachine:a",
    ],
    [
      "states:startExecution.sync:2",
      { StateMachineArn: "${aws_sfn_state_machine.M.id}" },
      "states:StartExecution on ${aws_sfn_state_machine.M.arn}",
      "states:DescribeExecution states:StopExecution on arn:aws:states:us-east-1:123456789012:execution:${aws_sfn_state_machine.M.name}:*",
      "events:PutTargets events:PutRule events:DescribeRule on arn:aws:events:us-east-1:123456789012:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule",
    ],
    [
      "states:startExecution.sync",
      { StateMachineArn: "arn:aws:states:us-east-1:1:stateMachine:a:live" },
      "states:StartExecution on arn:aws:states:us-east-1:1:stateMachine:a",
      "states:DescribeExecution states:StopExecution on arn:aws:states:us-east-1:1:execution:a:*",
      "events:PutTargets events:PutRule events:DescribeRule on arn:aws:events:us-east-1:123456789012:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule",
    ],
    [
      "aws-sdk:sfn:startExecution",
      { StateMachineArn: "${aws_sfn_state_machine.M.state_machine_version_arn}" },
      "states:StartExecution on ${aws_sfn_state_machine.M.arn}",
    ],
    ["aws-sdk:sfn:startSyncExecution", { StateMachineArn: "arn:a:b" }, "states:StartSyncExecution on arn:a:b"],
    [
      "apigateway:invoke",
      {
        ApiEndpoint: "abc.execute-api.us-east-1.amazonaws.com",
        Stage: "prod",
        AuthType: "IAM_ROLE",
        Method: "GET",
        Path: "/orders",
      },
      "execute-api:Invoke on arn:aws:execute-api:us-east-1:123456789012:abc/prod/GET/orders",
    ],
    [
      "apigateway:invoke",
      {
        ApiEndpoint: "abc.execute-api.eu-west-1.amazonaws.com",
        Stage: "prod",
        AuthType: "IAM_ROLE",
        Method: "GET",
        Path: "/orders",
      },
      "execute-api:Invoke on arn:aws:execute-api:eu-west-1:123456789012:abc/prod/GET/orders",
    ],
    [
      "apigateway:invoke",
      {
        ApiEndpoint: "${aws_api_gateway_rest_api.A.id}.execute-api.us-east-1.amazonaws.com",
        Stage: "prod",
        AuthType: "IAM_ROLE",
        Method: "GET",
        Path: "{% $p %}",
      },
      "execute-api:Invoke on arn:aws:execute-api:us-east-1:123456789012:${aws_api_gateway_rest_api.A.id}/prod/GET/*",
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
      "execute-api:ManageConnections on arn:aws:execute-api:us-east-1:123456789012:abc/prod/POST/@connections/*",
    ],
    [
      "http:invoke",
      {
        ApiEndpoint: "https://a.example/b",
        Method: "GET",
        Authentication: { ConnectionArn: "arn:aws:events:us-east-1:1:connection/shop/1a2b" },
      },
      `states:InvokeHTTPEndpoint on ${PLACE.stateMachineArn} if {"StringEquals":{"states:HTTPEndpoint":"https://a.example/b","states:HTTPMethod":"GET"}}`,
      "events:RetrieveConnectionCredentials on arn:aws:events:us-east-1:1:connection/shop/1a2b",
      "secretsmanager:GetSecretValue secretsmanager:DescribeSecret on arn:aws:secretsmanager:us-east-1:1:secret:events!connection/shop/*",
    ],
    [
      "http:invoke",
      {
        ApiEndpoint: "https://a.example/b",
        Method: "GET",
        Authentication: { ConnectionArn: "${aws_cloudwatch_event_connection.C.arn}" },
      },
      `states:InvokeHTTPEndpoint on ${PLACE.stateMachineArn} if {"StringEquals":{"states:HTTPEndpoint":"https://a.example/b","states:HTTPMethod":"GET"}}`,
      "events:RetrieveConnectionCredentials on ${aws_cloudwatch_event_connection.C.arn}",
      "secretsmanager:GetSecretValue secretsmanager:DescribeSecret on ${aws_cloudwatch_event_connection.C.secret_arn}",
    ],
    [
      "aws-sdk:s3:getObject",
      { Bucket: "${aws_s3_bucket.B.id}", Key: "a/b.json" },
      "s3:GetObject on ${aws_s3_bucket.B.arn}/a/b.json",
    ],
    ["aws-sdk:s3:putObject", { Bucket: "shop", Key: "{% $k %}" }, "s3:PutObject on arn:aws:s3:::shop/*"],
    [
      "aws-sdk:s3:putObject",
      { Bucket: "shop", Key: "a", ACL: "bucket-owner-full-control", Tagging: "{% $t %}", GrantRead: "id=1" },
      "s3:PutObject s3:PutObjectAcl s3:PutObjectTagging on arn:aws:s3:::shop/a",
    ],
    [
      "aws-sdk:s3:putObject",
      { Bucket: "shop", Key: "a", Acl: "private" },
      "s3:PutObject s3:PutObjectAcl on arn:aws:s3:::shop/a",
    ],
    ...(["get", "head", "delete"] as const).map((verb): [string, JsonObject, string] => [
      `aws-sdk:s3:${verb}Object`,
      { Bucket: "shop", Key: "a", VersionId: "{% $v %}" },
      `s3:${verb === "delete" ? "Delete" : "Get"}ObjectVersion on arn:aws:s3:::shop/a`,
    ]),
    [
      "aws-sdk:secretsmanager:getSecretValue",
      { SecretId: "shop/key" },
      "secretsmanager:GetSecretValue on arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/key-??????",
    ],
    [
      "aws-sdk:secretsmanager:getSecretValue",
      { SecretId: "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/key-AbCdEf" },
      "secretsmanager:GetSecretValue on arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/key-AbCdEf",
    ],
    [
      "aws-sdk:secretsmanager:getSecretValue",
      { SecretId: "{% $id %}" },
      `/States/Do calls aws-sdk:secretsmanager:getSecretValue, and which resource that is on cannot be known, got SecretId '$id'; grant it by permissions: [{ actions: ["secretsmanager:GetSecretValue"], resources: ["arn:..."] }]`,
    ],
    [
      "aws-sdk:ssm:getParameter",
      { Name: "/shop/key" },
      "ssm:GetParameter on arn:aws:ssm:us-east-1:123456789012:parameter/shop/key",
    ],
    [
      "aws-sdk:cloudwatch:putMetricData",
      { Namespace: "shop" },
      'cloudwatch:PutMetricData on * if {"StringEquals":{"cloudwatch:namespace":"shop"}}',
    ],
  ])("of %s with %j name what it names", (resource, given, ...expected) => {
    expect(derive(resource, { Arguments: given })).toEqual(expected);
    const isData = JSON.stringify(given).includes("{%");
    if (!isData) expect(derive(resource, { Parameters: given })).toEqual(expected);
  });

  it("are those of another role where the state names one", () => {
    const fields = { Credentials: { RoleArn: "arn:aws:iam::1:role/other" }, Arguments: { TableName: "t" } };
    expect(derive("dynamodb:getItem", fields)).toEqual(["sts:AssumeRole on arn:aws:iam::1:role/other"]);
  });

  it.each<JsonObject>([{}, { AuthType: "NO_AUTH" }])("are none for a request with %j, which nobody signs", (auth) => {
    const given = { "ApiEndpoint.$": "$.host", Method: "GET", Stage: "prod", ...auth };
    expect(derive("apigateway:invoke", { Parameters: given })).toEqual([]);
    expect(derive("apigateway:invoke", { Parameters: { ...given, AuthType: "IAM_ROLE" } })).toHaveLength(1);
  });

  it("are none for an activity, whose workers ask", () => {
    expect(derive("arn:aws:states:us-east-1:123456789012:activity:pack", {})).toEqual([]);
    expect(derive("${aws_sfn_activity.A.id}", {})).toEqual([]);
  });

  it.each<[string, JsonObject, string]>([
    [
      "dynamodb:putItem",
      { Parameters: { "TableName.$": "$.table" } },
      'calls dynamodb:putItem, and which resource that is on cannot be known, got TableName \'$.table\'; grant it by permissions: [{ actions: ["dynamodb:PutItem"], resources: ["arn:..."] }]',
    ],
    [
      "dynamodb:putItem",
      { Arguments: "{% $states.input %}" },
      'calls dynamodb:putItem, and which resource that is on cannot be known, got TableName \'{% $states.input %}\'; grant it by permissions: [{ actions: ["dynamodb:PutItem"], resources: ["arn:..."] }]',
    ],
    [
      "lambda:invoke",
      { Arguments: { FunctionName: "${var.f}" } },
      'calls lambda:invoke, and which resource that is on cannot be known, got FunctionName \'${var.f}\'; grant it by permissions: [{ actions: ["lambda:InvokeFunction"], resources: ["arn:..."] }]',
    ],
    [
      "sns:publish",
      { Arguments: { PhoneNumber: "+1" } },
      'calls sns:publish, and which resource that is on cannot be known, got no TopicArn; grant it by permissions: [{ actions: ["sns:Publish"], resources: ["arn:..."] }]',
    ],
    [
      "states:startExecution",
      { Arguments: { StateMachineArn: "${aws_sfn_alias.A.arn}" } },
      'calls states:startExecution, and which resource that is on cannot be known, got StateMachineArn \'${aws_sfn_alias.A.arn}\'; grant it by permissions: [{ actions: ["states:StartExecution"], resources: ["arn:..."] }]',
    ],
    [
      "aws-sdk:sfn:sendTaskSuccess",
      { Parameters: { "TaskToken.$": "$.token", Output: "1" } },
      'calls aws-sdk:sfn:sendTaskSuccess, and which resource that is on cannot be known, got TaskToken \'$.token\'; grant it by permissions: [{ actions: ["states:SendTaskSuccess"], resources: ["arn:..."] }]',
    ],
    [
      "sqs:sendMessage",
      { Arguments: { QueueUrl: "https://vpce-1a2b.sqs.us-east-1.vpce.amazonaws.com/123456789012/q" } },
      'calls sqs:sendMessage, and which resource that is on cannot be known, got QueueUrl \'https://vpce-1a2b.sqs.us-east-1.vpce.amazonaws.com/123456789012/q\'; grant it by permissions: [{ actions: ["sqs:SendMessage"], resources: ["arn:..."] }]',
    ],
    [
      "ecs:runTask.sync",
      { Arguments: { Cluster: "c" } },
      'calls ecs:runTask.sync, and which resource that is on cannot be known, got no permissions for ecs:RunTask; grant it by permissions: [{ actions: ["ecs:RunTask"], resources: ["arn:..."] }]',
    ],
    [
      "aws-sdk:bedrockruntime:invokeModel",
      {},
      'calls aws-sdk:bedrockruntime:invokeModel, and which resource that is on cannot be known, got no permissions for bedrock:InvokeModel; grant it by permissions: [{ actions: ["bedrock:InvokeModel"], resources: ["arn:..."] }]',
    ],
    [
      "aws-sdk:s3:getObject",
      { Arguments: { Bucket: "shop", Key: "a*" } },
      `calls aws-sdk:s3:getObject, and which resource that is on cannot be known, got Key 'a*'; grant it by permissions: [{ actions: ["s3:GetObject"], resources: ["arn:..."] }]`,
    ],
    [
      "lambda:invoke",
      { Arguments: { FunctionName: "f", Qualifier: "?" } },
      `calls lambda:invoke, and which resource that is on cannot be known, got FunctionName 'f'; grant it by permissions: [{ actions: ["lambda:InvokeFunction"], resources: ["arn:..."] }]`,
    ],
    [
      "aws-sdk:dynamodb:query",
      { Arguments: { TableName: "*" } },
      `calls aws-sdk:dynamodb:query, and which resource that is on cannot be known, got TableName '*'; grant it by permissions: [{ actions: ["dynamodb:Query"], resources: ["arn:..."] }]`,
    ],
  ])("fails for %s with %j, and says what to write", (resource, fields, problem) => {
    expect(derive(resource, fields)).toEqual([`/States/Do ${problem}`]);
    const action = /\["([\w:]+)"\]/.exec(problem)?.[1] ?? "";
    expect(derive(resource, fields, [action])).toEqual([]);
  });

  it.each([
    ["aws-sdk:apigatewaymanagementapi:postToConnection", "execute-api:ManageConnections"],
    ["aws-sdk:apigatewayv2:getApis", "apigateway:GET"],
  ])("of %s are the user's to write by IAM's own name, %s", (call, action) => {
    expect(derive(call, {})).toHaveLength(1);
    expect(derive(call, {}, [action])).toEqual([]);
  });

  it.each<[string, JsonObject]>([
    ["a transaction", { TransactItems: ["{% $put %}"] }],
    ["a part of a transaction", { TransactItems: [{ Put: "{% $put %}" }] }],
    ["what a part does", { TransactItems: [{ constructor: { TableName: "a" } }] }],
  ])("fails where only the data tells %s", (_, given) => {
    const actions = ["GetItem", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"];
    const list = actions.map((action) => `"dynamodb:${action}"`).join(", ");
    const [problem, ...others] = derive("aws-sdk:dynamodb:transactWriteItems", { Arguments: given });
    expect(others).toEqual([]);
    expect(problem).toContain("which resource that is on cannot be known");
    expect(problem).toContain(`actions: [${list}]`);
  });
});

describe("the statements of a definition", () => {
  const put = (name: string): JsonObject => ({
    Type: "Task",
    Resource: "arn:aws:states:::dynamodb:putItem",
    Arguments: { TableName: name },
    End: true,
  });
  const machine: JsonObject = {
    StartAt: "All",
    States: {
      All: {
        Type: "Parallel",
        Branches: [
          { StartAt: "A", States: { A: put("a") } },
          {
            StartAt: "B",
            States: { B: { Type: "Map", ItemProcessor: { StartAt: "C", States: { C: put("b"), D: put("a") } } } },
          },
        ],
        End: true,
      },
    },
  };

  it("are merged, and name each resource once, wherever the states stand", () => {
    expect(show(machine)).toEqual([`dynamodb:PutItem on ${table("a")} ${table("b")}`]);
    expect(listNeededActions(machine, PLACE).map(({ action, location }) => `${location}: ${action}`)).toEqual([
      "/States/All/Branches[0]/States/A: dynamodb:PutItem",
      "/States/All/Branches[1]/States/B/ItemProcessor/States/C: dynamodb:PutItem",
      "/States/All/Branches[1]/States/B/ItemProcessor/States/D: dynamodb:PutItem",
    ]);
  });

  it.each(["dynamodb:PutItem", "dynamodb:*", "dynamodb:put*", "dynamodb:PutIte?", "*"])(
    "leave out what %s grants otherwise",
    (granted) => {
      expect(show(machine, [granted])).toEqual([]);
      expect(show(machine, ["dynamodb:GetItem"])).toHaveLength(1);
    },
  );

  it("let a distributed Map start, watch and read its own", () => {
    const map = {
      Type: "Map",
      ItemReader: { Resource: "arn:aws:states:::s3:getObject", Arguments: { Bucket: "shop", Key: "a.csv" } },
      ResultWriter: { Resource: "arn:aws:states:::s3:putObject", Arguments: { Bucket: "shop", Prefix: "out" } },
      ItemProcessor: { ProcessorConfig: { Mode: "DISTRIBUTED" }, StartAt: "A", States: { A: put("a") } },
      End: true,
    };
    expect(show({ StartAt: "M", States: { M: map } })).toEqual([
      `states:StartExecution on ${PLACE.stateMachineArn}`,
      "states:DescribeExecution states:StopExecution on arn:aws:states:us-east-1:123456789012:execution:order:*",
      "s3:GetObject on arn:aws:s3:::shop/a.csv",
      "s3:PutObject s3:GetObject s3:ListMultipartUploadParts s3:AbortMultipartUpload on arn:aws:s3:::shop/out/*",
      `dynamodb:PutItem on ${table("a")}`,
    ]);
  });
});
