import type { Aws } from "./aws";

/**
 * Returns the ARNs of the domain names and distributions that use a certificate. *Assumed*: that of a domain name, of which
 * AWS shows a load balancer of its own.
 */
export function listCertificateUsers(aws: Aws, region: string, certificateArn: string): readonly string[] {
  const names = [...aws.region(region).apigateway.domainNames.domainNames.values()];
  const users = names.filter(({ domainNameConfigurations = [] }) =>
    domainNameConfigurations.some((each) => each.certificateArn === certificateArn),
  );
  const distributions = aws.distributions().filter(({ settings }) => settings.certificate === certificateArn);
  return [
    ...users.map(({ domainName }) => `arn:${aws.partition}:apigateway:${region}::/domainnames/${domainName}`),
    ...distributions.map(({ arn }) => arn),
  ];
}
