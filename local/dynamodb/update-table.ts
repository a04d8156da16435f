import { isJsonObject, type Json, type JsonObject } from "../../languages/jsonpath/json";
import { isOnDemand } from "./describe-table";
import { pickMembers, pruneAttributes, type SecondaryIndex, type TableDefinition } from "./table";
import { createError, invalid } from "./wire";

const REPLACED = [
  "BillingMode",
  "ProvisionedThroughput",
  "StreamSpecification",
  "SSESpecification",
  "TableClass",
  "DeletionProtectionEnabled",
  "OnDemandThroughput",
] as const;

/**
 * Returns a table's definition as UpdateTable makes it.
 *
 * @throws DynamoDbError where nothing is to change, or an index to change is not there.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html
 */
export function updateDefinition(definition: TableDefinition, request: JsonObject): TableDefinition {
  const changes = pickMembers(request, REPLACED);
  const updates = objects(request.GlobalSecondaryIndexUpdates);
  // A change that the local runtime does not follow is not dropped in silence.
  if (objects(request.ReplicaUpdates).length > 0)
    throw invalid("The local runtime has one copy of a table; remove the table's replicas");
  if (Object.keys(changes).length === 0 && updates.length === 0)
    throw invalid(
      "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required",
    );
  refuseSameThroughput(definition, changes);
  const { GlobalSecondaryIndexes: before = [], ...kept } = withoutOtherBilling(definition, changes);
  const indexes = updates.reduce<readonly SecondaryIndex[]>(updateIndexes, before);
  const updated = {
    ...kept,
    ...changes,
    AttributeDefinitions: [
      ...new Map(
        [...definition.AttributeDefinitions, ...objects(request.AttributeDefinitions)].map((each) => [
          each.AttributeName,
          each,
        ]),
      ).values(),
    ],
    ...(indexes.length > 0 && { GlobalSecondaryIndexes: [...indexes] }),
  };
  // The database judges the form of what is new.
  return pruneAttributes(withoutThroughputs(updated as TableDefinition));
}

/** A way of billing leaves nothing of the other behind. */
function withoutOtherBilling(definition: TableDefinition, { BillingMode }: JsonObject): TableDefinition {
  const { ProvisionedThroughput, OnDemandThroughput, ...kept } = definition;
  const members = { ProvisionedThroughput, OnDemandThroughput };
  const left = BillingMode === undefined || BillingMode === (definition.BillingMode ?? "PROVISIONED") ? members : {};
  return { ...kept, ...pickMembers(left, Object.keys(left).filter((name) => left[name as keyof typeof left])) };
}

function withoutThroughputs(definition: TableDefinition): TableDefinition {
  const { GlobalSecondaryIndexes } = definition;
  if (!GlobalSecondaryIndexes) return definition;
  if (!isOnDemand(definition)) {
    const bare = GlobalSecondaryIndexes.find(({ ProvisionedThroughput }) => ProvisionedThroughput === undefined);
    if (!bare) return definition;
    const what = `ProvisionedThroughput must be specified for index: ${bare.IndexName}`;
    throw invalid(`One or more parameter values were invalid: ${what}`);
  }
  const without = GlobalSecondaryIndexes.map(({ ProvisionedThroughput: _, ...index }): SecondaryIndex => index as SecondaryIndex);
  return { ...definition, GlobalSecondaryIndexes: without };
}

function refuseSameThroughput(definition: TableDefinition, { BillingMode, ProvisionedThroughput: next }: JsonObject): void {
  const { ProvisionedThroughput: now } = definition;
  if (BillingMode !== undefined || !isJsonObject(now ?? null) || !isJsonObject(next ?? null)) return;
  const [held, asked] = [now as JsonObject, next as JsonObject];
  const { ReadCapacityUnits: read, WriteCapacityUnits: write } = held;
  if (asked.ReadCapacityUnits !== read || asked.WriteCapacityUnits !== write) return;
  throw invalid(
    "The provisioned throughput for the table will not change. The requested value equals the current value. " +
      `Current ReadCapacityUnits provisioned for the table: ${read}. Requested ReadCapacityUnits: ${read}. ` +
      `Current WriteCapacityUnits provisioned for the table: ${write}. Requested WriteCapacityUnits: ${write}. ` +
      "Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.",
  );
}

type UpdateIndexes = (indexes: readonly SecondaryIndex[], update: SecondaryIndex) => readonly SecondaryIndex[];

const INDEX_UPDATES: Readonly<Record<string, UpdateIndexes>> = {
  Create(indexes, index) {
    if (findIndex(indexes, index)) throw invalid("Attempting to create an index which already exists");
    return [...indexes, pickMembers(index, INDEX_MEMBERS) as SecondaryIndex];
  },
  Update(indexes, index) {
    const found = expectIndex(indexes, index);
    const changed = { ...found, ...pickMembers(index, ["ProvisionedThroughput", "OnDemandThroughput"]) };
    return indexes.map((each) => (each === found ? changed : each));
  },
  Delete(indexes, index) {
    const found = expectIndex(indexes, index);
    return indexes.filter((each) => each !== found);
  },
};

const INDEX_MEMBERS = ["IndexName", "KeySchema", "Projection", "ProvisionedThroughput", "OnDemandThroughput"];

function updateIndexes(indexes: readonly SecondaryIndex[], update: JsonObject): readonly SecondaryIndex[] {
  for (const [name, change] of Object.entries(INDEX_UPDATES)) {
    const index = Object.hasOwn(update, name) ? (update[name] ?? null) : null;
    if (isJsonObject(index)) return change(indexes, index as SecondaryIndex);
  }
  const one = ["Update", "Create", "Delete"].map((name) => `GlobalSecondaryIndexUpdate.${name}`).join(", ");
  throw invalid(`One or more parameter values were invalid: One of ${one} must not be null`);
}

const findIndex = (indexes: readonly SecondaryIndex[], { IndexName }: JsonObject): SecondaryIndex | undefined =>
  indexes.find((each) => each.IndexName === IndexName);

function expectIndex(indexes: readonly SecondaryIndex[], index: JsonObject): SecondaryIndex {
  const found = findIndex(indexes, index);
  if (found) return found;
  // *Assumed*: the text of a table's index is that of a table's items.
  throw createError("ResourceNotFoundException", "Requested resource not found");
}

const objects = (value: Json | undefined): readonly JsonObject[] => (Array.isArray(value) ? value.filter(isJsonObject) : []);
