import { TaskFailure } from "@sfn-websocket/languages/states-language/values/errors";
import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import type { DynamoDbAnswer } from "../../dynamodb/database";
import type { DynamoDbRequest } from "../../dynamodb/dynamodb";
import { createDynamoDbTasks } from "../../dynamodb/tasks";

const MACHINE = {
  stateMachineArn: "arn:aws:states:us-east-1:123456789012:stateMachine:chat",
  roleArn: "arn:aws:iam::123456789012:role/chat",
};

describe("a Task state that calls DynamoDB", () => {
  const asked: Partial<DynamoDbRequest>[] = [];
  let answer: DynamoDbAnswer;
  const tasks = createDynamoDbTasks({
    partition: "aws",
    authorize: ({ roleArn }, action, resource) => `${roleArn} ${action} ${resource}`,
    now: () => Date.parse("2026-09-25T09:19:55Z"),
    uuid: () => "uuid",
    dynamodb: {
      async call({ authorize, ...request }) {
        asked.push({ ...request, body: `${request.body} ${authorize("dynamodb:X", "table")}` });
        return answer;
      },
    },
  });
  const run = (name: string, parameters: Json) =>
    tasks[`arn:aws:states:::${name}`]!(MACHINE, {
      resource: `arn:aws:states:::${name}`,
      parameters,
      state: "Put",
      retryCount: 0,
      signal: new AbortController().signal,
      heartbeat: () => undefined,
    });
  const answers = (status: number, body: object) =>
    (answer = { status, body: JSON.stringify(body), requestId: "REQUEST", crc32: "2745614147" });

  it("knows the actions of the optimized and of the SDK integration", () => {
    expect(Object.keys(tasks).map((name) => name.replace("arn:aws:states:::", ""))).toEqual([
      "dynamodb:deleteItem",
      "dynamodb:getItem",
      "dynamodb:putItem",
      "dynamodb:updateItem",
      "aws-sdk:dynamodb:batchGetItem",
      "aws-sdk:dynamodb:batchWriteItem",
      "aws-sdk:dynamodb:deleteItem",
      "aws-sdk:dynamodb:describeTable",
      "aws-sdk:dynamodb:getItem",
      "aws-sdk:dynamodb:listTables",
      "aws-sdk:dynamodb:putItem",
      "aws-sdk:dynamodb:query",
      "aws-sdk:dynamodb:scan",
      "aws-sdk:dynamodb:transactGetItems",
      "aws-sdk:dynamodb:transactWriteItems",
      "aws-sdk:dynamodb:updateItem",
    ]);
  });

  it("asks as the machine's role, in its account and region, without what is null", async () => {
    answers(200, {});
    await run("dynamodb:putItem", { TableName: "Connections", Item: {}, ConditionExpression: null });
    expect(asked).toEqual([
      {
        partition: "aws",
        region: "us-east-1",
        accountId: "123456789012",
        action: "PutItem",
        body: '{"TableName":"Connections","Item":{}} arn:aws:iam::123456789012:role/chat dynamodb:X table',
      },
    ]);
  });

  it("has DynamoDB's whole answer, as AWS orders it", async () => {
    answers(200, { Item: { id: { S: "a" } } });
    const headers =
      '"Connection":"keep-alive","Content-Length":"25","Content-Type":"application/x-amz-json-1.0",' +
      '"Date":"Fri, 25 Sep 2026 09:19:55 GMT","Server":"Server","x-amz-crc32":"2745614147","x-amzn-RequestId":"REQUEST"';
    const all =
      '"Server":["Server"],"Connection":["keep-alive"],"x-amzn-RequestId":["REQUEST"],"x-amz-crc32":["2745614147"],' +
      '"Content-Length":["25"],"Date":["Fri, 25 Sep 2026 09:19:55 GMT"],"Content-Type":["application/x-amz-json-1.0"]';
    expect(JSON.stringify(await run("dynamodb:getItem", {}))).toBe(
      `{"Item":{"id":{"S":"a"}},"SdkHttpMetadata":{"AllHttpHeaders":{${all}},` +
        `"HttpHeaders":{${headers}},"HttpStatusCode":200},"SdkResponseMetadata":{"RequestId":"REQUEST"}}`,
    );
    expect(await run("aws-sdk:dynamodb:getItem", {})).toEqual({ Item: { id: { S: "a" } } });
  });

  const ATTRIBUTES: JsonObject = {
    BOOL: { BOOL: false },
    NULL: { NULL: true },
    SS: { SS: ["a"] },
    sets: { L: [{ NS: ["1"] }, { M: { BS: { BS: ["YQ=="] }, BOOL: { M: { SS: { S: "" } } } } }] },
  };
  const SDK_ATTRIBUTES: JsonObject = {
    BOOL: { Bool: false },
    NULL: { Nul: true },
    SS: { Ss: ["a"] },
    sets: { L: [{ Ns: ["1"] }, { M: { BS: { Bs: ["YQ=="] }, BOOL: { M: { SS: { S: "" } } } } }] },
  };

  it("has the types of values as the SDK's integration names them, whatever the attributes are called", async () => {
    answers(200, { Items: [ATTRIBUTES], Count: 1 });
    expect(await run("aws-sdk:dynamodb:query", {})).toEqual({ Items: [SDK_ATTRIBUTES], Count: 1 });
    expect(await run("dynamodb:getItem", {})).toMatchObject({ Items: [ATTRIBUTES] });
  });

  it("may name the types of values as an answer of the SDK's integration does", async () => {
    answers(200, {});
    asked.length = 0;
    await run("aws-sdk:dynamodb:putItem", { Item: SDK_ATTRIBUTES });
    await run("aws-sdk:dynamodb:putItem", { Item: { ...ATTRIBUTES, Ss: { S: "a" }, Bool: { Null: true } } });
    await run("dynamodb:putItem", { Item: { BOOL: { Bool: true } } });
    expect(asked.map(({ body = "" }) => JSON.parse(body.replace(/ arn:.*/, "")) as Json)).toEqual([
      { Item: ATTRIBUTES },
      { Item: { ...ATTRIBUTES, Ss: { S: "a" }, Bool: { NULL: true } } },
      { Item: { BOOL: { Bool: true } } },
    ]);
  });

  it.each([
    ["ResourceNotFoundException", "dynamodb:putItem", "DynamoDB.ResourceNotFoundException"],
    ["ConditionalCheckFailedException", "dynamodb:putItem", "DynamoDB.ConditionalCheckFailedException"],
    ["ValidationException", "dynamodb:putItem", "DynamoDB.AmazonDynamoDBException"],
  ])("fails with %s of %s as %s", async (code, name, error) => {
    answers(400, { __type: `com.amazonaws.dynamodb.v20120810#${code}`, message: "text" });
    const details = `Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ${code}; Request ID: REQUEST; Proxy: null`;
    await expect(run(name, {})).rejects.toEqual(new TaskFailure(error, `text (${details})`));
  });

  it.each([
    ["ResourceNotFoundException", "DynamoDb.ResourceNotFoundException"],
    ["ValidationException", "DynamoDb.DynamoDbException"],
  ])("fails with %s of the SDK integration as %s", async (code, error) => {
    answers(400, { __type: `com.amazonaws.dynamodb.v20120810#${code}`, message: "text" });
    await expect(run("aws-sdk:dynamodb:putItem", {})).rejects.toEqual(
      new TaskFailure(error, "text (Service: DynamoDb, Status Code: 400, Request ID: REQUEST) (SDK Attempt Count: 1)"),
    );
  });
});
