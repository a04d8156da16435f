import type { JsonObject } from "@sfn-websocket/languages/json";
import { createAccessKeyId } from "../../lambda/environment-variables";
import { configuration, trust } from "../configuration";
import { serve, type Served } from "../serve";

const ARN = "arn:aws:lambda:us-east-1:123456789012:function:store";
const MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:quote";
const TABLE = "arn:aws:dynamodb:us-east-1:123456789012:table/orders";

const ALLOWED = [
  { Effect: "Allow", Action: "dynamodb:GetItem", Resource: TABLE },
  { Effect: "Allow", Action: "states:DescribeStateMachine", Resource: MACHINE },
  {
    Effect: "Allow",
    Action: "execute-api:ManageConnections",
    Resource: "arn:aws:execute-api:*:*:*/api/GET/@connections/*",
  },
];

const sign = (service: string, key = createAccessKeyId(ARN, "$LATEST")) =>
  `AWS4-HMAC-SHA256 Credential=${key}/20261128/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;

/** A function whose role may read, beside a table, a state machine and an API. */
const stack = (role: JsonObject) =>
  configuration({
    routes: {
      $default: { definition: { StartAt: "P", States: { P: { Type: "Pass", End: true } } } },
    },
    resource: {
      aws_iam_role: { store: { name: "store", assume_role_policy: trust("lambda.amazonaws.com") } },
      aws_iam_role_policy: {
        store: {
          name: "read",
          role: "${aws_iam_role.store.name}",
          policy: JSON.stringify({ Version: "2012-10-17", Statement: ALLOWED }),
        },
      },
      aws_lambda_function: { store: { function_name: "store", ...role } },
      aws_dynamodb_table: {
        orders: {
          name: "orders",
          billing_mode: "PAY_PER_REQUEST",
          hash_key: "id",
          attribute: [{ name: "id", type: "S" }],
        },
      },
    },
  });

describe("what a function calls, signed with its own credentials", () => {
  let served: Served;
  const call = async (service: string, target: string, body: JsonObject, key?: string) => {
    const authorization = sign(service, key);
    const response = await fetch(`http://127.0.0.1:${served.port}/`, {
      method: "POST",
      headers: { authorization, "x-amz-target": target, "content-type": "application/x-amz-json-1.0" },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.text() };
  };
  const put = (key?: string) =>
    call("dynamodb", "DynamoDB_20120810.PutItem", { TableName: "orders", Item: { id: { S: "1" } } }, key);
  const connections = async (method: string) => {
    const { socket, ask } = await served.connect();
    const id = String(JSON.parse(await ask('{"not":"an input",')).connectionId);
    socket.terminate();
    const [{ api } = { api: { apiId: "" } }] = served.aws().region("us-east-1").apigateway.stages();
    const response = await fetch(
      `http://127.0.0.1:${served.port}/${api.apiId}/api/@connections/${encodeURIComponent(id)}`,
      {
        method,
        headers: {
          authorization: sign("execute-api"),
        },
      },
    );
    return { status: response.status, body: await response.text() };
  };

  beforeAll(async () => {
    served = await serve(stack({ role: "${aws_iam_role.store.arn}" }));
  });
  afterAll(() => served.close());

  it("does what its role allows", async () => {
    const get = await call("dynamodb", "DynamoDB_20120810.GetItem", { TableName: "orders", Key: { id: { S: "1" } } });
    expect(get).toEqual({ status: 200, body: "{}" });
  });

  it("fails with AWS's text for what its role does not allow", async () => {
    expect(await put()).toEqual({
      status: 400,
      body: expect.stringContaining(
        `User: arn:aws:sts::123456789012:assumed-role/store/store is not authorized to perform: dynamodb:PutItem on resource: ${TABLE} because no identity-based policy allows the dynamodb:PutItem action`,
      ),
    });
    const start = await call("states", "AWSStepFunctions.StartExecution", { stateMachineArn: MACHINE });
    expect(start).toEqual({
      status: 400,
      body: expect.stringContaining("not authorized to perform: states:StartExecution"),
    });
  });

  it("may look at a connection and not post to it, as its role says", async () => {
    expect((await connections("GET")).status).not.toBe(403);
    expect(await connections("POST")).toEqual({
      status: 403,
      body: expect.stringMatching(
        /^\{"Message":"User: .*assumed-role\/store\/store is not authorized to perform: execute-api:ManageConnections on resource: .*:\*{8}9012:\w+\/api\/POST\/@connections\/\{connectionId\}/,
      ),
    });
  });

  it("is the account's owner's for every other key", async () => {
    expect(await put("test")).toEqual({ status: 200, body: "{}" });
    expect(await put(createAccessKeyId(ARN, "7"))).toEqual({ status: 200, body: "{}" });
  });

  it("says once of a service that it asks no role", async () => {
    for (let n = 0; n < 2; n++) await call("logs", "Logs_20140328.DescribeLogGroups", {});
    expect(served.log.filter((line) => line.includes("not checked"))).toEqual([
      "AWS endpoint: logs: what functions call there is not checked against their roles",
    ]);
  });
});

it("does everything where the function names no role", async () => {
  const served = await serve(stack({}));
  const authorization = sign("dynamodb");
  const { status } = await fetch(`http://127.0.0.1:${served.port}/`, {
    method: "POST",
    headers: { authorization, "x-amz-target": "DynamoDB_20120810.PutItem" },
    body: JSON.stringify({ TableName: "orders", Item: { id: { S: "1" } } }),
  });
  expect(status).toBe(200);
  await served.close();
});
