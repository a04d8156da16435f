import type { JsonObject } from "../../languages/jsonpath/json";

/** What DynamoDB keeps of a CreateTable and the UpdateTables since, in the API's own terms. */
export interface TableDefinition extends JsonObject {
  readonly TableName: string;
  readonly AttributeDefinitions: AttributeDefinition[];
  readonly KeySchema: KeySchemaElement[];
  readonly LocalSecondaryIndexes?: SecondaryIndex[];
  readonly GlobalSecondaryIndexes?: SecondaryIndex[];
}

export interface AttributeDefinition extends JsonObject {
  readonly AttributeName: string;
  readonly AttributeType: string;
}

export interface KeySchemaElement extends JsonObject {
  readonly AttributeName: string;
  readonly KeyType: string;
}

export interface SecondaryIndex extends JsonObject {
  readonly IndexName: string;
  readonly KeySchema: KeySchemaElement[];
  readonly Projection: JsonObject;
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

/** Members of CreateTable that are kept; others are ignored, as on AWS. */
export const DEFINITION_MEMBERS = [
  "TableName",
  "AttributeDefinitions",
  "KeySchema",
  "BillingMode",
  "ProvisionedThroughput",
  "LocalSecondaryIndexes",
  "GlobalSecondaryIndexes",
  "StreamSpecification",
  "SSESpecification",
  "TableClass",
  "DeletionProtectionEnabled",
  "OnDemandThroughput",
] as const;

export function pickMembers(body: JsonObject, members: readonly string[]): JsonObject {
  const present = members.filter((name) => Object.hasOwn(body, name) && body[name] !== null);
  return Object.fromEntries(present.map((name) => [name, body[name] ?? null]));
}

/** Returns the definition without attributes that are in no key: an index that is gone takes its attributes along. */
export function pruneAttributes(definition: TableDefinition): TableDefinition {
  const { KeySchema, LocalSecondaryIndexes = [], GlobalSecondaryIndexes = [] } = definition;
  const keys = [KeySchema, ...[...LocalSecondaryIndexes, ...GlobalSecondaryIndexes].map((index) => index.KeySchema)];
  const used = new Set(keys.flat().map(({ AttributeName }) => AttributeName));
  return {
    ...definition,
    AttributeDefinitions: definition.AttributeDefinitions.filter(({ AttributeName }) => used.has(AttributeName)),
  };
}

/** Returns a text that is the same for tables whose items can be read in the same ways. */
export function printStructure(definition: JsonObject): string {
  return JSON.stringify([...describeKeys(definition), describeIndexes(definition, "GlobalSecondaryIndexes")]);
}

/** Returns a text that is the same for tables that one can be changed into the other, as on AWS. */
export const printKeys = (definition: JsonObject): string => JSON.stringify(describeKeys(definition));

function describeKeys(definition: JsonObject): readonly unknown[] {
  return [typeKeys(definition, definition), describeIndexes(definition, "LocalSecondaryIndexes")];
}

function describeIndexes(definition: JsonObject, member: string): readonly unknown[] {
  const indexes = objects(definition[member]);
  const sorted = [...indexes].sort((a, b) => (String(a.IndexName) < String(b.IndexName) ? -1 : 1));
  return sorted.map((index) => {
    const { ProjectionType, NonKeyAttributes } = (index.Projection ?? {}) as JsonObject;
    return [index.IndexName, typeKeys(definition, index), ProjectionType, NonKeyAttributes];
  });
}

function typeKeys(definition: JsonObject, { KeySchema }: JsonObject): readonly unknown[] {
  const attributes = objects(definition.AttributeDefinitions);
  return objects(KeySchema).map(({ AttributeName, KeyType }) => [
    AttributeName,
    KeyType,
    attributes.find((each) => each.AttributeName === AttributeName)?.AttributeType,
  ]);
}

/** What nobody has validated yet may be anything. */
const objects = (value: unknown): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === "object" && each !== null) : [];
