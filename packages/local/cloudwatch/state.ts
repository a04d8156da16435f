import type { Json } from "@sfn-websocket/languages/json";
import { entries, list, number, readKept, structure, structureOf, text } from "../protocols/kept-state";
import type { AlarmStore, MetricAlarm } from "./metric-alarms";

type AlarmState = Omit<MetricAlarm, "tags"> & { readonly tags: readonly (readonly [string, string])[] };

const ALARMS = list(
  structureOf<AlarmState>({
    request: structure(),
    creationTime: number,
    updateTime: number,
    tags: entries(text),
  }),
);

/** Returns all metric alarms as plain JSON. */
export function exportState({ alarms }: AlarmStore): Json {
  const state = [...alarms.values()].map((alarm): AlarmState => ({ ...alarm, tags: [...alarm.tags] }));
  return JSON.parse(JSON.stringify(state));
}

/** Replaces all metric alarms by those that were exported; an empty object stands for none. */
export function importState({ alarms }: AlarmStore, state: Json): void {
  const exported = readKept(ALARMS, state, "cloudwatch");
  alarms.clear();
  for (const { tags, ...alarm } of exported) alarms.set(alarm.request.AlarmName, { ...alarm, tags: new Map(tags) });
}
