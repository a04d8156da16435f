import type { XmlElement } from "../protocols/xml-element";
import { type Account, printArn } from "./account";
import { CloudFrontError, requireCurrent } from "./cloudfront-error";
import { completeConfig } from "./distribution-defaults";
import { type DistributionSettings, readDistributionSettings } from "./distribution-settings";
import { createDistributionId, createETag, printDomainName } from "./ids";

export interface Distribution {
  readonly id: string;
  readonly arn: string;
  readonly domainName: string;
  readonly etag: string;
  /** Milliseconds since 1970. */
  readonly lastModifiedTime: number;
  /** A DistributionConfig with what AWS adds. */
  readonly config: XmlElement;
  readonly settings: DistributionSettings;
  readonly tags: Map<string, string>;
}

export interface DistributionChange {
  readonly id: string;
  readonly ifMatch: string | undefined;
}

export interface CreateDistributionRequest {
  readonly config: XmlElement;
  /** @default none */
  readonly tags?: ReadonlyMap<string, string>;
  /** What the id is made of; the same gives the same id. @default a new id */
  readonly seed?: string;
}

/** The distributions of an account by id. */
export interface DistributionStore {
  readonly account: Account;
  readonly distributions: Map<string, Distribution>;
  /** Throws where a behavior names a policy or a function that is not there. */
  readonly requireReferences: (settings: DistributionSettings) => void;
}

/** The calls of the CloudFront API on distributions; one that AWS refuses throws a CloudFrontError. */
export function createDistributionCalls(store: DistributionStore) {
  const { distributions } = store;
  return {
    createDistribution: ({ config, tags, seed }: CreateDistributionRequest): Distribution =>
      putDistribution(store, createDistributionId(seed), { config, tags: new Map(tags) }),
    getDistribution: (id: string): Distribution => requireDistribution(store, id),
    distributions: (): readonly Distribution[] => [...distributions.values()],
    updateDistribution({ id, ifMatch }: DistributionChange, config: XmlElement): Distribution {
      const { etag, tags } = requireDistribution(store, id);
      requireCurrent(ifMatch, etag);
      return putDistribution(store, id, { config, tags });
    },
    deleteDistribution({ id, ifMatch }: DistributionChange): void {
      const { etag, settings } = requireDistribution(store, id);
      requireCurrent(ifMatch, etag);
      if (settings.enabled) {
        const message = "The distribution you are trying to delete has not been disabled.";
        throw new CloudFrontError("DistributionNotDisabled", message);
      }
      distributions.delete(id);
    },
    /** The tags of the distribution of that ARN, to be changed in place. *Assumed*: the text. */
    tags(arn: string): Map<string, string> {
      const found = [...distributions.values()].find((each) => each.arn === arn);
      if (!found) throw new CloudFrontError("NoSuchResource", "The specified resource does not exist.");
      return found.tags;
    },
  };
}

/** *Recorded* in bug reports: the text. */
function requireDistribution({ distributions }: DistributionStore, id: string): Distribution {
  const found = distributions.get(id);
  if (found) return found;
  throw new CloudFrontError("NoSuchDistribution", "The specified distribution does not exist.");
}

type Given = Pick<Distribution, "config" | "tags">;

function putDistribution(store: DistributionStore, id: string, given: Given): Distribution {
  const { account, distributions } = store;
  const config = completeConfig(given.config);
  const settings = readDistributionSettings(config);
  requireOrigins(settings);
  store.requireReferences(settings);
  requireAliases(store, id, settings);
  requireCertificate(settings);
  if (settings.ignored.length > 0)
    account.log(
      `CloudFront distribution '${id}': not emulated, and every viewer gets in without it: ${settings.ignored.join(", ")}`,
    );
  const put = {
    id,
    arn: printArn(account, `distribution/${id}`),
    domainName: printDomainName(id),
    etag: createETag(),
    lastModifiedTime: account.now(),
    config,
    settings,
    tags: given.tags,
  };
  distributions.set(id, put);
  return put;
}

/** Text: documented. */
function requireOrigins({ origins, originGroupIds, behaviors }: DistributionSettings): void {
  const ids = new Set([...origins.map(({ id }) => id), ...originGroupIds]);
  if (behaviors.some(({ targetOriginId }) => !ids.has(targetOriginId)))
    throw new CloudFrontError("NoSuchOrigin", "One or more of your origins or origin groups do not exist.");
}

/** *Recorded* in bug reports: the text. @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html documented: the region */
function requireCertificate({ certificate = "" }: DistributionSettings): void {
  if (!/^arn:[^:]*:acm:(?!us-east-1:)/.test(certificate)) return;
  const message =
    "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain.";
  throw new CloudFrontError("InvalidViewerCertificate", message);
}

/** *Recorded* in bug reports: both texts. */
function requireAliases({ distributions }: DistributionStore, id: string, settings: DistributionSettings): void {
  const { aliases, certificate } = settings;
  if (aliases.length > 0 && certificate === undefined) {
    const page = "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html";
    const message = `To add an alternate domain name (CNAME) to a CloudFront distribution, you must attach a trusted certificate that validates your authorization to use the domain name. For more details, see: ${page}#alternate-domain-names-requirements`;
    throw new CloudFrontError("InvalidViewerCertificate", message);
  }
  const taken = [...distributions.values()]
    .filter((other) => other.id !== id)
    .flatMap((other) => other.settings.aliases);
  if (aliases.some((alias) => taken.includes(alias))) {
    const message = "One or more of the CNAMEs you provided are already associated with a different resource.";
    throw new CloudFrontError("CNAMEAlreadyExists", message);
  }
}
