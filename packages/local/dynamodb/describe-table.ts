import { createHash } from "node:crypto";
import type { SecondaryIndex, Table, TableDefinition } from "./table";

/** Whose tables they are. */
export interface Account {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
}

/** Of a table; the first of an answer that changes it says what is under way, and what is asked next finds it ACTIVE. */
export type TableStatus = "ACTIVE" | "CREATING" | "UPDATING" | "DELETING";

/** What a provisioned table bears at once is what is provisioned. @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/warm-throughput.html */
const WARM_ON_DEMAND = { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4_000 };

export const printTableArn = ({ partition, region, accountId }: Account, name: string): string =>
  `arn:${partition}:dynamodb:${region}:${accountId}:table/${name}`;

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html */
export function describeTable(table: Table, status: TableStatus, account: Account): object {
  const { definition, tableId, createdAt, onDemandSince } = table;
  const { TableName, AttributeDefinitions, KeySchema, TableClass, OnDemandThroughput } = definition;
  const { LocalSecondaryIndexes, GlobalSecondaryIndexes } = definition;
  const arn = printTableArn(account, TableName);
  return {
    AttributeDefinitions,
    TableName,
    KeySchema,
    TableStatus: status,
    CreationDateTime: createdAt / 1000,
    ProvisionedThroughput: describeThroughput(definition),
    TableSizeBytes: 0,
    ItemCount: 0,
    TableArn: arn,
    TableId: tableId,
    BillingModeSummary: onDemandSince === undefined ? undefined : describeBilling(definition, onDemandSince),
    LocalSecondaryIndexes: LocalSecondaryIndexes?.map((index) => describeIndex(arn, index)),
    GlobalSecondaryIndexes: GlobalSecondaryIndexes?.map((index) => describeGlobalIndex(arn, index, status)),
    ...describeStream(table, arn),
    SSEDescription: describeEncryption(definition, account),
    TableClassSummary: TableClass === undefined ? undefined : { TableClass },
    DeletionProtectionEnabled: definition.DeletionProtectionEnabled ?? false,
    OnDemandThroughput,
    WarmThroughput: { ...describeWarmth(definition), Status: status === "ACTIVE" ? "ACTIVE" : "UPDATING" },
  };
}

export const isOnDemand = ({ BillingMode }: TableDefinition): boolean => BillingMode === "PAY_PER_REQUEST";

const describeBilling = (definition: TableDefinition, since: number): object => ({
  BillingMode: isOnDemand(definition) ? "PAY_PER_REQUEST" : "PROVISIONED",
  LastUpdateToPayPerRequestDateTime: since / 1000,
});

function describeThroughput({ ProvisionedThroughput = {} }: TableDefinition | SecondaryIndex): object {
  const { ReadCapacityUnits = 0, WriteCapacityUnits = 0 } = ProvisionedThroughput;
  return { NumberOfDecreasesToday: 0, ReadCapacityUnits, WriteCapacityUnits };
}

function describeWarmth(definition: TableDefinition): object {
  if (isOnDemand(definition)) return WARM_ON_DEMAND;
  const { ReadCapacityUnits = 0, WriteCapacityUnits = 0 } = definition.ProvisionedThroughput ?? {};
  return { ReadUnitsPerSecond: ReadCapacityUnits, WriteUnitsPerSecond: WriteCapacityUnits };
}

function describeIndex(tableArn: string, { IndexName, KeySchema, Projection }: SecondaryIndex): object {
  return {
    IndexName,
    KeySchema,
    Projection,
    IndexSizeBytes: 0,
    ItemCount: 0,
    IndexArn: `${tableArn}/index/${IndexName}`,
  };
}

function describeGlobalIndex(tableArn: string, index: SecondaryIndex, status: TableStatus): object {
  return {
    ...describeIndex(tableArn, index),
    IndexStatus: status,
    ProvisionedThroughput: describeThroughput(index),
    OnDemandThroughput: index.OnDemandThroughput,
  };
}

function describeStream({ definition, streamSince }: Table, tableArn: string): object {
  if (streamSince === undefined) return {};
  const label = new Date(streamSince).toISOString().replace("Z", "");
  return {
    StreamSpecification: definition.StreamSpecification,
    LatestStreamLabel: label,
    LatestStreamArn: `${tableArn}/stream/${label}`,
  };
}

/** The key of DynamoDB itself is not described. @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_SSEDescription.html */
function describeEncryption({ SSESpecification = {} }: TableDefinition, account: Account): object | undefined {
  const { Enabled, KMSMasterKeyId: key = `key/${printManagedKeyId(account)}` } = SSESpecification;
  if (Enabled !== true) return undefined;
  const { partition, region, accountId } = account;
  const path = /^(key|alias)\//.test(key) ? key : `key/${key}`;
  return {
    Status: "ENABLED",
    SSEType: "KMS",
    KMSMasterKeyArn: key.startsWith("arn:") ? key : `arn:${partition}:kms:${region}:${accountId}:${path}`,
  };
}

/** The id of the key that AWS keeps for DynamoDB: one in an account and region. */
function printManagedKeyId({ accountId, region }: Account): string {
  const digest = createHash("sha256").update(`${accountId}/${region}/alias/aws/dynamodb`).digest("hex");
  return digest.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-4$3-8$4-$5");
}
