import type { EventSteps, RoleCheck } from "../apigateway/stage/event-steps";
import type { PermissionCheck } from "./trace";

/** What the roles of the authorizer and of the integration, or the policies of their functions, were asked, and what decided it. */
export function readPermissions({ checks = [] }: Pick<EventSteps, "checks">): readonly PermissionCheck[] {
  return checks.map(readCheck);
}

/** What was decided then stands; what decides it is read of the policies that there are now. */
function readCheck({ roleArn, by, action, resource, denial, explain }: RoleCheck): PermissionCheck {
  const { principal, allowed, why, statement, needed } = explain({ roleArn, action, resource });
  const asked = {
    roleArn: roleArn || undefined,
    principal,
    by,
    action,
    resource,
    allowed: denial === undefined,
  };
  if (allowed !== asked.allowed)
    return { ...asked, why: `${denial ?? "it was allowed"}; its policies have changed since` };
  return { ...asked, why: denial ?? why, statement, needed };
}
