import { isJsonObject, type JsonObject } from "@sfn-websocket/languages/jsonpath/json";

/**
 * Returns the resource with the members of an update: a member that is given replaces the old one, and an empty text
 * removes it. The maps that `merged` names keep the entries that the update does not give, and lose those that it gives
 * as an empty text.
 * @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename.html
 */
export function applyChanges<T extends object>(resource: T, changes: JsonObject, merged: readonly string[] = []): T {
  const before = new Map(Object.entries(resource));
  const changed = Object.entries(changes).map(([name, value]) => {
    const old: unknown = before.get(name);
    return [name, merged.includes(name) && isJsonObject(value) ? { ...(old as object), ...value } : value] as const;
  });
  const members = { ...resource, ...Object.fromEntries(changed) };
  return dropEmpty(members, merged);
}

function dropEmpty<T extends object>(members: T, merged: readonly string[]): T {
  const kept = Object.entries(members)
    .filter(([, value]) => value !== "")
    .map(([name, value]) => [name, merged.includes(name) ? dropEmpty(value as object, []) : value] as const);
  return Object.fromEntries(kept) as T;
}
