import { type XmlElement, textOf } from "../protocols/xml-element";
import { type Account, printArn } from "./account";
import { CloudFrontError, requireCurrent } from "./cloudfront-error";
import { createETag } from "./ids";

/** A function as one of its stages has it. */
export interface FunctionVersion {
  /** Comment and Runtime. */
  readonly config: XmlElement;
  readonly code: string;
  readonly etag: string;
  /** Milliseconds since 1970. */
  readonly lastModifiedTime: number;
}

export interface CloudFrontFunction {
  readonly name: string;
  readonly arn: string;
  /** Milliseconds since 1970. */
  readonly createdTime: number;
  readonly development: FunctionVersion;
  /** What distributions run. @default the function was never published */
  readonly live?: FunctionVersion;
}

export type FunctionStage = "DEVELOPMENT" | "LIVE";

export interface FunctionRequest {
  readonly name: string;
  readonly config: XmlElement;
  readonly code: string;
}

export interface FunctionChange {
  readonly name: string;
  /** The ETag of the DEVELOPMENT stage. */
  readonly ifMatch: string | undefined;
}

/** The functions of an account by name. */
export interface FunctionStore {
  readonly account: Account;
  readonly functions: Map<string, CloudFrontFunction>;
  /** How many distributions run the function of that ARN. */
  readonly countUses: (arn: string) => number;
}

/** Bytes. @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-functions */
const LARGEST_CODE = 10 * 1024;
const RUNTIMES = ["cloudfront-js-1.0", "cloudfront-js-2.0"];

/** The calls of the CloudFront API on functions; one that AWS refuses throws a CloudFrontError. */
export function createFunctionCalls(store: FunctionStore) {
  return {
    createFunction: (request: FunctionRequest): CloudFrontFunction => createFunction(store, request),
    getFunction: (name: string): CloudFrontFunction => requireFunction(store, name),
    updateFunction: (request: FunctionRequest & FunctionChange): CloudFrontFunction => updateFunction(store, request),
    publishFunction: (change: FunctionChange): CloudFrontFunction => publishFunction(store, change),
    deleteFunction: (change: FunctionChange): void => deleteFunction(store, change),
    /** UNPUBLISHED; once it is published UNASSOCIATED, and DEPLOYED while a distribution runs it. */
    functionStatus: ({ arn, live }: CloudFrontFunction): string =>
      live === undefined ? "UNPUBLISHED" : store.countUses(arn) > 0 ? "DEPLOYED" : "UNASSOCIATED",
    functionVersion: (name: string, stage: FunctionStage): FunctionVersion => requireVersion(store, name, stage),
  };
}

/** *Recorded* in bug reports: the text. */
function requireFunction({ functions }: FunctionStore, name: string): CloudFrontFunction {
  const found = functions.get(name);
  if (found) return found;
  throw new CloudFrontError("NoSuchFunctionExists", "The specified function does not exist.");
}

function requireVersion(store: FunctionStore, name: string, stage: FunctionStage): FunctionVersion {
  const { development, live } = requireFunction(store, name);
  const version = stage === "LIVE" ? live : development;
  if (version) return version;
  throw new CloudFrontError("NoSuchFunctionExists", "The specified function does not exist.");
}

function createFunction(store: FunctionStore, request: FunctionRequest): CloudFrontFunction {
  const { account, functions } = store;
  const { name } = request;
  if (!/^[\w-]{1,64}$/.test(name)) throw new CloudFrontError("InvalidArgument", "The parameter Name is not valid.");
  const development = createVersion(account, request);
  if (functions.has(name)) {
    const message = "A function with the same name already exists in this AWS account.";
    throw new CloudFrontError("FunctionAlreadyExists", message);
  }
  const arn = printArn(account, `function/${name}`);
  const created = { name, arn, createdTime: development.lastModifiedTime, development };
  functions.set(name, created);
  return created;
}

/** *Assumed*: the texts. */
function createVersion({ now }: Account, { config, code }: Omit<FunctionRequest, "name">): FunctionVersion {
  const runtime = textOf(config, "Runtime") ?? "";
  if (!RUNTIMES.includes(runtime))
    throw new CloudFrontError("InvalidArgument", `The parameter Runtime is not valid: ${runtime}`);
  if (Buffer.byteLength(code) > LARGEST_CODE)
    throw new CloudFrontError("FunctionSizeLimitExceeded", "The function exceeds the maximum size.");
  return { config, code, etag: createETag(), lastModifiedTime: now() };
}

function updateFunction(store: FunctionStore, request: FunctionRequest & FunctionChange): CloudFrontFunction {
  const before = requireFunction(store, request.name);
  requireCurrent(request.ifMatch, before.development.etag);
  const updated = { ...before, development: createVersion(store.account, request) };
  store.functions.set(request.name, updated);
  return updated;
}

function publishFunction(store: FunctionStore, { name, ifMatch }: FunctionChange): CloudFrontFunction {
  const before = requireFunction(store, name);
  requireCurrent(ifMatch, before.development.etag);
  const live = { ...before.development, etag: createETag(), lastModifiedTime: store.account.now() };
  const published = { ...before, live };
  store.functions.set(name, published);
  return published;
}

/** *Recorded* in bug reports: the text of a function that is in use. */
function deleteFunction(store: FunctionStore, { name, ifMatch }: FunctionChange): void {
  const { arn, development } = requireFunction(store, name);
  requireCurrent(ifMatch, development.etag);
  const uses = store.countUses(arn);
  if (uses > 0) {
    const message = `Cannot delete function ${name}, it is in use by ${uses} distributions`;
    throw new CloudFrontError("FunctionInUse", message);
  }
  store.functions.delete(name);
}
