import type { IncomingMessage } from "node:http";
import type { Aws } from "../account/aws";
import type { Distribution } from "../cloudfront/cloudfront";

/** A distribution as a client called it. */
export interface CalledDistribution {
  readonly distribution: Distribution;
  /** The host that CloudFront sees. */
  readonly host: string;
  /** Whether the client's Host header named it, not the path. */
  readonly isHost: boolean;
  /** Path and query string that CloudFront sees, from `/` on. */
  readonly url: string;
}

/**
 * Returns the distribution that an address names, or undefined where it names none: by the host, which is the
 * distribution's domain name, one of its aliases or `<distribution id>.cloudfront.localhost`, else by the first segment
 * of the path, its id.
 */
export function findDistribution(aws: Aws, { headers, url = "/" }: IncomingMessage): CalledDistribution | undefined {
  const distributions = aws.distributions();
  if (distributions.length === 0) return undefined;
  const host = (headers.host ?? "").replace(/:\d+$/, "").toLowerCase();
  for (const distribution of distributions) {
    const { id, domainName, settings } = distribution;
    if (host === `${id.toLowerCase()}.cloudfront.localhost`)
      return { distribution, host: domainName, isHost: true, url };
    if (host === domainName || settings.aliases.some((alias) => isNamed(alias.toLowerCase(), host)))
      return { distribution, host, isHost: true, url };
  }
  const [, first, rest = ""] = /^\/([^/?]*)(.*)$/s.exec(url) ?? [];
  const distribution = distributions.find(({ id }) => id === first);
  if (!distribution) return undefined;
  return { distribution, host: distribution.domainName, isHost: false, url: rest.replace(/^(?!\/)/, "/") };
}

/** An alias's `*` stands for one label. */
const isNamed = (alias: string, host: string): boolean => alias === host || alias === host.replace(/^[^.]+/, "*");
