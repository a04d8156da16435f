import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database, DatabaseOptions } from "../../dynamodb/database";
import { createDynamoDb } from "../../dynamodb/dynamodb";

/** Calls that the database still answers: with the next one everything ends, as where the process is killed. */
let answered = Infinity;

jest.mock("../../dynamodb/database", () => {
  const actual = jest.requireActual<typeof import("../../dynamodb/database")>("../../dynamodb/database");
  return {
    ...actual,
    startDatabase(options: DatabaseOptions): Database {
      const { call, isOver, stop } = actual.startDatabase(options);
      return {
        call: (...args) => (answered-- > 0 ? call(...args) : Promise.reject(new Error("killed"))),
        isOver: () => answered < 0 || isOver(),
        stop,
      };
    },
  };
});

const TableName = "Accounts";
const KEY = [{ AttributeName: "id", AttributeType: "S" }];
const TABLE = {
  TableName,
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: KEY,
  KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
};
const itemOf = (id: string, amount: string) => ({ id: { S: id }, amount: { N: amount } });
const BEFORE = [itemOf("a", "10"), itemOf("b", "0")];

describe("what takes several calls of the database", () => {
  const folder = mkdtempSync(join(tmpdir(), "unfinished-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  const open = (state: ReturnType<ReturnType<typeof createDynamoDb>["exportState"]>) => {
    const dynamodb = createDynamoDb({ log: () => undefined, path: folder });
    dynamodb.importState(state);
    const request = { partition: "aws", accountId: "123456789012", region: "us-east-1", authorize: () => undefined };
    const call = async (action: string, body: object) => {
      const { status, body: answer } = await dynamodb.call({ ...request, action, body: JSON.stringify(body) });
      return { status, ...JSON.parse(answer || "{}") };
    };
    return { ...dynamodb, call };
  };
  const listItems = async ({ call }: ReturnType<typeof open>) => {
    const { Items } = await call("Scan", { TableName });
    return (Items as typeof BEFORE).sort((one, other) => one.id.S.localeCompare(other.id.S));
  };

  /** What the table holds where the process ends after 0, 1, 2 … calls of an action, until all of it is done. */
  const breakOff = async (action: string, request: object) => {
    let dynamodb = open({});
    await dynamodb.call("CreateTable", TABLE);
    const state = dynamodb.exportState();
    const held = [];
    for (let calls = 0, status = 500; status !== 200; calls += 1) {
      for (const Item of BEFORE) await dynamodb.call("PutItem", { TableName, Item });
      answered = calls;
      ({ status } = await dynamodb.call(action, { TableName, ...request }));
      answered = Infinity;
      await dynamodb.stop();
      dynamodb = open(state);
      held.push({ status, items: await listItems(dynamodb) });
    }
    await dynamodb.stop();
    return { held, left: readdirSync(folder) };
  };

  it("is done or not done at all, in a transaction", async () => {
    const after = [itemOf("a", "3"), itemOf("b", "7")];
    const TransactItems = after.map((Item) => ({ Put: { TableName, Item } }));
    const { held, left } = await breakOff("TransactWriteItems", { TransactItems });
    expect(held.length).toBeGreaterThan(after.length);
    expect(held).toEqual(held.map(({ status }) => ({ status, items: status === 200 ? after : BEFORE })));
    expect(left).toEqual(["us-east-1"]);
  }, 60_000);

  it("keeps the items of a table that gets another index", async () => {
    const Create = {
      IndexName: "amounts",
      KeySchema: [{ AttributeName: "amount", KeyType: "HASH" }],
      Projection: { ProjectionType: "ALL" },
    };
    const { held, left } = await breakOff("UpdateTable", {
      AttributeDefinitions: [...KEY, { AttributeName: "amount", AttributeType: "N" }],
      GlobalSecondaryIndexUpdates: [{ Create }],
    });
    expect(held.length).toBeGreaterThan(BEFORE.length);
    expect(held).toEqual(held.map(({ status }) => ({ status, items: BEFORE })));
    expect(left).toEqual(["us-east-1"]);
  }, 60_000);
});
