import {
  type AttributeValue,
  BatchWriteItemCommand,
  ScanCommand,
  TransactGetItemsCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { outcome } from "../api-server";
import { openApi } from "./open-api";
import { ResourceArn, TableName } from "./table-request";

type Values = Record<string, AttributeValue>;

let api: Awaited<ReturnType<typeof openApi>>;
beforeAll(async () => void (api = await openApi()));
beforeEach(async () => {
  api.reset();
  await api.create();
  const items = [item("a", { n: { N: "1" } }), item("b", { n: { N: "2" } })];
  const requests = items.map((Item) => ({ PutRequest: { Item } }));
  await api.client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: requests } }));
});
afterAll(() => api.close());

const item = (id: string, more: Values = {}): Values => ({ id: { S: id }, ...more });
const put = (id: string, more: object = {}): TransactWriteItem => ({ Put: { TableName, Item: item(id), ...more } });
const add: TransactWriteItem = {
  Update: {
    TableName,
    Key: item("a"),
    UpdateExpression: "ADD n :one",
    ExpressionAttributeValues: { ":one": { N: "1" } },
  },
};
const remove: TransactWriteItem = { Delete: { TableName: ResourceArn, Key: item("b") } };
const check = (id: string, ConditionExpression: string, more: object = {}): TransactWriteItem => ({
  ConditionCheck: { TableName, Key: item(id), ConditionExpression, ...more },
});

const write = (TransactItems: readonly TransactWriteItem[], ClientRequestToken = "token") =>
  outcome(api.client.send(new TransactWriteItemsCommand({ TransactItems: [...TransactItems], ClientRequestToken })));

/** Resolves to the wire's own answer. */
async function post(action: string, body: object) {
  const [status, text] = await api.server.post(JSON.stringify(body), {
    "x-amz-target": `DynamoDB_20120810.${action}`,
  });
  return [status, text];
}

async function items(): Promise<unknown> {
  const { Items = [] } = await api.client.send(new ScanCommand({ TableName }));
  return Items.map(({ id, n }) => `${id?.S}${n?.N ?? ""}`).sort();
}

