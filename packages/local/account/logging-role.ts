import type { Aws } from "./aws";
import { PUSH_LOGS_ACTIONS } from "../iam/managed-policies";

/**
 * Returns what keeps API Gateway from writing a region's logs with the role, or undefined. That AWS asks for all of the
 * actions on every log group of the region is *assumed* from the policy that it prescribes.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export function refuseLoggingRole(aws: Aws, region: string, roleArn: string): string | undefined {
  const resource = `arn:${aws.partition}:logs:${region}:${aws.accountId}:*`;
  const caller = { principalService: "apigateway.amazonaws.com", sessionName: "apigateway", conditionKeys: {} };
  for (const action of PUSH_LOGS_ACTIONS) {
    const decision = aws.iam.authorize({ roleArn, action, resource, ...caller });
    if (!decision.allowed) return decision.message;
  }
  return undefined;
}
