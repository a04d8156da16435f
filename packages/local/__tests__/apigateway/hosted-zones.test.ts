import { addDomainName, createDomainNames } from "../../apigateway/control/domain-names";

it.each([
  ["us-east-1", "Z1UJRXOUMOOFQ8"],
  ["eu-west-1", "ZLY8HYME6SFDD"],
  ["us-gov-west-1", "Z1K6XKP9SAGWDV"],
  ["xx-north-9", undefined],
])("a domain name in %s is in the hosted zone %s", (region, zone) => {
  const requested = { domainName: "chat.example.com", domainNameConfigurations: [{ certificateArn: "arn:x" }] };
  const created = addDomainName(createDomainNames(), requested, { partition: "aws", region });
  expect(created.domainNameConfigurations[0]?.hostedZoneId).toBe(zone);
});
