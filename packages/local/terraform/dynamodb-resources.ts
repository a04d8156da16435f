import { isJsonObject, type JsonObject } from "@sfn-websocket/languages/json";
import type { TableSettings } from "../dynamodb/table";
import { block, list, text } from "./attributes";
import type { Create } from "./resource-types";

/** DynamoDB's resource types. Streams, backups and the expiry of items are described, and not acted upon. */
export const DYNAMODB_RESOURCES: Readonly<Record<string, Create>> = {
  aws_dynamodb_table({ attributes, aws, region }) {
    const name = text(attributes, "name");
    const isOnDemand = attributes.billing_mode === "PAY_PER_REQUEST";
    const throughput = (block: JsonObject): JsonObject =>
      isOnDemand ? {} : { ProvisionedThroughput: describeThroughput(block) };
    const globalIndexes = list(attributes.global_secondary_index).map((index) => ({
      ...describeIndex(index),
      KeySchema: describeKeys(text(index, "hash_key"), index.range_key),
      ...throughput(index),
    }));
    const localIndexes = list(attributes.local_secondary_index).map((index) => ({
      ...describeIndex(index),
      KeySchema: describeKeys(text(attributes, "hash_key"), index.range_key),
    }));
    const definition = {
      TableName: name,
      BillingMode: isOnDemand ? "PAY_PER_REQUEST" : "PROVISIONED",
      KeySchema: describeKeys(text(attributes, "hash_key"), attributes.range_key),
      AttributeDefinitions: list(attributes.attribute).map((each) => ({
        AttributeName: text(each, "name"),
        AttributeType: text(each, "type"),
      })),
      ...throughput(attributes),
      ...(globalIndexes.length > 0 && { GlobalSecondaryIndexes: globalIndexes }),
      ...(localIndexes.length > 0 && { LocalSecondaryIndexes: localIndexes }),
      ...describeOptions(attributes),
    };
    aws.dynamodb.createTable(region, definition, readSettings(attributes));
    return { id: name, arn: `arn:${aws.partition}:dynamodb:${region}:${aws.accountId}:table/${name}` };
  },
};

/** What only the table's description shows. */
function describeOptions(attributes: JsonObject): JsonObject {
  const { tags, table_class, deletion_protection_enabled, stream_enabled, stream_view_type } = attributes;
  const encryption = block(attributes.server_side_encryption);
  const key = encryption?.kms_key_arn;
  return {
    ...(typeof table_class === "string" && { TableClass: table_class }),
    ...(deletion_protection_enabled === true && { DeletionProtectionEnabled: true }),
    ...(stream_enabled === true && {
      StreamSpecification: { StreamEnabled: true, StreamViewType: stream_view_type ?? "" },
    }),
    ...(encryption?.enabled === true && {
      SSESpecification: { Enabled: true, ...(typeof key === "string" && { KMSMasterKeyId: key }) },
    }),
    ...(isJsonObject(tags ?? null) && {
      Tags: Object.entries(tags as JsonObject).map(([Key, value]) => ({ Key, Value: String(value) })),
    }),
  };
}

function readSettings({ ttl, point_in_time_recovery }: JsonObject): TableSettings {
  const expiry = block(ttl);
  const recovery = block(point_in_time_recovery);
  return {
    ...(expiry?.enabled === true && { timeToLive: text(expiry, "attribute_name") }),
    ...(recovery?.enabled === true && { recoveryDays: Number(recovery.recovery_period_in_days ?? 35) }),
  };
}

function describeKeys(hashKey: string, rangeKey: unknown): JsonObject[] {
  const range = typeof rangeKey === "string" ? [{ AttributeName: rangeKey, KeyType: "RANGE" }] : [];
  return [{ AttributeName: hashKey, KeyType: "HASH" }, ...range];
}

function describeIndex(index: JsonObject): JsonObject {
  const { non_key_attributes } = index;
  return {
    IndexName: text(index, "name"),
    Projection: {
      ProjectionType: text(index, "projection_type"),
      ...(Array.isArray(non_key_attributes) && { NonKeyAttributes: non_key_attributes }),
    },
  };
}

function describeThroughput({ read_capacity, write_capacity }: JsonObject): JsonObject {
  return { ReadCapacityUnits: read_capacity ?? 1, WriteCapacityUnits: write_capacity ?? 1 };
}
