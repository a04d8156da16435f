import type { JsonObject } from "@sfn-websocket/languages/json";
import type { Create, Resource } from "./resource-types";

type Table = Readonly<Record<string, Create>>;

/** The types of a table that most stacks have nothing of: the first resource of one of them loads it. */
export function loadByType(load: () => Table, types: readonly string[]): Table {
  return Object.fromEntries(
    types.map((type): [string, Create] => [type, (resource) => createBy(load(), type, resource)]),
  );
}

function createBy(table: Table, type: string, resource: Resource): JsonObject {
  const create = table[type];
  if (create) return create(resource);
  throw new Error(
    `resource type '${type}': its table does not have it, got ${Object.keys(table).join(", ")}; add it there`,
  );
}
