import type { AwsRequest } from "../protocols/aws-request";
import type { ApiAnswer } from "../protocols/json-protocol";
import { createQueryApi } from "../protocols/query-protocol";
import type { IamActions } from "./action";
import { type Iam, IamError } from "./iam";
import { POLICY_ACTIONS, POLICY_VERSION_ACTIONS } from "./policy-actions";
import { ROLE_ACTIONS } from "./role-actions";
import { ROLE_POLICY_ACTIONS } from "./role-policy-actions";
import { TAG_ACTIONS } from "./tag-actions";

/** The API's actions, by name. */
export const ACTIONS: IamActions = {
  ...ROLE_ACTIONS,
  ...ROLE_POLICY_ACTIONS,
  ...POLICY_ACTIONS,
  ...POLICY_VERSION_ACTIONS,
  ...TAG_ACTIONS,
};

/**
 * Returns what answers IAM's API, as far as it is about roles and managed policies.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/welcome.html
 */
export function createIamApi(iam: Iam, log: (line: string) => void): (request: AwsRequest) => ApiAnswer {
  return createQueryApi({
    service: "IAM",
    namespace: "https://iam.amazonaws.com/doc/2010-05-08/",
    actions: ACTIONS,
    store: iam,
    isError: (thrown) => thrown instanceof IamError,
    log,
  });
}
