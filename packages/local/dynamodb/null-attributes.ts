import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import { requireNoGaps } from "./action";
import { invalid } from "./wire";

/** The members of requests that are maps of attributes, wherever they stand. */
const ATTRIBUTES: readonly string[] = ["Item", "Key", "ExclusiveStartKey", "ExpressionAttributeValues"];

/**
 * Returns an item's request without members that are null, which the database does not bear.
 *
 * @throws DynamoDbError where an attribute is null, *recorded* by users of AWS's SDK for Java
 * (https://github.com/aws/aws-sdk-java/issues/2103), and where an item of another list is (*assumed*).
 */
export function dropNullMembers(body: JsonObject): JsonObject {
  if (!hasNull(body)) return body;
  if (hasNullAttribute(body)) throw invalid("The supplied Item contains a null AttributeValue");
  requireNoGaps(body);
  return drop(body) as JsonObject;
}

const isStructure = (value: Json): value is JsonObject | Json[] => typeof value === "object" && value !== null;

const hasNull = (value: Json): boolean =>
  value === null || (isStructure(value) && Object.values<Json>(value).some(hasNull));

function hasNullAttribute(request: Json): boolean {
  if (Array.isArray(request)) return request.some(hasNullAttribute);
  if (!isJsonObject(request)) return false;
  return Object.entries(request).some(([name, value]) => {
    if (ATTRIBUTES.includes(name)) return isNullIn(value);
    return name === "Keys" && Array.isArray(value) ? value.some(isNullIn) : hasNullAttribute(value);
  });
}

/** Whether one of a map's or list's attributes is null, or holds one that is. */
function isNullIn(attributes: Json): boolean {
  if (!isStructure(attributes)) return false;
  return Object.values<Json>(attributes).some(
    (value) => value === null || (isJsonObject(value) && (isNullIn(value["M"] ?? {}) || isNullIn(value["L"] ?? []))),
  );
}

function drop(value: Json): Json {
  if (Array.isArray(value)) return value.map(drop);
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).filter(([, each]) => each !== null);
  return Object.fromEntries(members.map(([name, each]) => [name, drop(each)]));
}
