import type { Json } from "@sfn-websocket/languages/json";
import { entries, list, mapOf, printKept, refill, structure, structureOf, text } from "../protocols/kept-state";
import type { HostedZone, ZoneStore } from "./hosted-zones";
import { keyOf, type RecordSet } from "./record-sets";

interface ZonesState {
  readonly zones: readonly (readonly [string, readonly RecordSet[]])[];
  readonly made: readonly HostedZone[];
  readonly tags: ReadonlyMap<string, Map<string, string>>;
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
  tags: mapOf(mapOf(text)),
  deleted: list(text),
});

/** Returns all zones with their records as plain JSON. */
export function exportState({ zones, made, tags, deleted }: ZoneStore): Json {
  const state: ZonesState = {
    zones: [...zones].map(([id, zone]) => [id, [...zone.values()]]),
    made: [...made.values()],
    tags,
    deleted: [...deleted],
  };
  return printKept(state);
}

/** Replaces every zone by those that were exported; an empty object stands for none, a list for records alone. */
export function importState(store: ZoneStore, state: Json): void {
  const { zones, made, tags, deleted } = STATE(Array.isArray(state) ? { zones: state } : state, "route53");
  for (const held of Object.values(store)) held.clear();
  for (const [id, sets] of zones) store.zones.set(id, new Map(sets.map((set) => [keyOf(set), set])));
  refill(store.made, made, ({ id }) => id);
  for (const [id, each] of tags) store.tags.set(id, each);
  for (const id of deleted) store.deleted.add(id);
}
