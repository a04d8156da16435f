import { type Actions, createDefineAction } from "../protocols/action";
import type { Constraints } from "../protocols/constraints";
import { takePage } from "../protocols/pages";
import type { XmlValue } from "../protocols/query-protocol";
import type { RequestOf } from "../protocols/request";
import type { Iam } from "./iam";
import { IamError } from "./iam-error";
import type { Tag } from "./tags";

/** The actions of the API; an answer is what its result element holds. */
export type IamActions = Actions<Iam, XmlValue>;

/** Returns an action whose request AWS's error refuses. */
export const defineAction = createDefineAction<Iam, XmlValue>(
  (refusal) => new IamError("ValidationError", "unreadable" in refusal ? refusal.unreadable : refusal.invalid),
);

export const REQUIRED = { required: true } as const;
export const ROLE = { RoleName: REQUIRED } as const satisfies Constraints;
export const POLICY = { PolicyArn: REQUIRED } as const satisfies Constraints;
/** Of a list, which part. */
export const PAGE = { Marker: {}, MaxItems: { type: "number" } } as const satisfies Constraints;
export const TAGS = { Tags: { item: { members: { Key: REQUIRED, Value: {} } } } } as const satisfies Constraints;

export const readTagList = ({ Tags = [] }: RequestOf<typeof TAGS>): Tag[] =>
  Tags.map(({ Key, Value = "" }) => ({ key: Key, value: Value }));

export function printTags(tags: ReadonlyMap<string, string>): readonly XmlValue[] {
  return [...tags].map(([Key, Value]) => ({ Key, Value }));
}

/** The part of a list that a call asks for, as the member `name`, and where the next one begins. */
export function printPage(request: RequestOf<typeof PAGE>, name: string, list: readonly XmlValue[]): XmlValue {
  const { Marker: token, MaxItems: size = 100 } = request;
  const page = takePage(list, { ...(token !== undefined && { token }), size: Math.max(size, 0) }, 1_000);
  if (page === undefined) throw new IamError("ValidationError", "Invalid Marker.");
  return { [name]: page.items, IsTruncated: page.nextToken !== undefined, Marker: page.nextToken };
}

/** A time as IAM prints it, to the second. */
export const printTime = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;

/** A policy's document as IAM returns it. @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html documented: URL-encoded compliant with RFC 3986 */
export function encodeDocument(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
