import type { Json } from "@sfn-websocket/languages/json";
import { mapOf, structure, structureOf } from "../protocols/kept-state";

/** One of them: plain JSON. */
export type Setting = Readonly<Record<string, unknown>>;

/** What an account keeps beside its log groups, each by its key and as AWS describes it. Nothing here acts on it. */
export interface Settings {
  /** By name. */
  readonly resourcePolicies: Map<string, Setting>;
  /** By `filterKey`. */
  readonly metricFilters: Map<string, Setting>;
  /** By `filterKey`. */
  readonly subscriptionFilters: Map<string, Setting>;
  /** By id. */
  readonly queryDefinitions: Map<string, Setting>;
}

export const createSettings = (): Settings => ({
  resourcePolicies: new Map(),
  metricFilters: new Map(),
  subscriptionFilters: new Map(),
  queryDefinitions: new Map(),
});

/** A filter's name is its own in its log group; a group's name has no colon. */
export const filterKey = (logGroupName: string, filterName: string): string => `${logGroupName}:${filterName}`;

/** Returns a group's filters in the order of their names. */
export function listFilters(filters: ReadonlyMap<string, Setting>, logGroupName: string): readonly Setting[] {
  const prefix = filterKey(logGroupName, "");
  const found = [...filters].filter(([key]) => key.startsWith(prefix));
  return found.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, filter]) => filter);
}

/** A log group that goes takes its filters with it. */
export function deleteFilters({ metricFilters, subscriptionFilters }: Settings, logGroupName: string): void {
  const prefix = filterKey(logGroupName, "");
  for (const filters of [metricFilters, subscriptionFilters])
    for (const key of filters.keys()) if (key.startsWith(prefix)) filters.delete(key);
}

const SETTINGS = structureOf<Settings>({
  resourcePolicies: mapOf(structure()),
  metricFilters: mapOf(structure()),
  subscriptionFilters: mapOf(structure()),
  queryDefinitions: mapOf(structure()),
});

/** Replaces all settings by those that were exported; nothing stands for none. */
export function importSettings(settings: Settings, exported: Json | undefined): void {
  const kept = SETTINGS(exported ?? {}, "logs.settings");
  for (const name of Object.keys(settings) as (keyof Settings)[]) {
    settings[name].clear();
    for (const [key, value] of kept[name]) settings[name].set(key, value);
  }
}
