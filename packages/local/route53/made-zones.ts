import type { XmlElement } from "../protocols/xml-element";
import { createId } from "./change-info";
import { type HostedZone, NAME_SERVERS, noSuchZone, requireZone, type ZoneStore } from "./hosted-zones";
import { keyOf, normalizeName, readRecordSet } from "./record-sets";
import { Route53Error } from "./route53-error";

/** What a zone is made of. */
export type ZoneRequest = Pick<HostedZone, "name" | "callerReference" | "comment" | "vpcs">;

/** Makes a zone with the records that each has. *Assumed*: the text of a caller reference that is taken. */
export function createZone(store: ZoneStore, request: ZoneRequest): HostedZone {
  const name = normalizeName(request.name);
  if (!/^([a-z0-9_*\\/-]{1,63}\.)+$/.test(name))
    throw new Route53Error("InvalidDomainName", `The domain name ${request.name} is not valid`);
  if ([...store.made.values()].some(({ callerReference }) => callerReference === request.callerReference))
    throw new Route53Error(
      "HostedZoneAlreadyExists",
      "A hosted zone has already been created with the specified caller reference.",
    );
  const zone: HostedZone = { ...request, id: createId("Z", 20), name, nameServers: NAME_SERVERS };
  store.made.set(zone.id, zone);
  store.zones.set(zone.id, new Map(listOwnRecords(zone).map((set) => [keyOf(set), set])));
  return zone;
}

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/SOA-NSrecords.html documented */
function listOwnRecords({ name, nameServers: [first = "", ...others] }: HostedZone) {
  const start = `${first}. awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400`;
  const servers = [first, ...others].map((server) => `${server}.`);
  return [describeRecord(name, "NS", ["172800", servers]), describeRecord(name, "SOA", ["900", [start]])].map(
    readRecordSet,
  );
}

const describeRecord = (Name: string, Type: string, [TTL, values]: [string, readonly string[]]): XmlElement => ({
  ...{ Name, Type, TTL },
  ResourceRecords: { ResourceRecord: values.map((Value) => ({ Value })) },
});

/** *Recorded* in bug reports: the text of a zone that has records. */
export function deleteZone(store: ZoneStore, id: string): void {
  const records = requireZone(store, id);
  const zone = requireMade(store, id);
  const others = [...records.values()].filter(
    ({ name, type }) => name !== zone.name || (type !== "NS" && type !== "SOA"),
  );
  if (others.length > 0)
    throw new Route53Error(
      "HostedZoneNotEmpty",
      "The specified hosted zone contains non-required resource record sets and so cannot be deleted.",
    );
  for (const kept of [store.made, store.zones, store.tags]) kept.delete(id);
  store.deleted.add(id);
}

export function commentZone(store: ZoneStore, id: string, comment: string): HostedZone {
  const zone = { ...requireMade(store, id), comment };
  store.made.set(id, zone);
  return zone;
}

/** A zone that was not made here can have records and tags, and nothing else of it can be changed. */
function requireMade({ made }: ZoneStore, id: string): HostedZone {
  const zone = made.get(id);
  if (zone) return zone;
  throw noSuchZone(id);
}

/** The tags of a zone, which whoever is handed them may change. */
export function requireTags(store: ZoneStore, type: string, id: string): Map<string, string> {
  if (type !== "hostedzone") throw new Route53Error("InvalidInput", `Invalid resource type, got ${type}`);
  requireZone(store, id);
  const tags = store.tags.get(id) ?? new Map<string, string>();
  store.tags.set(id, tags);
  return tags;
}
