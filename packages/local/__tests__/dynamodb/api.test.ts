import {
  BatchWriteItemCommand,
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTimeToLiveCommand,
  ListTablesCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateContinuousBackupsCommand,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import { createDynamoDbApi } from "../../dynamodb/api";
import { outcome } from "../api-server";
import { BY_USER, DESCRIBED, NOW, ResourceArn, TABLE, TableName, USER } from "./table-request";
import { openApi } from "./open-api";

let api: Awaited<ReturnType<typeof openApi>>;
beforeAll(async () => void (api = await openApi()));
beforeEach(() => api.reset());
afterAll(() => api.close());

describe("a table of DynamoDB's API", () => {
  it("is created, described, listed and deleted", async () => {
    const creating = { ...DESCRIBED, TableStatus: "CREATING" };
    const warming = { ...DESCRIBED.WarmThroughput, Status: "UPDATING" };
    expect((await api.create()).TableDescription).toEqual({ ...creating, WarmThroughput: warming });
    expect(await api.describeTable()).toEqual(DESCRIBED);
    await api.create({ TableName: "Another" });
    const first = { TableNames: ["Another"], LastEvaluatedTableName: "Another" };
    expect(await outcome(api.client.send(new ListTablesCommand({ Limit: 1 })))).toEqual(first);
    const rest = new ListTablesCommand({ ExclusiveStartTableName: "Another" });
    expect(await outcome(api.client.send(rest))).toEqual({ TableNames: [TableName] });
    const deleted = await api.client.send(new DeleteTableCommand({ TableName: ResourceArn }));
    expect(deleted.TableDescription?.TableStatus).toBe("DELETING");
    const missing = "Requested resource not found: Table: Connections not found";
    expect(await outcome(api.describeTable() as Promise<object>)).toEqual(["ResourceNotFoundException", 400, missing]);
  });

  it("has its encryption, class, stream and throughput described", async () => {
    await api.create({
      BillingMode: "PROVISIONED",
      ProvisionedThroughput: { ReadCapacityUnits: 2, WriteCapacityUnits: 3 },
      SSESpecification: { Enabled: true },
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
      TableClass: "STANDARD_INFREQUENT_ACCESS",
      DeletionProtectionEnabled: true,
    });
    const { BillingModeSummary: _, ...described } = DESCRIBED;
    expect(await api.describeTable()).toEqual({
      ...described,
      ProvisionedThroughput: { NumberOfDecreasesToday: 0, ReadCapacityUnits: 2, WriteCapacityUnits: 3 },
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
      LatestStreamLabel: "2026-09-25T09:19:55.000",
      LatestStreamArn: `${ResourceArn}/stream/2026-09-25T09:19:55.000`,
      SSEDescription: {
        Status: "ENABLED",
        SSEType: "KMS",
        KMSMasterKeyArn: expect.stringMatching(/^arn:aws:kms:us-east-1:123456789012:key\/[\da-f-]{36}$/),
      },
      TableClassSummary: { TableClass: "STANDARD_INFREQUENT_ACCESS" },
      DeletionProtectionEnabled: true,
      WarmThroughput: { ReadUnitsPerSecond: 2, WriteUnitsPerSecond: 3, Status: "ACTIVE" },
    });
    expect(api.log).toEqual(["table 'Connections': its stream stays empty: streams are not emulated"]);
  });

  it("keeps its items when an index comes and goes", async () => {
    await api.create();
    const put = (id: string) => ({ PutRequest: { Item: { id: { S: id }, user: { S: "u" } } } });
    await api.client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: [put("a"), put("b")] } }));
    await api.client.send(new PutItemCommand({ TableName, Item: { id: { S: "c" }, user: { N: "1" } } }));
    await api.update({ AttributeDefinitions: [USER], GlobalSecondaryIndexUpdates: [{ Create: BY_USER }] });
    const query = new QueryCommand({
      TableName,
      IndexName: "by-user",
      KeyConditionExpression: "#u = :u",
      ExpressionAttributeNames: { "#u": "user" },
      ExpressionAttributeValues: { ":u": { S: "u" } },
    });
    expect((await api.client.send(query)).Items).toHaveLength(2);
    expect((await api.describeTable())?.GlobalSecondaryIndexes).toEqual([
      {
        ...BY_USER,
        IndexStatus: "ACTIVE",
        ProvisionedThroughput: DESCRIBED.ProvisionedThroughput,
        IndexSizeBytes: 0,
        ItemCount: 0,
        IndexArn: `${ResourceArn}/index/by-user`,
      },
    ]);
    await api.update({ GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: "by-user" } }] });
    expect(await api.describeTable()).toEqual(DESCRIBED);
    expect((await api.client.send(new ScanCommand({ TableName }))).Count).toBe(2);
    expect(api.log).toEqual(["table 'Connections': 1 items do not fit its new index and are gone"]);
  });

  it("changes its billing", async () => {
    await api.create();
    await api.update({
      BillingMode: "PROVISIONED",
      ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
    });
    expect((await api.describeTable())?.BillingModeSummary).toEqual({
      BillingMode: "PROVISIONED",
      LastUpdateToPayPerRequestDateTime: new Date(NOW),
    });
    await api.update({ BillingMode: "PAY_PER_REQUEST" });
    expect(await api.describeTable()).toEqual(DESCRIBED);
  });

  it("has tags", async () => {
    await api.create({ Tags: [{ Key: "a", Value: "1" }] });
    await api.client.send(new TagResourceCommand({ ResourceArn, Tags: [{ Key: "__proto__", Value: "2" }] }));
    await api.client.send(new TagResourceCommand({ ResourceArn, Tags: [{ Key: "b", Value: "3" }] }));
    await api.client.send(new UntagResourceCommand({ ResourceArn, TagKeys: ["a"] }));
    const Tags = [
      { Key: "__proto__", Value: "2" },
      { Key: "b", Value: "3" },
    ];
    expect(await outcome(api.client.send(new ListTagsOfResourceCommand({ ResourceArn })))).toEqual({ Tags });
  });

  it("keeps its time to live and point-in-time recovery", async () => {
    await api.create();
    const expiry = (Enabled: boolean) =>
      api.client.send(
        new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: { Enabled, AttributeName: "expires" } }),
      );
    const timeToLive = async () =>
      (await api.client.send(new DescribeTimeToLiveCommand({ TableName }))).TimeToLiveDescription;
    expect(await timeToLive()).toEqual({ TimeToLiveStatus: "DISABLED" });
    await expiry(true);
    expect(await timeToLive()).toEqual({ TimeToLiveStatus: "ENABLED", AttributeName: "expires" });
    expect(await outcome(expiry(true))).toEqual(["ValidationException", 400, "TimeToLive is already enabled"]);
    await expiry(false);
    expect(await timeToLive()).toEqual({ TimeToLiveStatus: "DISABLED" });
    const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 7 };
    await api.client.send(new UpdateContinuousBackupsCommand({ TableName, PointInTimeRecoverySpecification }));
    const backups = await api.client.send(new DescribeContinuousBackupsCommand({ TableName }));
    expect(backups.ContinuousBackupsDescription).toEqual({
      ContinuousBackupsStatus: "ENABLED",
      PointInTimeRecoveryDescription: {
        PointInTimeRecoveryStatus: "ENABLED",
        RecoveryPeriodInDays: 7,
        EarliestRestorableDateTime: new Date(NOW),
        LatestRestorableDateTime: new Date(NOW),
      },
    });
  });

  it("stays whole under 100 creates and deletes at once", async () => {
    const names = Array.from({ length: 50 }, (_, index) => `Table-${index % 10}`);
    const calls = names.flatMap((name) => [
      outcome(api.create({ TableName: name })),
      outcome(api.client.send(new DeleteTableCommand({ TableName: name }))),
    ]);
    for (const each of await Promise.all(calls))
      expect(Array.isArray(each) ? each[0] : "done").toMatch(
        /^(done|ResourceInUseException|ResourceNotFoundException)$/,
      );
    const { TableNames = [] } = await api.client.send(new ListTablesCommand({}));
    for (const name of TableNames) expect((await api.client.send(new ScanCommand({ TableName: name }))).Count).toBe(0);
  });
});

