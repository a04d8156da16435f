import type { Aws } from "./aws";
import { internalServerError } from "./apigateway/wire";

/** The principal that assumes an integration's role, and its session's name. *Recorded* in CloudTrail samples. */
const ASSUMES = { principalService: "apigateway.amazonaws.com", sessionName: "BackplaneAssumeRoleSession" } as const;

/** Returns nothing where the role may act on the resource, else AWS's text of the denial. */
export type AuthorizeRole = (action: string, resource: string) => string | undefined;

/**
 * Assumes a role as API Gateway does for an integration, and returns what the role may do.
 *
 * @throws GatewayError, 500, where API Gateway may not assume it.
 */
export function assumeIntegrationRole(aws: Aws, roleArn: string): AuthorizeRole {
  const assumed = aws.iam.assumeRole({ roleArn, ...ASSUMES, conditionKeys: {} });
  if (!assumed.allowed)
    throw internalServerError(
      `API Gateway does not have permission to assume the provided role ${roleArn}: ${assumed.message}`,
    );
  return (action, resource) => {
    const decision = aws.iam.authorize({ roleArn, ...ASSUMES, action, resource, conditionKeys: {} });
    return decision.allowed ? undefined : decision.message;
  };
}
