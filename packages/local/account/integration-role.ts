import type { Aws } from "./aws";
import { internalServerError } from "../apigateway/wire";

/** The principal that assumes an integration's role, and its session's name. *Recorded* in CloudTrail samples. */
const ASSUMES = { principalService: "apigateway.amazonaws.com", sessionName: "BackplaneAssumeRoleSession" } as const;

const NO_KEYS = {};

/** Returns nothing where the role may act on the resource, else AWS's text of the denial. */
export type AuthorizeRole = (
  action: string,
  resource: string,
  conditionKeys?: Readonly<Record<string, string>>,
) => string | undefined;

/**
 * Assumes a role as API Gateway does for an integration, and returns what the role may do.
 *
 * @throws GatewayError, 500, where API Gateway may not assume it.
 */
export function assumeIntegrationRole(aws: Aws, roleArn: string): AuthorizeRole {
  const { principalService, sessionName } = ASSUMES;
  const assumed = aws.iam.assumeRole({ roleArn, principalService, sessionName, conditionKeys: NO_KEYS });
  if (!assumed.allowed)
    throw internalServerError(
      `API Gateway does not have permission to assume the provided role ${roleArn}: ${assumed.message}`,
    );
  return (action, resource, conditionKeys = NO_KEYS) => {
    const request = { roleArn, principalService, sessionName, action, resource, conditionKeys };
    const decision = aws.iam.authorize(request);
    return decision.allowed ? undefined : decision.message;
  };
}
