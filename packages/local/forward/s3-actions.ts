import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import { isJsonObject } from "@sfn-websocket/languages/json";
import { parseXml } from "../protocols/xml-document";
import { printTime } from "./sdk-answer";
import {
  CONDITIONS,
  DELETED,
  DESCRIBED,
  HEADERS,
  type InHeader,
  readCount,
  readHeaders,
  STORED,
  WRITTEN,
} from "./s3-headers";
import type { ForwardedAnswer, ForwardedRequest } from "./send";

/** An action of S3: its request, and the members of its output. */
interface S3Action {
  /** All members of a request that are sent. */
  readonly members: readonly string[];
  readonly write: (parameters: JsonObject) => Omit<ForwardedRequest, "region">;
  readonly read: (answer: ForwardedAnswer, parameters: JsonObject) => JsonObject;
}

/** Characters of a value that is refused. */
const SHOWN = 100;

const OBJECT = ["Bucket", "Key", "VersionId"];
/** The members that a request has in its query. */
const LISTED = {
  Prefix: "prefix",
  Delimiter: "delimiter",
  MaxKeys: "max-keys",
  StartAfter: "start-after",
  ContinuationToken: "continuation-token",
} as const;

/** The actions of S3 that Task states call. @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html */
export const S3_ACTIONS: Readonly<Record<string, S3Action>> = {
  GetObject: {
    ...readsObject("GET"),
    read: (answer) => ({ ...describeObject(answer), Body: answer.body.toString() }),
  },
  HeadObject: { ...readsObject("HEAD"), read: describeObject },
  PutObject: {
    members: ["Bucket", "Key", "Body", "Metadata", ...STORED],
    write: (parameters) => {
      const { Body = "" } = parameters;
      const body = Buffer.from(typeof Body === "string" ? Body : JSON.stringify(Body));
      const headers = { ...writeHeaders(parameters, STORED), ...listMetadata(parameters.Metadata) };
      return { ...objectRequest("PUT", parameters), headers, body };
    },
    read: ({ headers }) => sort(readHeaders(headers, WRITTEN)),
  },
  DeleteObject: {
    members: OBJECT,
    write: (parameters) => objectRequest("DELETE", parameters),
    read: ({ headers }) => sort(readHeaders(headers, DELETED)),
  },
  ListObjectsV2: {
    members: ["Bucket", ...Object.keys(LISTED)],
    write: (parameters) => ({
      ...objectRequest("GET", { Bucket: parameters.Bucket ?? "" }),
      query: new URLSearchParams([["list-type", "2"], ...pick(parameters, LISTED)]),
    }),
    read: ({ body }) => describeList(body.toString()),
  },
};

function readsObject(method: "GET" | "HEAD"): Pick<S3Action, "members" | "write"> {
  return {
    members: [...OBJECT, ...CONDITIONS],
    write: (parameters) => ({
      ...objectRequest(method, parameters),
      headers: writeHeaders(parameters, CONDITIONS),
    }),
  };
}

function objectRequest(method: string, parameters: JsonObject): Omit<ForwardedRequest, "region"> {
  const [bucket = "", key, versionId] = OBJECT.map((member) => readText(parameters, member));
  const parts = [bucket, ...(key === undefined ? [] : key.split("/"))];
  return {
    method,
    // A half of a surrogate pair has no encoding: the text of its bytes has another character in its place.
    path: `/${parts.map((part) => encodeURIComponent(Buffer.from(part).toString())).join("/")}`,
    query: new URLSearchParams(versionId === undefined ? [] : [["versionId", versionId]]),
    headers: {},
    body: Buffer.alloc(0),
  };
}

function pick(parameters: JsonObject, names: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(names).flatMap(([member, name]): [string, string][] => {
    const value = readText(parameters, member);
    return value === undefined ? [] : [[name, value]];
  });
}

/** A number or a boolean is sent as its text. @throws Error in the developer form for what has none. */
function readText(parameters: JsonObject, member: string): string | undefined {
  const value = parameters[member] ?? null;
  if (value === null) return undefined;
  if (typeof value !== "object") return String(value);
  throw new Error(`forward: s3: ${member}: not a text, got ${JSON.stringify(value).slice(0, SHOWN)}; write one`);
}

function listMetadata(metadata: Json | undefined): Record<string, string> {
  if (metadata === undefined) return {};
  if (!isJsonObject(metadata))
    throw new Error(
      `forward: s3: Metadata: not a map of texts, got ${JSON.stringify(metadata).slice(0, SHOWN)}; write one`,
    );
  const names = Object.keys(metadata);
  return Object.fromEntries(names.map((name) => [`x-amz-meta-${name.toLowerCase()}`, readText(metadata, name) ?? ""]));
}

function writeHeaders(parameters: JsonObject, names: readonly InHeader[]): Record<string, string> {
  return Object.fromEntries(pick(parameters, Object.fromEntries(names.map((name) => [name, HEADERS[name]]))));
}

/** *Recorded* (LocalStack's AWS-validated snapshots): in the order of the names, and an object's Body last. */
const sort = (output: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(output).sort(([a], [b]) => (a < b ? -1 : 1)));

function describeObject({ headers, body }: ForwardedAnswer): JsonObject {
  const metadata = Object.entries(headers).filter(([name]) => name.startsWith("x-amz-meta-"));
  return sort({
    ...readHeaders(headers, DESCRIBED),
    // HEAD tells the length of what it does not send.
    ContentLength: Number(headers["content-length"] ?? body.length),
    Metadata: Object.fromEntries(metadata.map(([name, value]) => [name.slice("x-amz-meta-".length), value])),
  });
}

function describeList(text: string): JsonObject {
  const { ListBucketResult = {} } = parseList(text) as { readonly ListBucketResult?: Json };
  const { Contents, CommonPrefixes, Name, Prefix, KeyCount, MaxKeys, IsTruncated, ...others } = isJsonObject(
    ListBucketResult,
  )
    ? ListBucketResult
    : {};
  const contents = [Contents ?? []].flat().map((each) => (isJsonObject(each) ? describeListed(each) : each));
  const prefixes = [CommonPrefixes ?? []].flat();
  const told = ["ContinuationToken", "Delimiter", "NextContinuationToken", "StartAfter"].filter(
    (name) => typeof others[name] === "string",
  );
  return sort({
    ...(contents.length > 0 && { Contents: contents }),
    ...(prefixes.length > 0 && { CommonPrefixes: prefixes }),
    IsTruncated: IsTruncated === "true",
    KeyCount: readCount(KeyCount, contents.length + prefixes.length),
    MaxKeys: readCount(MaxKeys, 1_000),
    Name: Name ?? "",
    Prefix: Prefix ?? "",
    ...Object.fromEntries(told.map((name) => [name, others[name]!])),
  });
}

function describeListed(element: JsonObject): JsonObject {
  const { ChecksumAlgorithm, LastModified } = element;
  return {
    ...element,
    Size: readCount(element.Size, 0),
    ...(typeof LastModified === "string" && { LastModified: printTime(LastModified) }),
    ...(ChecksumAlgorithm !== undefined && { ChecksumAlgorithm: [ChecksumAlgorithm].flat() }),
  };
}

function parseList(text: string) {
  try {
    return parseXml(text);
  } catch {
    throw new Error(
      `forward: s3: ListObjectsV2: the answer is no XML, got ${JSON.stringify(text.slice(0, SHOWN))}; name a server of S3`,
    );
  }
}
