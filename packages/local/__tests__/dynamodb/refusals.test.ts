import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  ListTablesCommand,
} from "@aws-sdk/client-dynamodb";
import { outcome } from "../api-server";
import { BY_USER, DESCRIBED, ResourceArn, TABLE, TableName } from "./table-request";
import { openApi } from "./open-api";

let api: Awaited<ReturnType<typeof openApi>>;
beforeAll(async () => void (api = await openApi()));
beforeEach(() => api.reset());
afterAll(() => api.close());

describe("the refusals of DynamoDB's API", () => {
  it.each<[string, object, readonly [string, string]]>([
    ["a table that is there", TABLE, ["ResourceInUseException", "Table already exists: Connections"]],
    [
      "a key without a definition",
      { ...TABLE, TableName: "Other", AttributeDefinitions: [] },
      ["ValidationException", "Invalid KeySchema: Some index key attribute have no definition"],
    ],
    [
      "an unknown class",
      { ...TABLE, TableClass: "GOLD" },
      [
        "ValidationException",
        "1 validation error detected: Value 'GOLD' at 'tableClass' failed to satisfy constraint: Member must satisfy enum value set: [STANDARD, STANDARD_INFREQUENT_ACCESS]",
      ],
    ],
  ])("rejects to create %s", async (_, request, [name, message]) => {
    await api.create();
    const call = api.client.send(new CreateTableCommand(request as CreateTableCommandInput));
    expect(await outcome(call)).toEqual([name, 400, message]);
    expect((await api.client.send(new ListTablesCommand({}))).TableNames).toEqual([TableName]);
  });

  it.each<[string, object, readonly [string, string]]>([
    [
      "nothing",
      {},
      [
        "ValidationException",
        "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required",
      ],
    ],
    [
      "to throughput without a number",
      { BillingMode: "PROVISIONED" },
      [
        "ValidationException",
        "One or more parameter values were invalid: ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED",
      ],
    ],
    [
      "an index that is not there",
      { GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: "none" } }] },
      ["ResourceNotFoundException", "Requested resource not found"],
    ],
    [
      "to an index without its attribute",
      { GlobalSecondaryIndexUpdates: [{ Create: BY_USER }] },
      [
        "ValidationException",
        "One or more parameter values were invalid: Some index key attributes are not defined in AttributeDefinitions. Keys: [user], AttributeDefinitions: [id]",
      ],
    ],
    [
      "to replicas",
      { ReplicaUpdates: [{ Create: { RegionName: "eu-west-1" } }] },
      ["ValidationException", "The local runtime has one copy of a table; remove the table's replicas"],
    ],
  ])("rejects to change %s", async (_, change, [name, message]) => {
    await api.create();
    expect(await outcome(api.update(change))).toEqual([name, 400, message]);
    expect(await api.describeTable()).toEqual(DESCRIBED);
  });

  it("rejects to delete a protected table", async () => {
    await api.create({ DeletionProtectionEnabled: true });
    const message =
      "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.";
    const call = api.client.send(new DeleteTableCommand({ TableName }));
    expect(await outcome(call)).toEqual(["ValidationException", 400, message]);
    await api.update({ DeletionProtectionEnabled: false });
    await api.client.send(new DeleteTableCommand({ TableName }));
  });

  it.each([
    ["DescribeContinuousBackups", { TableName }, "TableNotFoundException", "Table not found: Connections"],
    [
      "TagResource",
      { ResourceArn, Tags: [{ Key: "a", Value: "b" }] },
      "ResourceNotFoundException",
      `Requested resource not found: ResourcArn: ${ResourceArn} not found`,
    ],
    [
      "UpdateTimeToLive",
      { TableName },
      "ValidationException",
      "1 validation error detected: Value null at 'timeToLiveSpecification' failed to satisfy constraint: Member must not be null",
    ],
  ])("rejects %s of a table that is not there", async (action, body, code, message) => {
    const [status, text] = await api.server.post(JSON.stringify(body), {
      "x-amz-target": `DynamoDB_20120810.${action}`,
    });
    const { __type, message: told } = JSON.parse(text);
    expect([status, __type.split("#")[1], told]).toEqual([400, code, message]);
  });

  it.each([
    ["UpdateTable", { TableName, GlobalSecondaryIndexUpdates: [null] }],
    ["UpdateTable", { TableName, GlobalSecondaryIndexUpdates: [{ Create: { IndexName: 1, KeySchema: 7 } }] }],
    ["UpdateTable", { TableName, ProvisionedThroughput: "much" }],
    ["CreateTable", { ...TABLE, TableName: "Other", Tags: [{ Key: 1 }] }],
    ["UpdateTable", { TableName, AttributeDefinitions: [null], BillingMode: "PAY_PER_REQUEST" }],
    ["CreateTable", { ...TABLE, TableName: "Other", KeySchema: [null] }],
    ["CreateTable", {}],
    ["DescribeTable", {}],
    ["UpdateTimeToLive", { TableName, TimeToLiveSpecification: [] }],
    ["TagResource", { ResourceArn: "constructor", Tags: {} }],
  ])("rejects %s of %j, and stays whole", async (action, body) => {
    await api.create();
    const [status] = await api.server.post(JSON.stringify(body), { "x-amz-target": `DynamoDB_20120810.${action}` });
    expect([status, await api.describeTable()]).toEqual([400, DESCRIBED]);
  });
});
