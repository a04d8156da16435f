/** What DynamoDB keeps of a CreateTable and the UpdateTables since, in the API's own terms. */
export interface TableDefinition {
  readonly TableName: string;
  readonly AttributeDefinitions: readonly AttributeDefinition[];
  readonly KeySchema: readonly KeySchemaElement[];
  /** @default "PROVISIONED" */
  readonly BillingMode?: string;
  readonly ProvisionedThroughput?: Throughput;
  readonly LocalSecondaryIndexes?: readonly SecondaryIndex[];
  readonly GlobalSecondaryIndexes?: readonly SecondaryIndex[];
  readonly StreamSpecification?: { readonly StreamEnabled?: boolean };
  readonly SSESpecification?: { readonly Enabled?: boolean; readonly KMSMasterKeyId?: string };
  /** @default "STANDARD" */
  readonly TableClass?: string;
  /** @default false */
  readonly DeletionProtectionEnabled?: boolean;
  readonly OnDemandThroughput?: object;
}

export interface AttributeDefinition {
  readonly AttributeName: string;
  readonly AttributeType: string;
}

export interface KeySchemaElement {
  readonly AttributeName: string;
  readonly KeyType: string;
}

export interface Throughput {
  readonly ReadCapacityUnits?: number;
  readonly WriteCapacityUnits?: number;
}

export interface SecondaryIndex {
  readonly IndexName: string;
  readonly KeySchema: readonly KeySchemaElement[];
  readonly Projection: { readonly ProjectionType?: string; readonly NonKeyAttributes?: readonly string[] };
  /** Of a global index whose table is not billed by the request. */
  readonly ProvisionedThroughput?: Throughput;
  readonly OnDemandThroughput?: object;
}

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** A table's resource, without its items: plain JSON. Times are milliseconds since 1970. */
export interface Table {
  readonly definition: TableDefinition;
  readonly tableId: string;
  readonly createdAt: number;
  readonly tags: readonly Tag[];
  /** When it was last billed by the request anew. @default never */
  readonly onDemandSince?: number;
  /** When its stream was enabled; no record is ever in it. @default no stream */
  readonly streamSince?: number;
  /** The attribute of items' expiry, which nothing acts upon. @default none */
  readonly timeToLive?: string;
  /** From when on backups are said to be there: there are none. @default not enabled */
  readonly pointInTimeRecovery?: { readonly since: number; readonly days: number };
}

/** What a request sets of a table beside its definition. */
export type TableSettings = Pick<Table, "timeToLive"> & { readonly recoveryDays?: number };

/** Returns the definition without attributes that are in no key: an index that is gone takes its attributes along. */
export function pruneAttributes(definition: TableDefinition): TableDefinition {
  const { KeySchema, LocalSecondaryIndexes = [], GlobalSecondaryIndexes = [] } = definition;
  const keys = [KeySchema, ...[...LocalSecondaryIndexes, ...GlobalSecondaryIndexes].map((index) => index.KeySchema)];
  // Nobody has judged the definition's form yet.
  const used = new Set(keys.flat().map((key) => key?.AttributeName));
  return {
    ...definition,
    AttributeDefinitions: definition.AttributeDefinitions.filter((each) => used.has(each?.AttributeName)),
  };
}

/** Returns a text that is the same for tables whose items can be read in the same ways. */
export function printStructure(definition: TableDefinition): string {
  return JSON.stringify([...describeKeys(definition), describeIndexes(definition, definition.GlobalSecondaryIndexes)]);
}

/** Returns a text that is the same for tables that one can be changed into the other, as on AWS. */
export const printKeys = (definition: TableDefinition): string => JSON.stringify(describeKeys(definition));

function describeKeys(definition: TableDefinition): readonly unknown[] {
  const { KeySchema, LocalSecondaryIndexes } = definition;
  return [typeKeys(definition, KeySchema), describeIndexes(definition, LocalSecondaryIndexes)];
}

function describeIndexes(definition: TableDefinition, indexes: readonly SecondaryIndex[] = []): readonly unknown[] {
  const sorted = [...indexes].sort((a, b) => (a.IndexName < b.IndexName ? -1 : 1));
  return sorted.map(({ IndexName, KeySchema, Projection: { ProjectionType, NonKeyAttributes } }) => [
    IndexName,
    typeKeys(definition, KeySchema),
    ProjectionType,
    NonKeyAttributes,
  ]);
}

function typeKeys({ AttributeDefinitions }: TableDefinition, keys: readonly KeySchemaElement[]): readonly unknown[] {
  return keys.map(({ AttributeName, KeyType }) => [
    AttributeName,
    KeyType,
    AttributeDefinitions.find((each) => each.AttributeName === AttributeName)?.AttributeType,
  ]);
}