describe("a transaction of DynamoDB", () => {
  it("writes all of its items, and what is checked stays as it is", async () => {
    await write([put("c"), add, remove, check("d", "attribute_not_exists(id)")]);
    expect(await items()).toEqual(["a2", "c"]);
    await write([check("a", "n = :n", { ExpressionAttributeValues: { ":n": { N: "2" } } }), put("d")], "next");
    expect(await items()).toEqual(["a2", "c", "d"]);
    expect(api.log).toEqual([]);
  });

  it("reads several items, and nothing where there is none", async () => {
    const gets = [{ Key: item("b"), ProjectionExpression: "n" }, { Key: item("z") }, { Key: item("a") }];
    const TransactItems = gets.map((get) => ({ Get: { TableName, ...get } }));
    expect(await post("TransactGetItems", { TransactItems })).toEqual([
      200,
      '{"Responses":[{"Item":{"n":{"N":"2"}}},{},{"Item":{"id":{"S":"a"},"n":{"N":"1"}}}]}',
    ]);
  });

  it("writes nothing where a condition does not hold, and says of each part why", async () => {
    const condition = { ConditionExpression: "attribute_not_exists(id)" };
    const old = { ...condition, ReturnValuesOnConditionCheckFailure: "ALL_OLD" };
    const TransactItems = [put("c"), put("a", old), remove, check("z", "attribute_exists(id)")];
    const failed = { Code: "ConditionalCheckFailed", Message: "The conditional request failed" };
    const { Code, Message } = failed;
    expect(await post("TransactWriteItems", { TransactItems })).toEqual([
      400,
      JSON.stringify({
        __type: "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
        CancellationReasons: [
          { Code: "None" },
          { Code, Item: { id: { S: "a" }, n: { N: "1" } }, Message },
          { Code: "None" },
          failed,
        ],
        Message:
          "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, None, ConditionalCheckFailed]",
      }),
    ]);
    expect(await items()).toEqual(["a1", "b2"]);
  });

  it("takes back what it wrote before a part that the database does not bear", async () => {
    const map = { M: { toString: { N: "1" }, valueOf: { N: "2" } } };
    const compare = { ConditionExpression: "n < :m", ExpressionAttributeValues: { ":m": map } };
    await write([{ Put: { TableName, Item: item("m", { n: map }) } }]);
    const [name] = (await write([add, put("m", compare)], "next")) as string[];
    expect([name, await items()]).toEqual(["InternalServerError", ["a1", "b2", "m"]]);
  });

  it.each<[string, TransactWriteItem, string]>([
    [
      "a key of another type",
      { Put: { TableName, Item: { id: { N: "5" } } } },
      "One or more parameter values were invalid: Type mismatch for key id expected: S actual: N",
    ],
    [
      "a key that is not the table's",
      check("a", "attribute_exists(id)", { Key: { id: { N: "5" } } }),
      "The provided key element does not match the schema",
    ],
    [
      "an attribute that the item does not have",
      { Update: { TableName, Key: item("b"), UpdateExpression: "SET x = y" } },
      "The provided expression refers to an attribute that does not exist in the item",
    ],
  ])("is cancelled for %s", async (_, part, Message) => {
    const [status, text] = await post("TransactWriteItems", { TransactItems: [add, part] });
    const { CancellationReasons: reasons } = JSON.parse(String(text));
    expect([status, reasons]).toEqual([400, [{ Code: "None" }, { Code: "ValidationError", Message }]]);
    expect(await items()).toEqual(["a1", "b2"]);
  });

  const missing = { ...put("c", { TableName: "Missing" }) };
  const tooShort = "Member must have length greater than or equal to 1";
  it.each<[string, readonly TransactWriteItem[], string]>([
    [
      "no part",
      [],
      `1 validation error detected: Value '[]' at 'transactItems' failed to satisfy constraint: ${tooShort}`,
    ],
    [
      "a part without its table",
      [{ Put: { TableName: undefined, Item: item("c") } }],
      "1 validation error detected: Value null at 'transactItems.1.member.put.tableName' failed to satisfy constraint: Member must not be null",
    ],
    [
      "a part of two kinds",
      [{ ...put("c"), ...remove }],
      "TransactItems can only contain one of Check, Put, Update or Delete",
    ],
    ["two parts of one item", [add, put("a")], "Transaction request cannot include multiple operations on one item"],
    [
      "an empty key",
      [add, put("")],
      "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: id",
    ],
    [
      "an empty key to look for",
      [add, check("", "attribute_exists(id)")],
      "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: id",
    ],
    [
      "a condition that cannot be read, before a table that is missing",
      [missing, check("a", "attribute_exists(#x)")],
      "Invalid ConditionExpression: An expression attribute name used in the document path is not defined; attribute name: #x",
    ],
    [
      "a value that no expression has, before two parts of one item",
      [put("a"), check("a", "attribute_exists(id)", { ExpressionAttributeValues: { ":v": { S: "x" } } })],
      "Value provided in ExpressionAttributeValues unused in expressions: keys: {:v}",
    ],
    [
      "a condition that nests too deep to be read here",
      [put("c", { ConditionExpression: "(".repeat(9) })],
      "Invalid ConditionExpression: the local runtime reads parentheses up to 8 deep",
    ],
  ])("rejects %s", async (_, parts, message) => {
    expect(await write(parts)).toEqual(["ValidationException", 400, message]);
    expect(await items()).toEqual(["a1", "b2"]);
  });

  it("rejects two parts of one item, however its key is written", async () => {
    const names = ["room", "seat"] as const;
    await api.create({
      TableName: "Seats",
      AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
      KeySchema: names.map((AttributeName, index) => ({ AttributeName, KeyType: index === 0 ? "HASH" : "RANGE" })),
    });
    const [room, seat] = [{ S: "a" }, { S: "1" }];
    const part = (Item: Values) => ({ Put: { TableName: "Seats", Item } });
    const message = "Transaction request cannot include multiple operations on one item";
    expect(await write([part({ room, seat }), part({ seat, room })])).toEqual(["ValidationException", 400, message]);
    expect(await write([part({ room, seat }), part({ room, seat: { S: "2" } })])).toEqual({});
  });

  it("rejects a table that is missing, and names it to the developer", async () => {
    const refusal = ["ResourceNotFoundException", 400, "Requested resource not found"];
    expect(await write([add, missing])).toEqual(refusal);
    const get = new TransactGetItemsCommand({ TransactItems: [{ Get: { TableName: "Missing", Key: item("a") } }] });
    expect(await outcome(api.client.send(get))).toEqual(refusal);
    const line =
      "DynamoDB: a transaction: the table 'Missing' does not exist, or has no such index; there are 'Connections'";
    expect(api.log).toEqual([line, line]);
    expect(await items()).toEqual(["a1", "b2"]);
  });

  it("is written once by one token, which no other transaction may have", async () => {
    expect([await write([add]), await write([add]), await items()]).toEqual([{}, {}, ["a2", "b2"]]);
    expect(await write([put("c")])).toEqual(["IdempotentParameterMismatchException", 400, expect.anything()]);
    await write([add], "next");
    expect(await items()).toEqual(["a3", "b2"]);
  });

  it("asks for what each of its parts does", async () => {
    const asked: string[] = [];
    const TransactItems = [add, put("c"), remove, check("d", "attribute_exists(id)"), { Get: 1 }, 2];
    await api.dynamodb.call({
      ...{ partition: "aws", accountId: "123456789012", region: "us-east-1", action: "TransactWriteItems" },
      body: JSON.stringify({ TransactItems }),
      authorize: (action, resource) => void asked.push(`${action} ${resource}`),
    });
    expect(asked).toEqual([
      `dynamodb:UpdateItem ${ResourceArn}`,
      `dynamodb:PutItem ${ResourceArn}`,
      `dynamodb:DeleteItem ${ResourceArn}`,
      `dynamodb:ConditionCheckItem ${ResourceArn}`,
      "dynamodb:GetItem arn:aws:dynamodb:us-east-1:123456789012:table/*",
    ]);
  });
});