describe("DynamoDB's API", () => {
  it("answers with a checksum, and tells which calls change tables and which action there is not", async () => {
    const call = async (target: string, body: object) => {
      const callApi = createDynamoDbApi(api.dynamodb, { partition: "aws", accountId: "1", region: "us-east-1" });
      const headers = { "x-amz-target": target };
      const request = { service: "dynamodb", region: "us-east-1", method: "POST", path: "/", headers };
      const {
        status,
        mutates,
        unknown,
        headers: sent,
      } = await callApi({
        ...request,
        query: new URLSearchParams(),
        body: JSON.stringify(body),
      });
      return [status, mutates, unknown, sent];
    };
    const sent = (crc32: unknown) => ({
      "content-type": "application/x-amz-json-1.0",
      "x-amzn-requestid": expect.stringMatching(/^[A-Z\d]{52}$/),
      "x-amz-crc32": crc32,
    });
    const some = expect.stringMatching(/^\d+$/);
    expect(await call("DynamoDB_20120810.CreateTable", TABLE)).toEqual([200, true, undefined, sent(some)]);
    const item = { TableName, Item: { id: { S: "a" } } };
    // The checksum of `{}` comes from dynalite, that of an empty body from this room.
    expect(await call("DynamoDB_20120810.PutItem", item)).toEqual([200, undefined, undefined, sent("2745614147")]);
    const tags = { ResourceArn: "arn:aws:dynamodb:us-east-1:1:table/Connections", TagKeys: ["x"] };
    expect(await call("DynamoDB_20120810.UntagResource", tags)).toEqual([200, true, undefined, sent("0")]);
    expect(await call("DynamoDB_20120810.CreateBackup", {})).toEqual([400, undefined, "CreateBackup", sent(some)]);
    expect(await call("Other.Get", {})).toEqual([400, undefined, "Other.Get", sent(some)]);
  });
});
