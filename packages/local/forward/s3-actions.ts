import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import { isJsonObject } from "@sfn-websocket/languages/json";
import { parseXml } from "../protocols/xml-document";
import { printTime } from "./sdk-answer";
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
/** The members that requests and answers have in headers; the names of some begin with several large letters, or with one. */
const HEADERS = {
  ACL: "x-amz-acl",
  AcceptRanges: "accept-ranges",
  Acl: "x-amz-acl",
  BucketKeyEnabled: "x-amz-server-side-encryption-bucket-key-enabled",
  CacheControl: "cache-control",
  ContentDisposition: "content-disposition",
  ContentEncoding: "content-encoding",
  ContentLanguage: "content-language",
  ContentRange: "content-range",
  ContentType: "content-type",
  DeleteMarker: "x-amz-delete-marker",
  ETag: "etag",
  Expiration: "x-amz-expiration",
  Expires: "expires",
  IfMatch: "if-match",
  IfNoneMatch: "if-none-match",
  LastModified: "last-modified",
  MissingMeta: "x-amz-missing-meta",
  PartsCount: "x-amz-mp-parts-count",
  Range: "range",
  ReplicationStatus: "x-amz-replication-status",
  Restore: "x-amz-restore",
  SSEKMSKeyId: "x-amz-server-side-encryption-aws-kms-key-id",
  ServerSideEncryption: "x-amz-server-side-encryption",
  SsekmsKeyId: "x-amz-server-side-encryption-aws-kms-key-id",
  StorageClass: "x-amz-storage-class",
  TagCount: "x-amz-tagging-count",
  Tagging: "x-amz-tagging",
  VersionId: "x-amz-version-id",
  WebsiteRedirectLocation: "x-amz-website-redirect-location",
} as const;
type InHeader = keyof typeof HEADERS;
/** How an answer's header is read that is no text. */
const READ: Readonly<Partial<Record<InHeader, (value: string) => Json>>> = {
  BucketKeyEnabled: (value) => value === "true",
  DeleteMarker: (value) => value === "true",
  LastModified: printTime,
  MissingMeta: (value) => readCount(value, 0),
  PartsCount: (value) => readCount(value, 0),
  TagCount: (value) => readCount(value, 0),
};
const CONDITIONS: readonly InHeader[] = ["Range", "IfMatch", "IfNoneMatch"];
const DISPLAY: readonly InHeader[] = [
  "CacheControl",
  "ContentDisposition",
  "ContentEncoding",
  "ContentLanguage",
  "ContentType",
];
const STORED: readonly InHeader[] = [
  ...DISPLAY,
  "ACL",
  "Acl",
  "IfNoneMatch",
  "SSEKMSKeyId",
  "ServerSideEncryption",
  "SsekmsKeyId",
  "StorageClass",
  "Tagging",
];
/** What answers tell: of what was stored, of what was deleted, of an object. */
const DELETED: readonly InHeader[] = ["DeleteMarker", "VersionId"];
const WRITTEN: readonly InHeader[] = [
  "BucketKeyEnabled",
  "ETag",
  "Expiration",
  "ServerSideEncryption",
  "SsekmsKeyId",
  "VersionId",
];
const DESCRIBED: readonly InHeader[] = [
  ...DISPLAY,
  ...WRITTEN,
  "AcceptRanges",
  "ContentRange",
  "DeleteMarker",
  "Expires",
  "LastModified",
  "MissingMeta",
  "PartsCount",
  "ReplicationStatus",
  "Restore",
  "StorageClass",
  "TagCount",
  "WebsiteRedirectLocation",
];
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

function readHeaders(headers: ForwardedAnswer["headers"], names: readonly InHeader[]): JsonObject {
  const members = names.flatMap((name): [string, Json][] => {
    const value = headers[HEADERS[name]];
    return value === undefined ? [] : [[name, READ[name]?.(value) ?? value]];
  });
  return Object.fromEntries(members);
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

/** An element that holds no number counts as one that is not there. */
function readCount(element: Json | undefined, otherwise: number): number {
  return typeof element === "string" && /^\d+$/.test(element) ? Number(element) : otherwise;
}
