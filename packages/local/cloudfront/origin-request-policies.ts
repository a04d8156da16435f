import { type Account } from "./account";
import type { XmlElement } from "../protocols/xml-element";
import { CloudFrontError, requireCurrent } from "./cloudfront-error";
import { createETag, createPolicyId } from "./ids";
import { MANAGED_ORIGIN_REQUEST_POLICIES } from "./managed-policies";
import { type OriginRequestPolicySettings, readOriginRequestPolicy } from "./origin-request-policy";

export interface OriginRequestPolicy {
  readonly id: string;
  readonly etag: string;
  /** Milliseconds since 1970. */
  readonly lastModifiedTime: number;
  /** An OriginRequestPolicyConfig, as it came. */
  readonly config: XmlElement;
  readonly settings: OriginRequestPolicySettings;
}

export interface PolicyChange {
  readonly id: string;
  readonly ifMatch: string | undefined;
}

/** The origin request policies of an account by id, without AWS's own. */
export interface PolicyStore {
  readonly account: Account;
  readonly policies: Map<string, OriginRequestPolicy>;
  /** How many distributions have the policy of that id. */
  readonly countUses: (id: string) => number;
}

/** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-policies */
const MOST_HEADERS = 10;
const FORBIDDEN_HEADERS = ["authorization", "accept-encoding"];

/** The calls of the CloudFront API on origin request policies; one that AWS refuses throws a CloudFrontError. */
export function createPolicyCalls(store: PolicyStore) {
  const { policies } = store;
  return {
    /** `id` is the caller's to choose. @default a new one */
    createOriginRequestPolicy: (config: XmlElement, id: string = createPolicyId()): OriginRequestPolicy =>
      putPolicy(store, id, config),
    getOriginRequestPolicy: (id: string): OriginRequestPolicy => requirePolicy(store, id),
    /** The account's own, in the order that they were made. */
    originRequestPolicies: (): readonly OriginRequestPolicy[] => [...policies.values()],
    updateOriginRequestPolicy({ id, ifMatch }: PolicyChange, config: XmlElement): OriginRequestPolicy {
      requireCurrent(ifMatch, requirePolicy(store, id).etag);
      return putPolicy(store, id, config);
    },
    deleteOriginRequestPolicy({ id, ifMatch }: PolicyChange): void {
      requireCurrent(ifMatch, requirePolicy(store, id).etag);
      if (store.countUses(id) > 0) {
        const message =
          "Cannot delete the origin request policy because it is attached to one or more cache behaviors.";
        throw new CloudFrontError("OriginRequestPolicyInUse", message);
      }
      policies.delete(id);
    },
  };
}

/** What a policy of the account or of AWS lets through, undefined where there is none of that id. */
export function findPolicySettings({ policies }: PolicyStore, id: string): OriginRequestPolicySettings | undefined {
  const managed = Object.hasOwn(MANAGED_ORIGIN_REQUEST_POLICIES, id) ? MANAGED_ORIGIN_REQUEST_POLICIES[id] : undefined;
  return policies.get(id)?.settings ?? managed;
}

/** *Assumed*: the text. */
function requirePolicy({ policies }: PolicyStore, id: string): OriginRequestPolicy {
  const found = policies.get(id);
  if (found) return found;
  throw new CloudFrontError("NoSuchOriginRequestPolicy", "The specified origin request policy does not exist.");
}

function putPolicy({ account, policies }: PolicyStore, id: string, config: XmlElement): OriginRequestPolicy {
  const settings = readOriginRequestPolicy(config);
  requireHeaders(settings);
  if ([...policies.values()].some((other) => other.id !== id && other.settings.name === settings.name)) {
    const message = "An origin request policy with this name already exists. You must provide a unique name.";
    throw new CloudFrontError("OriginRequestPolicyAlreadyExists", message);
  }
  const policy = { id, etag: createETag(), lastModifiedTime: account.now(), config, settings };
  policies.set(id, policy);
  return policy;
}

/** *Recorded* in a question on Server Fault: the text of a header that is not allowed. */
function requireHeaders({ headers: { behavior, items } }: OriginRequestPolicySettings): void {
  const forbidden = items.find((item) => behavior === "whitelist" && FORBIDDEN_HEADERS.includes(item.toLowerCase()));
  if (forbidden !== undefined)
    throw new CloudFrontError("InvalidArgument", `The parameter Headers contains ${forbidden} that is not allowed.`);
  if (items.length > MOST_HEADERS) {
    const message = "The number of headers in the origin request policy exceeds the maximum.";
    throw new CloudFrontError("TooManyHeadersInOriginRequestPolicy", message);
  }
}
