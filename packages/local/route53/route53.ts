import type { Json } from "@sfn-websocket/languages/json";
import { entries, list, readKept, structure, structureOf, text } from "../protocols/kept-state";
import type { XmlElement } from "../protocols/xml-element";
import { changeRecordSets, requireZone, listRecordSets, nameZone, type Zone } from "./hosted-zones";
import { keyOf, type RecordSet } from "./record-sets";

export { Route53Error } from "./route53-error";

export type Route53 = ReturnType<typeof createRoute53>;

const ZONES = entries(
  list(structureOf<RecordSet>({ name: text, type: text, setIdentifier: text, element: structure() })),
);

/**
 * Route 53 of an account, as far as records need it: every hosted zone that is asked for is there, and nothing resolves
 * the names. A call that AWS refuses throws a Route53Error and changes nothing.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/Welcome.html
 */
export function createRoute53(now: () => number) {
  const zones = new Map<string, Zone>();
  const store = { zones };
  return {
    /** Milliseconds since 1970. */
    now,
    /** The name of the zone of an id, with the last dot. */
    zoneName: (zoneId: string): string => nameZone(requireZone(store, zoneId)),
    recordSets: (zoneId: string): readonly RecordSet[] => listRecordSets(requireZone(store, zoneId)),
    /** Makes all changes, Change elements, or none. */
    changeRecordSets: (zoneId: string, changes: readonly XmlElement[]): void =>
      changeRecordSets(store, zoneId, changes),
    exportState: (): Json => JSON.parse(JSON.stringify([...zones].map(([id, zone]) => [id, [...zone.values()]]))),
    /** Replaces every record by those that were exported; an empty object stands for none. */
    importState(state: Json): void {
      const exported = readKept(ZONES, state, "route53");
      zones.clear();
      for (const [id, sets] of exported) zones.set(id, new Map(sets.map((set) => [keyOf(set), set])));
    },
  };
}
