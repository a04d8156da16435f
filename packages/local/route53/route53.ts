import type { Json } from "@sfn-websocket/languages/json";
import type { XmlElement } from "../protocols/xml-element";
import {
  changeRecordSets,
  describeZone,
  hasRecord,
  type HostedZone,
  listRecordSets,
  requireZone,
  type ZoneStore,
} from "./hosted-zones";
import { commentZone, createZone, deleteZone, requireTags, type ZoneRequest } from "./made-zones";
import type { RecordSet } from "./record-sets";
import { exportState, importState } from "./state";

export { Route53Error } from "./route53-error";

export type Route53 = ReturnType<typeof createRoute53>;

/**
 * Route 53 of an account, as far as records need it: zones are made, every other zone whose id is asked for is there, and
 * nothing resolves the names. A call that AWS refuses throws a Route53Error and changes nothing.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/Welcome.html
 */
export function createRoute53(now: () => number) {
  const store: ZoneStore = { zones: new Map(), made: new Map(), tags: new Map(), deleted: new Set() };
  return {
    /** Milliseconds since 1970. */
    now,
    createZone: (request: ZoneRequest): HostedZone => createZone(store, request),
    commentZone: (zoneId: string, comment: string): HostedZone => commentZone(store, zoneId, comment),
    deleteZone: (zoneId: string): void => deleteZone(store, zoneId),
    zone: (zoneId: string): HostedZone => describeZone(store, zoneId),
    /** The zones that were made here, by id. */
    zones: (): readonly HostedZone[] => [...store.made.values()].sort((one, other) => (one.id < other.id ? -1 : 1)),
    /** The tags of a zone, which may be changed; `type` is the API's. */
    zoneTags: (type: string, zoneId: string): Map<string, string> => requireTags(store, type, zoneId),
    recordSets: (zoneId: string): readonly RecordSet[] => listRecordSets(requireZone(store, zoneId)),
    /** Whether any zone has a record with the value. */
    hasRecord: (record: Record<"name" | "type" | "value", string>): boolean => hasRecord(store, record),
    /** Makes all changes, Change elements, or none. */
    changeRecordSets: (zoneId: string, changes: readonly XmlElement[]): void =>
      changeRecordSets(store, zoneId, changes),
    exportState: (): Json => exportState(store),
    /** Replaces every zone by those that were exported; an empty object stands for none. */
    importState: (state: Json): void => importState(store, state),
  };
}
