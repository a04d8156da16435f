import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDynamoDb, type DynamoDb, type DynamoDbOptions } from "../../dynamodb/dynamodb";

const TableName = "Connections";
const TABLE = {
  TableName,
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
  KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
};
const ITEM = { id: { S: "a" } };

describe("the state of DynamoDB", () => {
  const opened: DynamoDb[] = [];
  let folder: string;
  let log: string[];

  beforeEach(() => {
    log = [];
    folder = mkdtempSync(join(tmpdir(), "dynamodb-"));
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((each) => each.stop()));
    rmSync(folder, { recursive: true });
  });

  const open = (options: Partial<DynamoDbOptions> = {}) => {
    const dynamodb = createDynamoDb({ log: (line) => log.push(line), now: () => 1_000, ...options });
    opened.push(dynamodb);
    return dynamodb;
  };
  const call = async (dynamodb: DynamoDb, action: string, body: object) => {
    const request = { partition: "aws", accountId: "123456789012", region: "us-east-1", authorize: () => undefined };
    const answer = await dynamodb.call({ ...request, action, body: JSON.stringify(body) });
    return JSON.parse(answer.body || "{}");
  };
  const count = async (dynamodb: DynamoDb) => (await call(dynamodb, "Scan", { TableName })).Count;

  it("has the tables that either way made, and their settings, without items", async () => {
    const dynamodb = open();
    dynamodb.createTable("us-east-1", { ...TABLE, Tags: [{ Key: "a", Value: "1" }] }, { timeToLive: "expires" });
    await call(dynamodb, "CreateTable", { ...TABLE, TableName: "Other", DeletionProtectionEnabled: true });
    await call(dynamodb, "PutItem", { TableName, Item: ITEM });
    const described = await call(dynamodb, "DescribeTable", { TableName });
    const state = dynamodb.exportState();
    const restored = open();
    restored.importState(state);
    expect(restored.exportState()).toEqual(state);
    expect(await call(restored, "DescribeTable", { TableName })).toEqual(described);
    expect(await call(restored, "DescribeTimeToLive", { TableName })).toEqual({
      TimeToLiveDescription: { AttributeName: "expires", TimeToLiveStatus: "ENABLED" },
    });
    expect(await call(restored, "ListTables", {})).toEqual({ TableNames: [TableName, "Other"] });
    expect(await count(restored)).toBe(0);
  });

  it("finds the items again that are on the disk", async () => {
    const dynamodb = open({ path: folder });
    dynamodb.createTable("us-east-1", TABLE);
    await call(dynamodb, "PutItem", { TableName, Item: ITEM });
    const state = dynamodb.exportState();
    await dynamodb.stop();
    expect(await count(dynamodb)).toBe(1);
    await dynamodb.stop();
    const restored = open({ path: folder });
    restored.importState(state);
    expect(await count(restored)).toBe(1);
    await restored.stop();
    const declared = open({ path: folder });
    declared.createTable("us-east-1", TABLE);
    expect(await count(declared)).toBe(1);
    expect(log).toEqual([]);
  });

  it("creates a table without the items that one nobody knows of left on the disk", async () => {
    const dynamodb = open({ path: folder });
    await call(dynamodb, "CreateTable", TABLE);
    await call(dynamodb, "PutItem", { TableName, Item: ITEM });
    await dynamodb.stop();
    const fresh = open({ path: folder });
    expect(await call(fresh, "DescribeTable", { TableName })).toMatchObject({
      message: "Requested resource not found: Table: Connections not found",
    });
    await call(fresh, "CreateTable", TABLE);
    expect(await count(fresh)).toBe(0);
  });

  it("fails to open a folder that another has open, and says so", async () => {
    const dynamodb = open({ path: folder });
    await call(dynamodb, "CreateTable", TABLE);
    const second = open({ path: folder });
    expect(await call(second, "CreateTable", TABLE)).toMatchObject({ message: "Internal server error" });
    const place = join(folder, "us-east-1");
    expect(log).toEqual([
      `DynamoDB: CreateTable failed: the folder '${place}' cannot be opened; end the other process that has it open`,
    ]);
  });
});
