import type { AwsRequest } from "./aws-request";

/** The form of a service's errors: AWS's JSON protocols, its query protocol, REST, and what single services have of their own. */
export type WireProtocol = "json" | "query" | "ec2" | "rest-json" | "rest-xml" | "s3";

/** The service that is named in the signature has a form of its own, *documented* in its API reference. */
const OF_SERVICE: Readonly<Record<string, WireProtocol>> = {
  cloudfront: "rest-xml",
  route53: "rest-xml",
  s3: "s3",
  s3express: "s3",
  "s3-object-lambda": "s3",
  "s3-outposts": "s3",
};

/** Where S3 Control is called, which signs as `s3`. @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_AWS_S3_Control.html */
const S3_CONTROL = "/v20180820/";

/**
 * Returns the protocol of a call, whether its service is known or not: `X-Amz-Target` is of the JSON protocols, `Action`
 * or a form of the query protocol, all else is REST.
 *
 * @see https://smithy.io/2.0/aws/protocols/index.html
 */
export function readProtocol(request: AwsRequest): WireProtocol {
  const { service, headers, path } = request;
  if (headers["x-amz-target"] !== undefined) return "json";
  if (isQuery(request)) return service === "ec2" ? "ec2" : "query";
  const own = Object.hasOwn(OF_SERVICE, service) ? OF_SERVICE[service] : undefined;
  return own === "s3" && path.startsWith(S3_CONTROL) ? "rest-xml" : (own ?? "rest-json");
}

function isQuery({ headers, query, body }: AwsRequest): boolean {
  const isForm = headers["content-type"]?.startsWith("application/x-www-form-urlencoded") ?? false;
  return isForm || query.has("Action") || /^(?:[^{<]*&)?Action=/.test(body);
}
