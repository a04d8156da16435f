import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import { isJsonObject } from "@sfn-websocket/languages/json";
import { parseXml } from "../protocols/xml-document";
import type { ForwardedAnswer, ForwardedRequest } from "./send";

/** An action of S3: its request, and the members of its output. */
interface S3Action {
  /** All members of a request that are sent. */
  readonly members: readonly string[];
  readonly write: (parameters: JsonObject) => Omit<ForwardedRequest, "region">;
  readonly read: (answer: ForwardedAnswer, parameters: JsonObject) => JsonObject;
}

const OBJECT = ["Bucket", "Key", "VersionId"];
/** The members that requests have in headers. */
const CONDITIONS = { Range: "range", IfMatch: "if-match", IfNoneMatch: "if-none-match" } as const;
const STORED = {
  ACL: "x-amz-acl",
  CacheControl: "cache-control",
  ContentDisposition: "content-disposition",
  ContentEncoding: "content-encoding",
  ContentLanguage: "content-language",
  ContentType: "content-type",
  IfNoneMatch: "if-none-match",
  ServerSideEncryption: "x-amz-server-side-encryption",
  SSEKMSKeyId: "x-amz-server-side-encryption-aws-kms-key-id",
  StorageClass: "x-amz-storage-class",
  Tagging: "x-amz-tagging",
} as const;
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
    members: [...OBJECT, ...Object.keys(CONDITIONS)],
    write: (parameters) => ({
      ...objectRequest("GET", parameters),
      headers: Object.fromEntries(pick(parameters, CONDITIONS)),
    }),
    read: (answer) => ({ ...describeObject(answer), Body: answer.body.toString() }),
  },
  HeadObject: {
    members: [...OBJECT, ...Object.keys(CONDITIONS)],
    write: (parameters) => ({
      ...objectRequest("HEAD", parameters),
      headers: Object.fromEntries(pick(parameters, CONDITIONS)),
    }),
    read: describeObject,
  },
  PutObject: {
    members: ["Bucket", "Key", "Body", "Metadata", ...Object.keys(STORED)],
    write: (parameters) => {
      const { Body = "" } = parameters;
      const body = Buffer.from(typeof Body === "string" ? Body : JSON.stringify(Body));
      const headers = { ...Object.fromEntries(pick(parameters, STORED)), ...listMetadata(parameters.Metadata) };
      return { ...objectRequest("PUT", parameters), headers, body };
    },
    read: ({ headers: { etag } }) => ({ ...(etag !== undefined && { ETag: etag }) }),
  },
  DeleteObject: { members: OBJECT, write: (parameters) => objectRequest("DELETE", parameters), read: () => ({}) },
  ListObjectsV2: {
    members: ["Bucket", ...Object.keys(LISTED)],
    write: (parameters) => ({
      ...objectRequest("GET", { Bucket: parameters.Bucket ?? "" }),
      query: new URLSearchParams([["list-type", "2"], ...pick(parameters, LISTED)]),
    }),
    read: ({ body }) => describeList(body.toString()),
  },
};

function objectRequest(method: string, { Bucket, Key, VersionId }: JsonObject): Omit<ForwardedRequest, "region"> {
  const parts = [String(Bucket ?? ""), ...(Key === undefined ? [] : String(Key).split("/"))];
  return {
    method,
    // A half of a surrogate pair has no encoding: the text of its bytes has another character in its place.
    path: `/${parts.map((part) => encodeURIComponent(Buffer.from(part).toString())).join("/")}`,
    query: new URLSearchParams(typeof VersionId === "string" ? [["versionId", VersionId]] : []),
    headers: {},
    body: Buffer.alloc(0),
  };
}

function pick(parameters: JsonObject, names: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(names).flatMap(([member, name]): [string, string][] => {
    const value = parameters[member] ?? null;
    return value === null ? [] : [[name, String(value)]];
  });
}

function listMetadata(metadata: Json | undefined): Record<string, string> {
  const entries = Object.entries(isJsonObject(metadata ?? null) ? (metadata as JsonObject) : {});
  return Object.fromEntries(entries.map(([name, value]) => [`x-amz-meta-${name.toLowerCase()}`, String(value)]));
}

/** The members that answers of objects have in headers. */
const OBJECT_HEADERS: Readonly<Record<string, string>> = {
  "accept-ranges": "AcceptRanges",
  "content-type": "ContentType",
  etag: "ETag",
  "last-modified": "LastModified",
  "x-amz-version-id": "VersionId",
};

function describeObject({ headers, body }: ForwardedAnswer): JsonObject {
  const members = Object.entries(OBJECT_HEADERS).flatMap(([header, name]): [string, Json][] => {
    const value = headers[header];
    return value === undefined ? [] : [[name, value]];
  });
  const metadata = Object.entries(headers).filter(([name]) => name.startsWith("x-amz-meta-"));
  return {
    ...Object.fromEntries(members),
    // HEAD tells the length of what it does not send.
    ContentLength: Number(headers["content-length"] ?? body.length),
    Metadata: Object.fromEntries(metadata.map(([name, value]) => [name.slice("x-amz-meta-".length), value])),
  };
}

function describeList(text: string): JsonObject {
  const { ListBucketResult = {} } = parseXml(text) as { readonly ListBucketResult?: Json };
  const {
    Contents,
    Name = "",
    Prefix = "",
    KeyCount,
    MaxKeys,
    IsTruncated,
    NextContinuationToken,
  } = isJsonObject(ListBucketResult) ? ListBucketResult : {};
  const contents = [Contents ?? []]
    .flat()
    .map((each) => (isJsonObject(each) ? { ...each, Size: Number(each.Size) } : each));
  return {
    ...(contents.length > 0 && { Contents: contents }),
    IsTruncated: IsTruncated === "true",
    KeyCount: Number(KeyCount ?? contents.length),
    MaxKeys: Number(MaxKeys ?? 1_000),
    Name,
    Prefix,
    ...(NextContinuationToken !== undefined && { NextContinuationToken }),
  };
}
