/** The services that answer here, by their names in the signature of a call. */
export const EMULATED_SERVICES = [
  "acm",
  "apigateway",
  "cloudfront",
  "dynamodb",
  "iam",
  "kms",
  "lambda",
  "logs",
  "monitoring",
  "route53",
  "states",
  "sts",
] as const;
