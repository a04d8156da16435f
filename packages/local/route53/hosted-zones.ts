import { childOf, elementsOf, textOf, type XmlElement } from "../protocols/xml-element";
import { compareRecordSets, isSameRecordSet, keyOf, normalizeName, readRecordSet, type RecordSet } from "./record-sets";
import { invalidChangeBatch, Route53Error } from "./route53-error";

/** The record sets of a hosted zone, by name, type and identifier. */
export type Zone = ReadonlyMap<string, RecordSet>;

/** A hosted zone without its records. */
export interface HostedZone {
  readonly id: string;
  /** With the last dot. */
  readonly name: string;
  readonly callerReference: string;
  readonly comment: string;
  /** VPC elements; a zone with one is private. */
  readonly vpcs: readonly XmlElement[];
  readonly nameServers: readonly string[];
}

export interface ZoneStore {
  /** By id, those of zones that were not made here too. */
  readonly zones: Map<string, Zone>;
  /** By id, the zones that were made here. */
  readonly made: Map<string, HostedZone>;
  /** By the id of a zone. */
  readonly tags: Map<string, Map<string, string>>;
  /** The ids of zones that were made here and are gone. */
  readonly deleted: Set<string>;
}

/**
 * Returns the records of a zone, none where nobody wrote to it: an account on this machine has every zone whose id is
 * asked for, *assumed*, because a record names a zone that exists.
 */
export function requireZone({ zones, deleted }: ZoneStore, id: string): Zone {
  if (!/^Z[A-Z0-9]{1,31}$/.test(id) || deleted.has(id)) throw noSuchZone(id);
  return zones.get(id) ?? new Map();
}

export const noSuchZone = (id: string): Route53Error =>
  new Route53Error("NoSuchHostedZone", `No hosted zone found with ID: ${id}`);

/** Returns a zone; what is not known of one that was not made here is made up. */
export function describeZone(store: ZoneStore, id: string): HostedZone {
  const records = requireZone(store, id);
  const made = store.made.get(id);
  if (made) return made;
  return { id, name: nameZone(records), callerReference: id, comment: "", vpcs: [], nameServers: NAME_SERVERS };
}

export const NAME_SERVERS = ["com", "net", "org", "co.uk"].map(
  (end, index) => `ns-${index + 1}.awsdns-0${index + 1}.${end}`,
);

/**
 * Returns a zone's name: the last two labels that all its records share. Before there is one, and where they share less,
 * it is the root's, in which every name is complete. *Assumed*: nothing here tells the name of a zone.
 */
export function nameZone(zone: Zone): string {
  const ends = new Set([...zone.values()].map(({ name }) => readEnd(name)));
  const [end = "."] = ends;
  return ends.size === 1 ? end : ".";
}

/** The last two labels of a complete name, which ends with a dot; "." where it has not so many. */
function readEnd(name: string): string {
  const [end, last = "", first = ""] = name.split(".").reverse();
  return end === "" && first !== "" && last !== "" ? `${first}.${last}.` : ".";
}

/** Whether a record of any zone has a domain's name as its value. */
export function hasRecord({ zones }: ZoneStore, record: Record<"name" | "type" | "value", string>): boolean {
  const values = [...zones.values()].flatMap((zone) => {
    const found = [...zone.values()].filter(
      ({ name, type }) => name === normalizeName(record.name) && type === record.type,
    );
    return found.flatMap(({ element }) => elementsOf(childOf(element, "ResourceRecords"), "ResourceRecord"));
  });
  return values.some((value) => normalizeName(textOf(value, "Value") ?? "") === normalizeName(record.value));
}

/** The record sets in the order that Route 53 lists them. */
export const listRecordSets = (zone: Zone): readonly RecordSet[] => [...zone.values()].sort(compareRecordSets);

/**
 * Makes all changes of a batch or none. *Recorded* in bug reports: the text of a name outside of its zone, which is known
 * of zones that were made here.
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html
 */
