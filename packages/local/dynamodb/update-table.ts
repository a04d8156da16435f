import type { RequestOf } from "../protocols/request";
import { isOnDemand } from "./describe-table";
import type { UPDATE } from "./request-members";
import { type AttributeDefinition, pruneAttributes, type SecondaryIndex, type TableDefinition } from "./table";
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

/** UpdateTable's request. */
export type UpdateTableRequest = RequestOf<typeof UPDATE>;

type IndexUpdate = NonNullable<UpdateTableRequest["GlobalSecondaryIndexUpdates"]>[number];

/**
 * Returns a table's definition as UpdateTable makes it, whose form the database has still to judge.
 *
 * @throws DynamoDbError where nothing is to change, or an index to change is not there.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html
 */
export function updateDefinition(definition: TableDefinition, request: UpdateTableRequest): TableDefinition {
  const changes = pickReplaced(request);
  const { GlobalSecondaryIndexUpdates: updates = [], ReplicaUpdates = [] } = request;
  // A change that the local runtime does not follow is not dropped in silence.
  if (ReplicaUpdates.length > 0)
    throw invalid("The local runtime has one copy of a table; remove the table's replicas");
  if (Object.keys(changes).length === 0 && updates.length === 0)
    throw invalid(
      "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required",
    );
  requireOtherThroughput(definition, changes);
  const { GlobalSecondaryIndexes: before = [], ...kept } = leaveBilling(definition, changes);
  const indexes = updates.reduce<Indexes>(updateIndexes, before);
  const updated = {
    ...kept,
    ...changes,
    AttributeDefinitions: mergeAttributes(definition, request),
    ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
  };
  requireIndexThroughput(updated);
  return pruneAttributes(updated);
}

function pickReplaced(request: UpdateTableRequest): Pick<UpdateTableRequest, (typeof REPLACED)[number]> {
  return Object.fromEntries(REPLACED.flatMap((name) => (request[name] === undefined ? [] : [[name, request[name]]])));
}

function mergeAttributes(
  { AttributeDefinitions: before }: TableDefinition,
  { AttributeDefinitions: added = [] }: UpdateTableRequest,
): readonly AttributeDefinition[] {
  return [...new Map([...before, ...added].map((each) => [each?.AttributeName, each])).values()];
}

/** What is bought in one way of billing is not taken along to the other. */
function leaveBilling(definition: TableDefinition, { BillingMode }: Partial<TableDefinition>): TableDefinition {
  if (BillingMode === undefined || BillingMode === (definition.BillingMode ?? "PROVISIONED")) return definition;
  const { GlobalSecondaryIndexes } = definition;
  return {
    ...omitThroughput(definition),
    ...(GlobalSecondaryIndexes && { GlobalSecondaryIndexes: GlobalSecondaryIndexes.map(omitThroughput) }),
  };
}

function omitThroughput<Owner extends TableDefinition | SecondaryIndex>(owner: Owner) {
  const { ProvisionedThroughput: _, OnDemandThroughput: _none, ...left } = owner;
  return left;
}

function requireIndexThroughput(definition: TableDefinition): void {
  const { GlobalSecondaryIndexes = [] } = definition;
  const bare = GlobalSecondaryIndexes.find(({ ProvisionedThroughput }) => ProvisionedThroughput === undefined);
  if (!bare || isOnDemand(definition)) return;
  const what = `ProvisionedThroughput must be specified for index: ${bare.IndexName}`;
  throw invalid(`One or more parameter values were invalid: ${what}`);
}

function requireOtherThroughput(
  { ProvisionedThroughput: held }: TableDefinition,
  { BillingMode, ProvisionedThroughput: asked }: Partial<TableDefinition>,
): void {
  if (BillingMode !== undefined || held === undefined || asked === undefined) return;
  const { ReadCapacityUnits: read, WriteCapacityUnits: write } = held;
  if (asked.ReadCapacityUnits !== read || asked.WriteCapacityUnits !== write) return;
  throw invalid(
    "The provisioned throughput for the table will not change. The requested value equals the current value. " +
      `Current ReadCapacityUnits provisioned for the table: ${read}. Requested ReadCapacityUnits: ${read}. ` +
      `Current WriteCapacityUnits provisioned for the table: ${write}. Requested WriteCapacityUnits: ${write}. ` +
      "Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.",
  );
}

type Indexes = readonly SecondaryIndex[];

function updateIndexes(indexes: Indexes, { Create, Update, Delete }: IndexUpdate): Indexes {
  if (Create !== undefined) {
    if (findIndex(indexes, Create)) throw invalid("Attempting to create an index which already exists");
    return [...indexes, Create];
  }
  if (Update !== undefined) {
    const found = requireIndex(indexes, Update);
    return indexes.map((each) => (each === found ? { ...found, ...Update } : each));
  }
  if (Delete !== undefined) {
    const found = requireIndex(indexes, Delete);
    return indexes.filter((each) => each !== found);
  }
  const one = ["Update", "Create", "Delete"].map((name) => `GlobalSecondaryIndexUpdate.${name}`).join(", ");
  throw invalid(`One or more parameter values were invalid: One of ${one} must not be null`);
}

type Named = Pick<SecondaryIndex, "IndexName">;

const findIndex = (indexes: Indexes, { IndexName }: Named): SecondaryIndex | undefined =>
  indexes.find((each) => each.IndexName === IndexName);

function requireIndex(indexes: Indexes, index: Named): SecondaryIndex {
  const found = findIndex(indexes, index);
  if (found) return found;
  // *Assumed*: the text of a table's index is that of a table's items.
  throw createError("ResourceNotFoundException", "Requested resource not found");
}
