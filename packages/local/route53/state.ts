import type { Json } from "@sfn-websocket/languages/json";
import { entries, list, structure, structureOf, text } from "../protocols/kept-state";
import type { HostedZone, ZoneStore } from "./hosted-zones";
import { keyOf, type RecordSet } from "./record-sets";

interface ZonesState {
  readonly zones: readonly (readonly [string, readonly RecordSet[]])[];
  readonly made: readonly HostedZone[];
  readonly tags: readonly (readonly [string, readonly (readonly [string, string])[]])[];
  readonly deleted: readonly string[];
}

const STATE = structureOf<ZonesState>({
  zones: entries(list(structureOf<RecordSet>({ name: text, type: text, setIdentifier: text, element: structure() }))),
  made: list(
    structureOf<HostedZone>({
      ...{ id: text, name: text, callerReference: text, comment: text },
      vpcs: list(structure()),
      nameServers: list(text),
    }),
  ),
  tags: entries(entries(text)),
  deleted: list(text),
});

/** Returns all zones with their records as plain JSON. */
export function exportState({ zones, made, tags, deleted }: ZoneStore): Json {
  const state: ZonesState = {
    zones: [...zones].map(([id, zone]) => [id, [...zone.values()]]),
    made: [...made.values()],
    tags: [...tags].map(([id, each]) => [id, [...each]]),
    deleted: [...deleted],
  };
  return JSON.parse(JSON.stringify(state));
}

/** Replaces every zone by those that were exported; an empty object stands for none, a list for records alone. */
export function importState(store: ZoneStore, state: Json): void {
  const { zones, made, tags, deleted } = STATE(Array.isArray(state) ? { zones: state } : state, "route53");
  for (const held of Object.values(store)) held.clear();
  for (const [id, sets] of zones) store.zones.set(id, new Map(sets.map((set) => [keyOf(set), set])));
  for (const zone of made) store.made.set(zone.id, zone);
  for (const [id, each] of tags) store.tags.set(id, new Map(each));
  for (const id of deleted) store.deleted.add(id);
}
