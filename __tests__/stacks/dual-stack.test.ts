import { findResource } from "./synthesize-family";
import { synthesizeOptions, workflow } from "./synthesize-options";
import { listResources } from "./synthesize-stack";

const customDomain = {
  domainName: "chat.example.com",
  certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1a2b",
  hostedZoneId: "Z1",
};

it.each([
  [undefined, "ipv4", ["A"]],
  [true, "dualstack", ["A", "AAAA"]],
])("with dualStack %s, the API and its domain are %s", (dualStack, ipAddressType, records) => {
  const terraform = synthesizeOptions({ dualStack, customDomain });
  expect(findResource(terraform, "aws_apigatewayv2_api")["ip_address_type"]).toBe(ipAddressType);
  expect(findResource(terraform, "aws_apigatewayv2_domain_name")["domain_name_configuration"]).toMatchObject({
    ip_address_type: ipAddressType,
  });
  expect(
    listResources(terraform, "aws_route53_record")
      .map(({ type }) => type)
      .sort(),
  ).toEqual(records);
});

it("lets CloudFront be reached by IPv6", () => {
  expect(findResource(synthesizeOptions({ edge: true }), "aws_cloudfront_distribution")["is_ipv6_enabled"]).toBe(true);
});

it("trusts executions by an alias where there is one, and only then", () => {
  const trusts = (delivery: object | undefined) =>
    listResources(synthesizeOptions({ routes: { $default: { workflow, delivery } } }), "aws_iam_role")
      .map(({ assume_role_policy: policy }) => String(policy))
      .filter((policy) => policy.includes("aws:SourceArn"));
  expect(trusts({})).toEqual([expect.stringMatching(/-default","arn:[^"]+-default:\*"\]/)]);
  expect(trusts(undefined)).toEqual([expect.not.stringContaining(":*")]);
});