export function changeRecordSets(store: ZoneStore, id: string, changes: readonly XmlElement[]): void {
  const zone = new Map(requireZone(store, id));
  const { name } = describeZone(store, id);
  const isWithin = ({ name: given }: RecordSet) => !store.made.has(id) || `.${given}`.endsWith(`.${name}`);
  const refusals = changes.flatMap((change) => {
    const given = readRecordSet(childOf(change, "ResourceRecordSet"));
    const action = textOf(change, "Action") ?? "";
    const apply = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
    if (!apply) throw new Route53Error("InvalidInput", `Invalid action, got ${action}`);
    requireValue(action, given);
    if (!isWithin(given)) return `RRSet with DNS name ${given.name} is not permitted in zone ${name}`;
    return refuseTarget(given) ?? apply(zone, given, name) ?? [];
  });
  if (refusals.length > 0) throw invalidChangeBatch(refusals);
  if (zone.size > 0) store.zones.set(id, zone);
  else store.zones.delete(id);
}

type Apply = (zone: Map<string, RecordSet>, given: RecordSet, zoneName: string) => string | undefined;

/** Each changes the zone, or returns why it may not. */
const ACTIONS: Readonly<Record<string, Apply>> = {
  CREATE(zone, given, zoneName) {
    if (zone.has(keyOf(given))) return `Tried to create resource record set ${show(given)} but it already exists`;
    return put(zone, given, zoneName);
  },
  UPSERT: put,
  DELETE(zone, given) {
    const found = zone.get(keyOf(given));
    const tried = `Tried to delete resource record set ${show(given)}`;
    if (!found) return `${tried} but it was not found`;
    if (!isSameRecordSet(found, given)) return `${tried} but the values provided do not match the current values`;
    zone.delete(keyOf(given));
    return undefined;
  },
};

const show = ({ name, type, setIdentifier }: RecordSet): string =>
  `[name='${name}', type='${type}'${setIdentifier && `, set-identifier='${setIdentifier}'`}]`;

/** A name with a CNAME has nothing else. */
function put(zone: Map<string, RecordSet>, given: RecordSet, zoneName: string): string | undefined {
  const others = [...zone.values()].filter(({ name, type }) => name === given.name && type !== given.type);
  const what = `RRSet of type ${given.type} with DNS name ${given.name} is not permitted`;
  const where = `with the same DNS name in zone ${zoneName}`;
  if (given.type === "CNAME" && others.length > 0) return `${what} as it conflicts with other records ${where}`;
  if (others.some(({ type }) => type === "CNAME"))
    return `${what} because a conflicting RRSet of type CNAME with the same DNS name already exists in zone ${zoneName}`;
  zone.set(keyOf(given), given);
  return undefined;
}

/** *Recorded* in bug reports: the text. */
function requireValue(action: string, { name, type, element }: RecordSet): void {
  const isAlias = element.AliasTarget !== undefined;
  if (isAlias !== (element.ResourceRecords !== undefined)) return;
  const expected = "[AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId]";
  const change = `[Action=${action}, Name=${name}, Type=${type}, SetIdentifier=null]`;
  const message = `Expected exactly one of ${expected}, but found ${isAlias ? "more than one" : "none"} in Change with ${change}`;
  throw new Route53Error("InvalidInput", `Invalid request: ${message}`);
}

/** The zones of alias targets whose names are known to lie in one domain. */
const TARGET_ZONES: ReadonlyMap<string, string> = new Map([["Z2FDTNDATAQYW2", ".cloudfront.net."]]);

function refuseTarget({ type, element }: RecordSet): string | undefined {
  const target = childOf(element, "AliasTarget");
  const [zoneId = "", name = ""] = [textOf(target, "HostedZoneId"), textOf(target, "DNSName")];
  if (name.endsWith(TARGET_ZONES.get(zoneId) ?? "")) return undefined;
  return `Tried to create an alias that targets ${name}, type ${type} in zone ${zoneId}, but the alias target name does not lie within the target zone`;
}
