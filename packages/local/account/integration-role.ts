import type { Aws } from "./aws";
import type { EventSteps, RoleCheck } from "../apigateway/stage/event-steps";
import { internalServerError } from "../apigateway/wire";
import type { AuthorizeCaller } from "../protocols/aws-request";

/** The principal that assumes an integration's role, and its session's name. *Recorded* in CloudTrail samples. */
const ASSUMES = { principalService: "apigateway.amazonaws.com", sessionName: "BackplaneAssumeRoleSession" } as const;

const NO_KEYS = {};

/** Whose role is assumed, and for which event: what it is asked is left there. */
export interface Assuming {
  readonly aws: Aws;
  readonly explain: RoleCheck["explain"];
  /** @default nobody follows the event */
  readonly steps?: EventSteps | undefined;
  readonly by?: RoleCheck["by"];
}

/**
 * Assumes a role as API Gateway does for an integration or an authorizer, and returns what the role may do.
 *
 * @throws GatewayError, 500, where API Gateway may not assume it.
 */
export function assumeIntegrationRole({ aws, steps, by, explain }: Assuming, roleArn: string): AuthorizeCaller {
  const { principalService, sessionName } = ASSUMES;
  const assumed = aws.iam.assumeRole({ roleArn, principalService, sessionName, conditionKeys: NO_KEYS });
  if (!assumed.allowed) {
    noteCheck(steps, { roleArn, action: "sts:AssumeRole", resource: roleArn, by, denial: assumed.message, explain });
    throw internalServerError(
      `API Gateway does not have permission to assume the provided role ${roleArn}: ${assumed.message}`,
    );
  }
  return (action, resource, conditionKeys = NO_KEYS) => {
    const request = { roleArn, principalService, sessionName, action, resource, conditionKeys };
    const decision = aws.iam.authorizeSession(request);
    const denial = decision.allowed ? undefined : decision.message;
    if (steps) noteCheck(steps, { roleArn, action, resource, by, denial, explain });
    return denial;
  };
}

/** Returns what explains what an integration's role may do. */
export function explainIntegrationRoles(aws: Aws): RoleCheck["explain"] {
  const { principalService, sessionName } = ASSUMES;
  return (question) => ({
    principal: principalService,
    ...aws.iam.explain({ ...question, principalService, sessionName, conditionKeys: NO_KEYS }),
  });
}

/** Leaves with an event what was asked for it, where somebody follows it. */
export function noteCheck(steps: EventSteps | undefined, check: RoleCheck): void {
  if (steps) steps.checks = steps.checks === undefined ? [check] : [...steps.checks, check];
}
