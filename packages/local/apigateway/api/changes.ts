import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";

/**
 * What an update does with a map that it gives empty: it leaves the old one as it is, or empties it. For stage variables
 * and access log settings *recorded*: nothing changes. For other maps nobody has told, so that both can be tried.
 * @see https://github.com/go-to-k/cdk-real-drift/issues/806 recorded there, seen live
 */
export type EmptyMaps = "keep" | "clear";

/** How an update is applied. */
export interface ChangeOptions {
  /** The maps and structures that keep what the update does not give. @default none */
  readonly merged?: readonly string[];
  /** @default "clear" */
  readonly emptyMaps?: EmptyMaps;
}

/**
 * Returns the resource with the members of an update: a member that is given replaces the old one, and an empty text
 * removes it. The maps that `merged` names keep the entries that the update does not give, and lose those that it gives
 * as an empty text.
 * @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename.html
 */
export function applyChanges<T extends object>(
  resource: T,
  given: JsonObject,
  { merged = [], emptyMaps = "clear" }: ChangeOptions = {},
): T {
  const before = new Map(Object.entries(resource));
  const counts = (value: Json | undefined) => emptyMaps === "clear" || !isEmptyMap(value);
  const changed = Object.entries(given)
    .filter(([, value]) => counts(value))
    .map(([name, value]) => {
      const old: unknown = before.get(name);
      return [name, merged.includes(name) && isJsonObject(value) ? { ...(old as object), ...value } : value] as const;
    });
  const members = { ...resource, ...Object.fromEntries(changed) };
  return dropEmpty(members, merged);
}

function isEmptyMap(value: Json | undefined): boolean {
  return isJsonObject(value) && Object.keys(value).length === 0;
}

function dropEmpty<T extends object>(members: T, merged: readonly string[]): T {
  const kept = Object.entries(members)
    .filter(([, value]) => value !== "")
    .map(([name, value]) => [name, merged.includes(name) ? dropEmpty(value as object, []) : value] as const);
  return Object.fromEntries(kept) as T;
}
