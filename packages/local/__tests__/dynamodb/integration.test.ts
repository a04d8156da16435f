import { createDynamoDb } from "../../dynamodb/dynamodb";
import { configuration, type TestApi } from "../configuration";
import { serve } from "../serve";

const call = (action: string, template: string) => ({
  integration_type: "AWS",
  integration_method: "POST",
  integration_uri: `arn:aws:apigateway:us-east-1:dynamodb:action/${action}`,
  credentials_arn: "${aws_iam_role.main.arn}",
  request_templates: { $default: template },
});
const KEY = '{"TableName":"Connections","Key":{"id":{"S":"$context.connectionId"}}}';
const TABLE = {
  name: "Connections",
  billing_mode: "PAY_PER_REQUEST",
  hash_key: "id",
  attribute: [{ name: "id", type: "S" }],
};

const api = (more: Partial<TestApi> = {}) =>
  configuration({
    routes: {
      $connect: {
        integration: call("PutItem", '{"TableName":"Connections","Item":{"id":{"S":"$context.connectionId"}}}'),
        responses: { "/200/": {} },
      },
      me: {
        integration: call("GetItem", KEY),
        responses: { "/200/": { response_templates: { $default: "$input.path('$.Item.id.S').length() characters" } } },
      },
      all: {
        integration: call("Scan", '{"TableName":"Connections"}'),
        responses: { "/200/": { response_templates: { $default: "$input.path('$.Count')" } } },
      },
      backup: { integration: call("CreateBackup", "{}") },
    },
    resource: { aws_dynamodb_table: { connections: TABLE } },
    ...more,
  });

describe("a route that calls DynamoDB", () => {
  it("keeps connections, beyond a reload of the stacks", async () => {
    const dynamodb = createDynamoDb({ log: () => undefined });
    const served = await serve(api(), { dynamodb });
    const client = await served.connect();
    expect(await client.ask('{"action":"me"}')).toBe("20 characters");
    served.deploy(api());
    expect(await client.ask('{"action":"all"}')).toBe("1");
    dynamodb.stop();
    client.socket.terminate();
    await served.close();
  });

  it("fails for an action that is not emulated, and says so", async () => {
    const served = await serve(api());
    const client = await served.connect();
    expect(await client.ask('{"action":"backup"}')).toMatch(/^\{"message": "Internal server error", /);
    expect(served.log).toEqual([
      "test/api: route 'backup': Internal server error (500): the action of DynamoDB is not emulated, got 'CreateBackup'; emulated are BatchGetItem, BatchWriteItem, DeleteItem, DescribeTable, GetItem, ListTables, PutItem, Query, Scan, TransactGetItems, TransactWriteItems, UpdateItem",
    ]);
    client.socket.terminate();
    await served.close();
  });

  it("refuses a client when the role may not put its item", async () => {
    const policy = {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "dynamodb:GetItem", Resource: "*" }],
    };
    const served = await serve(api({ policy }));
    const refused = await served.connect().catch((error) => error);
    expect([refused.status, refused.body]).toEqual([
      500,
      expect.stringMatching(
        /^\{"message": "Internal server error", "connectionId":"[\w-]{18}==", "requestId":"[\w-]{15}="\}$/,
      ),
    ]);
    await served.close();
  });
});

describe("a table of Terraform", () => {
  it("has its indexes", async () => {
    const index = { projection_type: "ALL" };
    const attributes = ["id", "at", "user"].map((name) => ({ name, type: "S" }));
    const table = {
      ...TABLE,
      billing_mode: "PROVISIONED",
      range_key: "at",
      read_capacity: 1,
      write_capacity: 1,
      attribute: attributes,
      global_secondary_index: [{ ...index, name: "by-user", hash_key: "user", read_capacity: 1, write_capacity: 1 }],
      local_secondary_index: [
        { ...index, projection_type: "INCLUDE", non_key_attributes: ["x"], name: "by-time", range_key: "user" },
      ],
    };
    const dynamodb = createDynamoDb({ log: () => undefined });
    const served = await serve(api({ resource: { aws_dynamodb_table: { connections: table } } }), { dynamodb });
    const request = { partition: "aws", accountId: "1", region: "us-east-1", authorize: () => undefined };
    const { body } = await dynamodb.call({ ...request, action: "DescribeTable", body: '{"TableName":"Connections"}' });
    expect(JSON.parse(body).Table).toMatchObject({
      TableStatus: "ACTIVE",
      KeySchema: [
        { AttributeName: "id", KeyType: "HASH" },
        { AttributeName: "at", KeyType: "RANGE" },
      ],
      GlobalSecondaryIndexes: [{ IndexName: "by-user", KeySchema: [{ AttributeName: "user", KeyType: "HASH" }] }],
      LocalSecondaryIndexes: [
        { IndexName: "by-time", Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["x"] } },
      ],
    });
    await served.close();
  });

  it("has its tags, its encryption, its expiry and its recovery", async () => {
    const table = {
      ...TABLE,
      tags: { a: "1" },
      ttl: { attribute_name: "expires", enabled: true },
      point_in_time_recovery: { enabled: true },
      server_side_encryption: { enabled: true, kms_key_arn: "arn:aws:kms:us-east-1:1:key/k" },
      deletion_protection_enabled: true,
      table_class: "STANDARD",
    };
    const dynamodb = createDynamoDb({ log: () => undefined });
    const served = await serve(api({ resource: { aws_dynamodb_table: { connections: table } } }), { dynamodb });
    const request = { partition: "aws", accountId: "1", region: "us-east-1", authorize: () => undefined };
    const ask = async (action: string, body: object) =>
      JSON.parse((await dynamodb.call({ ...request, action, body: JSON.stringify(body) })).body);
    expect((await ask("DescribeTable", { TableName: "Connections" })).Table).toMatchObject({
      TableArn: "arn:aws:dynamodb:us-east-1:1:table/Connections",
      SSEDescription: { Status: "ENABLED", SSEType: "KMS", KMSMasterKeyArn: "arn:aws:kms:us-east-1:1:key/k" },
      DeletionProtectionEnabled: true,
      TableClassSummary: { TableClass: "STANDARD" },
    });
    const ResourceArn = "arn:aws:dynamodb:us-east-1:1:table/Connections";
    expect(await ask("ListTagsOfResource", { ResourceArn })).toEqual({ Tags: [{ Key: "a", Value: "1" }] });
    expect(await ask("DescribeTimeToLive", { TableName: "Connections" })).toEqual({
      TimeToLiveDescription: { AttributeName: "expires", TimeToLiveStatus: "ENABLED" },
    });
    expect(await ask("DescribeContinuousBackups", { TableName: "Connections" })).toMatchObject({
      ContinuousBackupsDescription: { PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: "ENABLED" } },
    });
    await served.close();
  });
});
