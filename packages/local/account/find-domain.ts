import type { ApiGateway } from "../apigateway/control/apigateway";
import type { Aws } from "./aws";

/** A custom domain name as a client called it. */
export interface CalledDomain {
  /** The host that the client named, without a port: of a wildcard's domain it is the host itself. */
  readonly host: string;
  /** As it was configured. */
  readonly domainName: string;
  /** The API Gateway of its region. */
  readonly apigateway: ApiGateway;
}

/**
 * Returns the custom domain name that a Host header names, with or without a port, or undefined where it names none. A
 * name wins over a wildcard such as `*.example.com`, which stands for one label.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html
 */
export function findCustomDomain(aws: Aws, hostHeader: string | undefined): CalledDomain | undefined {
  const regions = aws.regions().filter(({ apigateway }) => apigateway.domainNames.domainNames.size > 0);
  if (regions.length === 0) return undefined;
  const host = (hostHeader ?? "").replace(/:\d+$/, "").toLowerCase();
  for (const wanted of [host, host.replace(/^[^.]+/, "*")])
    for (const { apigateway } of regions)
      for (const domainName of apigateway.domainNames.domainNames.keys())
        if (domainName.toLowerCase() === wanted) return { host, domainName, apigateway };
  return undefined;
}
