import { takePage } from "../protocols/pages";
import { describeMissing, type QueryRequest, type XmlValue } from "../protocols/query-protocol";
import { IamError } from "./iam-error";
import type { Tag } from "./tags";

/** The text of a parameter; throws IamError ValidationError where there is none. */
export function requireText(request: QueryRequest, name: string): string {
  const value = request.read(name);
  if (value !== undefined) return value;
  throw new IamError("ValidationError", describeMissing(name));
}

/** The number of a parameter, undefined where there is none; throws IamError ValidationError for what is no number. */
export function readNumber(request: QueryRequest, name: string): number | undefined {
  const text = request.read(name);
  if (text === undefined) return undefined;
  if (/^-?\d{1,15}$/.test(text)) return Number(text);
  throw new IamError("ValidationError", `Value '${text}' at '${name}' is not a number`);
}

export function readTagList(request: QueryRequest): Tag[] {
  const values = request.readList("Tags", "Value");
  return request.readList("Tags", "Key").map((key, index) => ({ key, value: values[index] ?? "" }));
}

export function printTags(tags: ReadonlyMap<string, string>): readonly XmlValue[] {
  return [...tags].map(([Key, Value]) => ({ Key, Value }));
}

/** The part of a list that a call asks for, as the member `name`, and where the next one begins. */
export function printPage(request: QueryRequest, name: string, list: readonly XmlValue[]): XmlValue {
  const token = request.read("Marker");
  const size = readNumber(request, "MaxItems") ?? 100;
  const page = takePage(list, { ...(token !== undefined && { token }), size: Math.max(size, 0) }, 1_000);
  if (page === undefined) throw new IamError("ValidationError", "Invalid Marker.");
  return { [name]: page.items, IsTruncated: page.nextToken !== undefined, Marker: page.nextToken };
}

/** A time as IAM prints it, to the second. */
export const printTime = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;

/** A policy's document as IAM returns it. @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html documented: URL-encoded compliant with RFC 3986 */
export function encodeDocument(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
