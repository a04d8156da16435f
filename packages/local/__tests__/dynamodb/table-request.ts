import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";

export const TableName = "Connections";
export const ResourceArn = `arn:aws:dynamodb:us-east-1:123456789012:table/${TableName}`;
export const TABLE: CreateTableCommandInput = {
  TableName,
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
  KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
};
export const BY_USER = {
  IndexName: "by-user",
  KeySchema: [{ AttributeName: "user", KeyType: "HASH" as const }],
  Projection: { ProjectionType: "ALL" as const },
};
export const USER = { AttributeName: "user", AttributeType: "S" as const };
export const NOW = Date.parse("2026-09-25T09:19:55Z");
export const uuid = expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
export const DESCRIBED = {
  AttributeDefinitions: TABLE.AttributeDefinitions,
  TableName,
  KeySchema: TABLE.KeySchema,
  TableStatus: "ACTIVE",
  CreationDateTime: new Date(NOW),
  ProvisionedThroughput: { NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
  TableSizeBytes: 0,
  ItemCount: 0,
  TableArn: ResourceArn,
  TableId: uuid,
  BillingModeSummary: { BillingMode: "PAY_PER_REQUEST", LastUpdateToPayPerRequestDateTime: new Date(NOW) },
  DeletionProtectionEnabled: false,
  WarmThroughput: { ReadUnitsPerSecond: 12000, WriteUnitsPerSecond: 4000, Status: "ACTIVE" },
};
