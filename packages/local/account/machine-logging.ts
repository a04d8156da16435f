import type { Aws } from "./aws";
import { describeSession, STEP_FUNCTIONS } from "./machine-session";
import type { TaskOwner } from "../service-task";

/**
 * Returns why Step Functions cannot write logs as a machine's role, undefined where it can. Texts: *recorded*, in deployments
 * that failed so (aws/aws-cdk issue 26432; go-to-k/cdkd's test of an Express workflow with logs). *Assumed*: that of what AWS
 * prescribes for such a role the delivery's creation is asked for.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
 */
export function refuseMachineLogging(aws: Aws, machine: TaskOwner): string | undefined {
  const session = describeSession(aws, machine);
  if (!aws.iam.assumeRole(session).allowed)
    return `Neither the global service principal ${STEP_FUNCTIONS}, nor the regional one is authorized to assume the provided role.`;
  const { allowed } = aws.iam.authorizeSession({ ...session, action: "logs:CreateLogDelivery", resource: "*" });
  return allowed ? undefined : "The state machine IAM Role is not authorized to access the Log Destination";
}
