import type { AwsRequest } from "../protocols/aws-request";
import type { ApiAnswer } from "../protocols/json-protocol";
import { createQueryApi } from "../protocols/query-protocol";
import { type Iam, IamError } from "./iam";
import { createPolicyActions, createPolicyVersionActions } from "./policy-actions";
import { createRoleActions } from "./role-actions";
import { createRolePolicyActions } from "./role-policy-actions";

/**
 * Returns what answers IAM's API, as far as it is about roles and managed policies.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/welcome.html
 */
export function createIamApi(iam: Iam, log: (line: string) => void): (request: AwsRequest) => ApiAnswer {
  return createQueryApi({
    namespace: "https://iam.amazonaws.com/doc/2010-05-08/",
    actions: {
      ...createRoleActions(iam),
      ...createRolePolicyActions(iam),
      ...createPolicyActions(iam),
      ...createPolicyVersionActions(iam),
    },
    isError: (thrown) => thrown instanceof IamError,
    log,
  });
}
