import { childOf, elementsOf, textOf, type XmlElement } from "../protocols/xml-element";

/** A resource record set. */
export interface RecordSet {
  /** In lower case, with the last dot; `*` as `\052`. */
  readonly name: string;
  readonly type: string;
  /** Tells sets of the same name and type apart. @default "" */
  readonly setIdentifier: string;
  /** A ResourceRecordSet, as AWS prints it. */
  readonly element: XmlElement;
}

/** Reads a ResourceRecordSet as it is kept: names are complete and in lower case. */
export function readRecordSet(given: XmlElement): RecordSet {
  const name = normalizeName(textOf(given, "Name") ?? "");
  const target = childOf(given, "AliasTarget");
  const alias = { ...target, DNSName: normalizeName(textOf(target, "DNSName") ?? "") };
  const element = { ...given, Name: name, ...(given.AliasTarget !== undefined && { AliasTarget: alias }) };
  return { name, type: textOf(given, "Type") ?? "", setIdentifier: textOf(given, "SetIdentifier") ?? "", element };
}

/** What of a zone holds at most one set. */
export const keyOf = ({ name, type, setIdentifier }: RecordSet): string => `${name} ${type} ${setIdentifier}`;

/** Whether two sets of the same key say the same; the order of records does not count. */
export function isSameRecordSet(one: RecordSet, other: RecordSet): boolean {
  return describe(one) === describe(other);
}

function describe({ element }: RecordSet): string {
  const records = elementsOf(childOf(element, "ResourceRecords"), "ResourceRecord");
  const members = { ...element, ResourceRecords: records.map((record) => textOf(record, "Value") ?? "").sort() };
  return JSON.stringify(Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html */
export function normalizeName(name: string): string {
  const complete = name.endsWith(".") ? name : `${name}.`;
  return complete.toLowerCase().replaceAll("*", "\\052");
}

/** Sorts as Route 53 lists: by the labels from the last one on, then by type and identifier. */
export function compareRecordSets(one: RecordSet, other: RecordSet): number {
  const [a, b] = [sortKey(one), sortKey(other)];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The place of a name, and of a type within it, in that order. */
export const sortKey = ({ name, type, setIdentifier }: Omit<RecordSet, "element">): string =>
  [name.split(".").reverse().join("\u0001"), type, setIdentifier].join("\u0000");
