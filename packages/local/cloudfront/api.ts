import type { AwsRequest } from "../protocols/aws-request";
import type { ApiAnswer } from "../protocols/json-protocol";
import { createRestXmlApi } from "../protocols/rest-xml-protocol";
import { type CloudFront, CloudFrontError } from "./cloudfront";
import { createDistributionActions } from "./distribution-actions";
import { VERSION } from "./documents";
import { createFunctionActions } from "./function-actions";
import { createManagedPolicyActions } from "./managed-policy-actions";
import { createOriginRequestPolicyActions } from "./origin-request-policy-actions";
import { createTagActions } from "./tag-actions";

/** Returns what answers CloudFront's API, as far as it is about functions, origin request policies and distributions. */
export function createCloudFrontApi(
  cloudfront: CloudFront,
  log: (line: string) => void,
): (request: AwsRequest) => ApiAnswer {
  return createRestXmlApi({
    service: "CloudFront",
    namespace: `http://cloudfront.amazonaws.com/doc/${VERSION}/`,
    actions: {
      ...createFunctionActions(cloudfront),
      ...createManagedPolicyActions(cloudfront),
      ...createOriginRequestPolicyActions(cloudfront),
      ...createDistributionActions(cloudfront),
      ...createTagActions(cloudfront),
    },
    isError: (thrown) => thrown instanceof CloudFrontError,
    log,
  });
}
