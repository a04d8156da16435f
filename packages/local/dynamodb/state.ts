import { isJsonObject, type Json } from "@sfn-websocket/languages/json";
import { list, number, printKept, structure, structureOf, text } from "../protocols/kept-state";
import type { Table } from "./table";
import type { RegionalTables } from "./tables";

const readTables = list(
  structureOf<Table>({ definition: structure(), tableId: text, createdAt: number, tags: list(structure()) }),
);

/** Returns all tables as plain JSON, by region; a region without tables is not among them. */
export function exportTables(regions: ReadonlyMap<string, RegionalTables>): Json {
  const state = [...regions]
    .filter(([, { tables }]) => tables.size > 0)
    .map(([name, { tables }]) => [name, [...tables.values()]]);
  return printKept(Object.fromEntries(state));
}

/** Replaces the tables of all regions by those that were exported. */
export function importTables(
  state: Json,
  regions: ReadonlyMap<string, RegionalTables>,
  tablesOf: (region: string) => RegionalTables,
): void {
  for (const regional of regions.values()) regional.clear();
  for (const [region, tables] of Object.entries(isJsonObject(state) ? state : {})) {
    for (const table of readTables(tables, `dynamodb.${region}`)) tablesOf(region).declare(table);
  }
}
