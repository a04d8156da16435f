import type { JsonObject } from "@sfn-websocket/languages/json";
import { createDynamoDb, type CreateTableRequest, type DynamoDb } from "../../dynamodb/dynamodb";

const TABLE: CreateTableRequest = {
  TableName: "Connections",
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
  KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
};
const item = (id: string) => ({ TableName: "Connections", Item: { id: { S: id } } });

describe("DynamoDB", () => {
  let log: string[];
  let dynamodb: DynamoDb;

  beforeEach(() => {
    log = [];
    dynamodb = createDynamoDb({ log: (line) => log.push(line), limit: 3_000 });
    dynamodb.createTable("us-east-1", TABLE);
  });
  afterEach(() => dynamodb.stop());

  const call = async (action: string, body: unknown, region = "us-east-1") => {
    const request = { partition: "aws", accountId: "123456789012", region, action, authorize: () => undefined };
    const answer = await dynamodb.call({ ...request, body: typeof body === "string" ? body : JSON.stringify(body) });
    return [answer.status, answer.body];
  };
  const count = async () => JSON.parse(String((await call("Scan", { TableName: "Connections" }))[1])).Count;

  it("keeps, changes and forgets items, however large", async () => {
    const text = "é".repeat(150_000);
    expect(await call("PutItem", { ...item("a"), Item: { id: { S: "a" }, text: { S: text } } })).toEqual([200, "{}"]);
    const key = { TableName: "Connections", Key: { id: { S: "a" } } };
    expect(await call("GetItem", key)).toEqual([200, `{"Item":{"id":{"S":"a"},"text":{"S":"${text}"}}}`]);
    const update = {
      UpdateExpression: "SET #t = :t",
      ExpressionAttributeNames: { "#t": "text" },
      ExpressionAttributeValues: { ":t": { N: "1" } },
      ReturnValues: "UPDATED_NEW",
    };
    expect(await call("UpdateItem", { ...key, ...update })).toEqual([200, '{"Attributes":{"text":{"N":"1"}}}']);
    expect(await call("DeleteItem", key)).toEqual([200, "{}"]);
    expect(await call("GetItem", key)).toEqual([200, "{}"]);
  });

  it("takes a table's ARN for its name", async () => {
    const TableName = "arn:aws:dynamodb:us-east-1:123456789012:table/Connections";
    expect(await call("PutItem", { ...item("a"), TableName })).toEqual([200, "{}"]);
    expect(await count()).toBe(1);
  });

  it("keeps regions apart", async () => {
    expect((await call("PutItem", item("a"), "eu-west-1"))[0]).toBe(400);
  });

  it("answers concurrent calls, the first of which create the table", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => call("PutItem", item(`i${index}`))));
    expect(new Set(answers.map(([status]) => status))).toEqual(new Set([200]));
    expect(await count()).toBe(20);
  });

  it.each<[string, string, unknown, string]>([
    [
      "a condition that does not hold",
      "PutItem",
      { ...item("a"), ConditionExpression: "attribute_exists(id)" },
      '{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"The conditional request failed"}',
    ],
    [
      "a table that does not exist",
      "PutItem",
      { ...item("a"), TableName: "Missing" },
      '{"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException","message":"Requested resource not found"}',
    ],
    [
      "no item",
      "PutItem",
      { TableName: "Connections" },
      '{"__type":"com.amazon.coral.validate#ValidationException","message":"1 validation error detected: Value null at \'item\' failed to satisfy constraint: Member must not be null"}',
    ],
    ["what is not JSON", "PutItem", "{", '{"__type":"com.amazon.coral.service#SerializationException"}'],
    [
      "an action that is not emulated",
      "CreateBackup",
      {},
      '{"__type":"com.amazon.coral.service#UnknownOperationException"}',
    ],
  ])("rejects %s as AWS does", async (_, action, body, error) => {
    expect(await call(action, body)).toEqual([400, error]);
  });

  const expression = (FilterExpression: string) => ({ TableName: "Connections", FilterExpression });
  it.each([
    ["nested deeper", "(".repeat(9), "the local runtime reads parentheses up to 8 deep"],
    ["longer", "a".repeat(4097), "Expression size has exceeded the maximum allowed size;"],
  ])("rejects an expression that is %s than it can bear", async (_, text, message) => {
    const body = {
      __type: "com.amazon.coral.validate#ValidationException",
      message: `Invalid FilterExpression: ${message}`,
    };
    expect(await call("Scan", expression(text))).toEqual([400, JSON.stringify(body)]);
  });

  it("fails the one request that dynalite cannot bear, and keeps its items", async () => {
    const map = { M: { toString: { N: "1" }, valueOf: { N: "2" } } };
    await call("PutItem", { TableName: "Connections", Item: { id: { S: "a" }, map } });
    const error = '{"__type":"com.amazonaws.dynamodb.v20120810#InternalServerError","message":"Internal server error"}';
    const filter = { FilterExpression: "#m < :m", ExpressionAttributeNames: { "#m": "map" } };
    const scan = { TableName: "Connections", ...filter, ExpressionAttributeValues: { ":m": map } };
    expect(await call("Scan", scan)).toEqual([500, error]);
    expect(await count()).toBe(1);
    expect(log).toEqual([
      expect.stringMatching(
        /^DynamoDB: Scan failed: dynalite failed: a defect of this program at [\w.-]+\.js:\d+:\d+$/,
      ),
    ]);
  });

  it.each(["toString", "constructor", "hasOwnProperty", "__proto__"])(
    "has no attribute %s but the one that was written",
    async (name) => {
      const names = { ExpressionAttributeNames: { "#n": name } };
      await call("PutItem", item("a"));
      const key = { TableName: "Connections", Key: { id: { S: "a" } } };
      const set = { ...names, UpdateExpression: "SET #n = :v", ExpressionAttributeValues: { ":v": { S: "x" } } };
      const find = { TableName: "Connections", ...names, FilterExpression: "attribute_exists(#n)" };
      const found = async () => JSON.parse(String((await call("Scan", find))[1])).Count;
      expect(await call("UpdateItem", { ...key, ...set, ConditionExpression: "attribute_exists(#n)" })).toEqual([
        400,
        expect.stringContaining("ConditionalCheckFailedException"),
      ]);
      expect(await found()).toBe(0);
      expect(await call("UpdateItem", { ...key, ...set, ConditionExpression: "attribute_not_exists(#n)" })).toEqual([
        200,
        "{}",
      ]);
      expect(await found()).toBe(1);
      const project = { ...names, ProjectionExpression: "#n" };
      expect(await call("GetItem", { ...key, ...project })).toEqual([200, `{"Item":{"${name}":{"S":"x"}}}`]);
      await call("PutItem", { TableName: "Connections", Item: JSON.parse(`{"id":{"S":"b"},"${name}":{"N":"1"}}`) });
      expect(await found()).toBe(2);
    },
  );

  it("rejects a map among the keys of a BatchGetItem", async () => {
    const Keys = [{ id: { M: { toString: { N: "1" } } } }, { id: { S: "a" } }];
    const error =
      '{"__type":"com.amazon.coral.validate#ValidationException","message":"The provided key element does not match the schema"}';
    expect(await call("BatchGetItem", { RequestItems: { Connections: { Keys } } })).toEqual([400, error]);
    expect(log).toEqual([]);
  });

  it.each<[string, JsonObject]>([
    ["PutItem", { Item: { id: { S: "b" }, x: null } }],
    ["PutItem", { Item: { id: { S: "b" }, x: { L: [{ M: { y: null } }] } } }],
    ["PutItem", { Item: { id: { S: "b" }, x: { L: [null] } } }],
    ["GetItem", { Key: { id: null } }],
    ["Scan", { FilterExpression: "id = :a", ExpressionAttributeValues: { ":a": null } }],
    ["BatchGetItem", { RequestItems: { Connections: { Keys: [{ id: null }] } } }],
    ["BatchWriteItem", { RequestItems: { Connections: [{ PutRequest: { Item: { id: null } } }] } }],
  ])("rejects %s with an attribute that is null (%j)", async (action, members) => {
    const message = "The supplied Item contains a null AttributeValue";
    const error = JSON.stringify({ __type: "com.amazon.coral.validate#ValidationException", message });
    expect(await call(action, { TableName: "Connections", ...members })).toEqual([400, error]);
  });

  it.each<[string, JsonObject, number]>([
    ["BatchWriteItem", { RequestItems: { Connections: [null] } }, 400],
    ["PutItem", { ...item("b"), Item: { id: { S: "b" }, x: { SS: [null] } } }, 400],
    ["PutItem", { ...item("b"), Expected: { x: null } }, 200],
    ["PutItem", { ...item("b"), Item: { id: { S: "b", N: null } } }, 200],
  ])("bears what else is null in %s (%j)", async (action, body, status) => {
    expect((await call(action, body))[0]).toBe(status);
    expect(log).toEqual([]);
  });

  it("starts anew, with its tables, after it was stopped", async () => {
    await call("PutItem", item("a"));
    dynamodb.stop();
    expect(await count()).toBe(0);
  });

  it("rejects a caller who may not, and names the table or index", async () => {
    const asked: string[] = [];
    const authorize = (action: string, resource: string) => (asked.push(`${action} ${resource}`), "User: x may not");
    const request = { partition: "aws", accountId: "123456789012", region: "us-east-1", authorize };
    const body = JSON.stringify({ TableName: "Connections", IndexName: "by-user" });
    const answer = await dynamodb.call({ ...request, action: "Query", body });
    expect(asked).toEqual(["dynamodb:Query arn:aws:dynamodb:us-east-1:123456789012:table/Connections/index/by-user"]);
    expect(answer).toMatchObject({
      status: 400,
      body: '{"__type":"com.amazon.coral.service#AccessDeniedException","Message":"User: x may not"}',
    });
  });

  it("keeps the items of a table that is declared again, and replaces one that has changed", async () => {
    await call("PutItem", item("a"));
    dynamodb.createTable("us-east-1", { ...TABLE });
    expect([await count(), log]).toEqual([1, []]);
    dynamodb.createTable("us-east-1", {
      ...TABLE,
      AttributeDefinitions: [{ AttributeName: "key", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "key", KeyType: "HASH" }],
    });
    expect(await count()).toBe(0);
    expect(log).toEqual(["table 'Connections': its definition changed, so that it is replaced and its items are gone"]);
  });

  it("fails to create a table that AWS would reject, and says so", async () => {
    dynamodb.createTable("us-east-1", { ...TABLE, TableName: "Broken", AttributeDefinitions: [] });
    expect((await call("PutItem", { ...item("a"), TableName: "Broken" }))[0]).toBe(400);
    expect(log).toEqual([
      expect.stringMatching(
        /^table 'Broken': it cannot be created, got '.*ValidationException.*'; correct the aws_dynamodb_table$/,
      ),
      "DynamoDB: PutItem: the table 'Broken' does not exist, or has no such index; there are 'Connections'",
    ]);
    expect(await count()).toBe(0);
  });
});
