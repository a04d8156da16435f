import type { Constraint, Constraints } from "../protocols/constraints";

const REQUIRED = { required: true } as const satisfies Constraint;
const FLAG = { type: "boolean" } as const satisfies Constraint;
const NUMBER = { type: "number" } as const satisfies Constraint;
/** What the database judges itself: items, keys, conditions. */
const ANY = { type: "any" } as const satisfies Constraint;

const KEY_SCHEMA = { item: { members: { AttributeName: REQUIRED, KeyType: REQUIRED } } } as const satisfies Constraint;
const THROUGHPUT = {
  members: { ReadCapacityUnits: NUMBER, WriteCapacityUnits: NUMBER },
} as const satisfies Constraint;
const ON_DEMAND = {
  members: { MaxReadRequestUnits: NUMBER, MaxWriteRequestUnits: NUMBER },
} as const satisfies Constraint;
const LOCAL_INDEX = {
  IndexName: REQUIRED,
  KeySchema: { ...KEY_SCHEMA, required: true },
  Projection: { members: { ProjectionType: {}, NonKeyAttributes: { type: "list", item: {} } }, required: true },
} as const satisfies Constraints;
const GLOBAL_INDEX = {
  ...LOCAL_INDEX,
  ProvisionedThroughput: THROUGHPUT,
  OnDemandThroughput: ON_DEMAND,
} as const satisfies Constraints;
const ATTRIBUTES = { item: { members: { AttributeName: REQUIRED, AttributeType: REQUIRED } } } as const;

/** Of a table, what the database does not know. */
export const SETTINGS = {
  StreamSpecification: { members: { StreamEnabled: FLAG, StreamViewType: {} } },
  SSESpecification: { members: { Enabled: FLAG, SSEType: {}, KMSMasterKeyId: {} } },
  TableClass: { values: ["STANDARD", "STANDARD_INFREQUENT_ACCESS"] },
  DeletionProtectionEnabled: FLAG,
  OnDemandThroughput: ON_DEMAND,
} as const satisfies Constraints;

/** What is kept of a table. @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html */
export const DEFINITION = {
  AttributeDefinitions: { ...ATTRIBUTES, required: true },
  TableName: REQUIRED,
  KeySchema: { ...KEY_SCHEMA, required: true },
  LocalSecondaryIndexes: { item: { members: LOCAL_INDEX } },
  GlobalSecondaryIndexes: { item: { members: GLOBAL_INDEX } },
  BillingMode: {},
  ProvisionedThroughput: THROUGHPUT,
  ...SETTINGS,
} as const satisfies Constraints;

export const TABLE = { TableName: REQUIRED } as const satisfies Constraints;
export const TAGGED = { ResourceArn: {} } as const satisfies Constraints;
export const TAGS = { Tags: { item: { members: { Key: REQUIRED, Value: REQUIRED } } } } as const satisfies Constraints;

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html */
export const UPDATE = {
  AttributeDefinitions: ATTRIBUTES,
  TableName: REQUIRED,
  BillingMode: {},
  ProvisionedThroughput: THROUGHPUT,
  GlobalSecondaryIndexUpdates: {
    item: {
      members: {
        Update: {
          members: { IndexName: REQUIRED, ProvisionedThroughput: THROUGHPUT, OnDemandThroughput: ON_DEMAND },
        },
        Create: { members: GLOBAL_INDEX },
        Delete: { members: { IndexName: REQUIRED } },
      },
    },
  },
  ...SETTINGS,
  // A table with one is refused by name.
  ReplicaUpdates: { type: "list", item: { type: "structure" } },
} as const satisfies Constraints;

const RETURNED = { ReturnConsumedCapacity: {}, ReturnItemCollectionMetrics: {} } as const;
const NAMES = { ExpressionAttributeNames: ANY } as const;
const CONDITION = {
  ConditionalOperator: {},
  Expected: ANY,
  ConditionExpression: {},
  ExpressionAttributeValues: ANY,
  ...NAMES,
} as const;
const READ = {
  ConsistentRead: FLAG,
  ReturnConsumedCapacity: {},
  AttributesToGet: ANY,
  ProjectionExpression: {},
} as const;
const SELECTION = {
  ...TABLE,
  IndexName: {},
  Select: {},
  Limit: NUMBER,
  ConditionalOperator: {},
  ExclusiveStartKey: ANY,
  FilterExpression: {},
  ExpressionAttributeValues: ANY,
  ...NAMES,
  ...READ,
} as const;
const KEYS = { Keys: ANY, ConsistentRead: FLAG, AttributesToGet: ANY, ProjectionExpression: {}, ...NAMES } as const;

const CHECKED = {
  ConditionExpression: {},
  ExpressionAttributeValues: ANY,
  ...NAMES,
  ReturnValuesOnConditionCheckFailure: { values: ["ALL_OLD", "NONE"] },
} as const;
const KEYED = { ...TABLE, Key: { ...ANY, ...REQUIRED } } as const;
const PARTS = { ...REQUIRED, minimum: 1, maximum: 100 } as const;

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html */
export const TRANSACT_GET = {
  TransactItems: {
    ...PARTS,
    item: { members: { Get: { ...REQUIRED, members: { ...KEYED, ProjectionExpression: {}, ...NAMES } } } },
  },
} as const satisfies Constraints;

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
export const TRANSACT_WRITE = {
  TransactItems: {
    ...PARTS,
    item: {
      members: {
        ConditionCheck: { members: { ...KEYED, ...CHECKED, ConditionExpression: REQUIRED } },
        Put: { members: { ...TABLE, Item: { ...ANY, ...REQUIRED }, ...CHECKED } },
        Delete: { members: { ...KEYED, ...CHECKED } },
        Update: { members: { ...KEYED, ...CHECKED, UpdateExpression: REQUIRED } },
      },
    },
  },
  ClientRequestToken: { minimum: 1, maximum: 36 },
} as const satisfies Constraints;

/**
 * The actions on items: the members that the database, dynalite, knows. It judges them itself; what it does not know it
 * leaves out without a word.
 */
export const ITEM_ACTIONS: Readonly<Record<string, Constraints>> = {
  BatchGetItem: { RequestItems: { type: "map", item: { members: KEYS } }, ReturnConsumedCapacity: {} },
  BatchWriteItem: { RequestItems: ANY, ...RETURNED },
  DeleteItem: { ...TABLE, Key: ANY, ReturnValues: {}, ...RETURNED, ...CONDITION },
  GetItem: { ...TABLE, Key: ANY, ...READ, ...NAMES },
  PutItem: { ...TABLE, Item: ANY, ReturnValues: {}, ...RETURNED, ...CONDITION },
  Query: { ...SELECTION, KeyConditions: ANY, QueryFilter: ANY, ScanIndexForward: FLAG, KeyConditionExpression: {} },
  Scan: { ...SELECTION, ScanFilter: ANY, TotalSegments: NUMBER, Segment: NUMBER },
  UpdateItem: {
    ...TABLE,
    Key: ANY,
    AttributeUpdates: ANY,
    UpdateExpression: {},
    ReturnValues: {},
    ...RETURNED,
    ...CONDITION,
  },
};
