import type { AwsRequest } from "../protocols/aws-request";
import type { ApiAnswer } from "../protocols/json-protocol";
import { createRestXmlApi, type RestXmlActions } from "../protocols/rest-xml-protocol";
import { type CloudFront, CloudFrontError } from "./cloudfront";
import { DISTRIBUTION_ACTIONS } from "./distribution-actions";
import { VERSION } from "./documents";
import { FUNCTION_ACTIONS } from "./function-actions";
import { MANAGED_POLICY_ACTIONS } from "./managed-policy-actions";
import { ORIGIN_REQUEST_POLICY_ACTIONS } from "./origin-request-policy-actions";
import { TAG_ACTIONS } from "./tag-actions";

/** The API's actions, by name. */
export const ACTIONS: RestXmlActions<CloudFront> = {
  ...FUNCTION_ACTIONS,
  ...MANAGED_POLICY_ACTIONS,
  ...ORIGIN_REQUEST_POLICY_ACTIONS,
  ...DISTRIBUTION_ACTIONS,
  ...TAG_ACTIONS,
};

/** Returns what answers CloudFront's API, as far as it is about functions, origin request policies and distributions. */
export function createCloudFrontApi(
  cloudfront: CloudFront,
  log: (line: string) => void,
): (request: AwsRequest) => ApiAnswer {
  return createRestXmlApi({
    service: "CloudFront",
    namespace: `http://cloudfront.amazonaws.com/doc/${VERSION}/`,
    actions: ACTIONS,
    store: cloudfront,
    isError: (thrown) => thrown instanceof CloudFrontError,
    log,
  });
}
