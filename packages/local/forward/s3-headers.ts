import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import { printTime } from "./sdk-answer";
import type { ForwardedAnswer } from "./send";

/** The members that requests and answers have in headers; the names of some begin with several large letters, or with one. */
export const HEADERS = {
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
export type InHeader = keyof typeof HEADERS;
/** How an answer's header is read that is no text. */
const READ: Readonly<Partial<Record<InHeader, (value: string) => Json>>> = {
  BucketKeyEnabled: (value) => value === "true",
  DeleteMarker: (value) => value === "true",
  LastModified: printTime,
  MissingMeta: (value) => readCount(value, 0),
  PartsCount: (value) => readCount(value, 0),
  TagCount: (value) => readCount(value, 0),
};
export const CONDITIONS: readonly InHeader[] = ["Range", "IfMatch", "IfNoneMatch"];
const DISPLAY: readonly InHeader[] = [
  "CacheControl",
  "ContentDisposition",
  "ContentEncoding",
  "ContentLanguage",
  "ContentType",
];
export const STORED: readonly InHeader[] = [
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
export const DELETED: readonly InHeader[] = ["DeleteMarker", "VersionId"];
export const WRITTEN: readonly InHeader[] = [
  "BucketKeyEnabled",
  "ETag",
  "Expiration",
  "ServerSideEncryption",
  "SsekmsKeyId",
  "VersionId",
];
export const DESCRIBED: readonly InHeader[] = [
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
export function readHeaders(headers: ForwardedAnswer["headers"], names: readonly InHeader[]): JsonObject {
  const members = names.flatMap((name): [string, Json][] => {
    const value = headers[HEADERS[name]];
    return value === undefined ? [] : [[name, READ[name]?.(value) ?? value]];
  });
  return Object.fromEntries(members);
}

/** An element that holds no number counts as one that is not there. */
export function readCount(element: Json | undefined, otherwise: number): number {
  return typeof element === "string" && /^\d+$/.test(element) ? Number(element) : otherwise;
}
