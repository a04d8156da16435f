import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { Credentials } from "../stage/admission";

/** A request as it was signed, or should have been. */
export interface SignedRequest {
  readonly method: string;
  /** The paths that mean the same here: a signature over any of them counts. */
  readonly paths: readonly string[];
  readonly querystring: Readonly<Record<string, string>>;
  readonly header: Readonly<Record<string, string>>;
}

export interface SignatureScope {
  readonly credentials: Credentials;
  readonly region: string;
  readonly service: string;
  /** epoch, milliseconds, of the clients' clock */
  readonly now: number;
}

/** Milliseconds that a header's signature is good for. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html */
const LIFETIME = 5 * 60_000;
/** Seconds that a presigned URL may be good for. */
const LONGEST_PRESIGNED = 7 * 24 * 60 * 60;
const ALGORITHM = "AWS4-HMAC-SHA256";
const EMPTY_BODY = createHash("sha256").update("").digest("hex");

/** What a request says about its signature. */
interface Authorization {
  readonly credential: string;
  readonly signedHeaders: string;
  readonly signature: string;
  /** as in `20260925T091955Z` */
  readonly date: string;
  /** milliseconds */
  readonly lifetime: number;
}

/**
 * Verifies a request's Signature Version 4, in its headers or, presigned, in its query string. Returns nothing when it is
 * good, else what is wrong with it.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function refuseSignature(request: SignedRequest, scope: SignatureScope): string | undefined {
  const authorization = readPresigned(request) ?? readHeader(request);
  if (!authorization) return "the request is not signed; sign it with Signature Version 4 for the service execute-api";
  const [accessKeyId, day, region, service, end] = authorization.credential.split("/");
  const wanted = `${scope.credentials.accessKeyId}/${authorization.date.slice(0, 8)}/${scope.region}/${scope.service}/aws4_request`;
  if (accessKeyId !== scope.credentials.accessKeyId)
    return `the access key is unknown, got '${accessKeyId}'; use '${scope.credentials.accessKeyId}'`;
  if ([accessKeyId, day, region, service, end].join("/") !== wanted)
    return `the signature has another scope, got '${authorization.credential}'; sign for '${wanted}'`;
  const age = scope.now - readDate(authorization.date);
  if (!(age <= authorization.lifetime && age >= -LIFETIME))
    return `the signature is expired or not yet good, got the date '${authorization.date}'; sign anew`;
  if (!authorization.signedHeaders.split(";").includes("host"))
    return `the host header is not signed, got '${authorization.signedHeaders}'; sign it`;
  const signatures = request.paths.map((path) => sign({ ...request, path }, authorization, scope));
  if (signatures.some((signature) => isSame(signature, authorization.signature))) return undefined;
  return "the signature does not match the request; check the secret access key and the signing method";
}

function readPresigned({ querystring }: SignedRequest): Authorization | undefined {
  if (querystring["X-Amz-Algorithm"] !== ALGORITHM) return undefined;
  const seconds = Number(querystring["X-Amz-Expires"]);
  return {
    credential: querystring["X-Amz-Credential"] ?? "",
    signedHeaders: querystring["X-Amz-SignedHeaders"] ?? "",
    signature: querystring["X-Amz-Signature"] ?? "",
    date: querystring["X-Amz-Date"] ?? "",
    lifetime: seconds >= 0 && seconds <= LONGEST_PRESIGNED ? seconds * 1000 : NaN,
  };
}

function readHeader({ header }: SignedRequest): Authorization | undefined {
  const headers = lowerCase(header);
  const authorization = headers.get("authorization") ?? "";
  if (!authorization.startsWith(`${ALGORITHM} `)) return undefined;
  const parts = authorization
    .slice(ALGORITHM.length + 1)
    .split(",")
    .map((part) => part.trim());
  const read = (name: string) => parts.find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";
  return {
    credential: read("Credential"),
    signedHeaders: read("SignedHeaders"),
    signature: read("Signature"),
    date: headers.get("x-amz-date") ?? "",
    lifetime: LIFETIME,
  };
}

function sign(
  request: SignedRequest & { readonly path: string },
  authorization: Authorization,
  scope: SignatureScope,
): string {
  const canonical = canonicalRequest(request, authorization);
  const day = authorization.date.slice(0, 8);
  const text = [
    ALGORITHM,
    authorization.date,
    `${day}/${scope.region}/${scope.service}/aws4_request`,
    hash(canonical),
  ].join("\n");
  const key = [day, scope.region, scope.service, "aws4_request"].reduce<Buffer | string>(
    (secret, part) => createHmac("sha256", secret).update(part).digest(),
    `AWS4${scope.credentials.secretAccessKey}`,
  );
  return createHmac("sha256", key).update(text).digest("hex");
}

function canonicalRequest(
  request: SignedRequest & { readonly path: string },
  { signedHeaders }: Authorization,
): string {
  const headers = lowerCase(request.header);
  const query = Object.entries(request.querystring)
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort();
  const path = request.path.split("/").map(encode).join("/");
  const lines = signedHeaders
    .split(";")
    .map((name) => `${name}:${(headers.get(name) ?? "").trim().replace(/ +/g, " ")}\n`);
  const payload = headers.get("x-amz-content-sha256") ?? EMPTY_BODY;
  return [request.method, path, query.join("&"), lines.join(""), signedHeaders, payload].join("\n");
}

/** Percent-encodes all but the unreserved characters of RFC 3986. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Epoch milliseconds, or NaN. */
function readDate(date: string): number {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  const [year, month, day, hour, minute, second] = parts;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

function isSame(expected: string, got: string): boolean {
  return /^[0-9a-f]{64}$/.test(got) && timingSafeEqual(Buffer.from(expected), Buffer.from(got));
}

function lowerCase(header: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(header).map(([name, value]) => [name.toLowerCase(), value]));
}

const hash = (text: string): string => createHash("sha256").update(text).digest("hex");
