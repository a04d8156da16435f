import { defineApiError } from "../protocols/api-error";

/** The errors of the CloudFront API with the HTTP statuses that carry them. @see https://docs.aws.amazon.com/cloudfront/latest/APIReference/CommonErrors.html */
const STATUSES = {
  CNAMEAlreadyExists: 409,
  DistributionNotDisabled: 409,
  FunctionAlreadyExists: 409,
  FunctionInUse: 409,
  FunctionSizeLimitExceeded: 413,
  InvalidArgument: 400,
  InvalidFunctionAssociation: 400,
  InvalidIfMatchVersion: 400,
  InvalidViewerCertificate: 400,
  NoSuchCachePolicy: 404,
  NoSuchDistribution: 404,
  NoSuchFunctionExists: 404,
  NoSuchOrigin: 404,
  NoSuchOriginRequestPolicy: 404,
  NoSuchResource: 404,
  OriginRequestPolicyAlreadyExists: 409,
  OriginRequestPolicyInUse: 409,
  PreconditionFailed: 412,
  TooManyHeadersInOriginRequestPolicy: 400,
} as const;

/** An error of the CloudFront API: AWS's code, and its text as the message. */
export class CloudFrontError extends defineApiError("CloudFrontError", STATUSES) {}

/** Refuses a change of a version that is not the current one. *Recorded* in bug reports: both texts. */
export function requireCurrent(ifMatch: string | undefined, etag: string): void {
  if (ifMatch === undefined || ifMatch === "")
    throw new CloudFrontError(
      "InvalidIfMatchVersion",
      "The If-Match version is missing or not valid for the resource.",
    );
  if (ifMatch !== etag)
    throw new CloudFrontError(
      "PreconditionFailed",
      "The request failed because it didn't meet the preconditions in one or more request-header fields.",
    );
}
