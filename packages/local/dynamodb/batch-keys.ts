import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";

/**
 * Returns whether a BatchGetItem asks for an item by a map or a list: no key is one, and dynalite does not bear a map with a
 * member named toString there.
 */
export function hasCompoundKey({ RequestItems = null }: JsonObject): boolean {
  return listMembers(RequestItems).some((table) =>
    listMembers(isJsonObject(table) ? (table["Keys"] ?? null) : null).some((key) => listMembers(key).some(isCompound)),
  );
}

const isCompound = (value: Json): boolean => isJsonObject(value) && ("M" in value || "L" in value);

const listMembers = (value: Json): readonly Json[] =>
  typeof value === "object" && value !== null ? Object.values<Json>(value) : [];
