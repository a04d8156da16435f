import type { Aws } from "./aws";
import type { TaskOwner } from "../service-task";

/** As whom Step Functions assumes roles. */
export const STEP_FUNCTIONS = "states.amazonaws.com";

/** Step Functions names itself and the machine where a role's trust policy asks. @see https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html */
export function describeSession({ accountId }: Aws, { roleArn, stateMachineArn }: TaskOwner) {
  return {
    roleArn,
    principalService: STEP_FUNCTIONS,
    sessionName: stateMachineArn.split(":").pop() ?? "",
    conditionKeys: { "aws:SourceArn": stateMachineArn, "aws:SourceAccount": accountId },
  };
}
