import { CLOUDFRONT_RESOURCES } from "../../terraform/cloudfront-resources";
import { CLOUDWATCH_RESOURCES } from "../../terraform/cloudwatch-resources";
import { RESOURCE_TYPES } from "../../terraform/resource-types";
import { ROUTE53_RESOURCES } from "../../terraform/route53-resources";

it.each([
  ["aws_cloudfront_", CLOUDFRONT_RESOURCES],
  ["aws_cloudwatch_(metric_alarm|dashboard)", CLOUDWATCH_RESOURCES],
  ["aws_route53_", ROUTE53_RESOURCES],
])("knows every type of the table that is loaded for %s", (prefix, table) => {
  const known = Object.keys(RESOURCE_TYPES).filter((type) => new RegExp(`^${prefix}`).test(type));
  expect(known.sort()).toEqual(Object.keys(table).sort());
});
