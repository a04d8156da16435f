import type { Aws } from "../account/aws";
import type { AuthorizeRequest, Decision, Iam } from "../iam/iam";
import type { PermissionCheck } from "../trace/trace";

/** Questions that are told: a loop may ask the same for ever. */
const MOST_CHECKS = 1_000;

/** The same AWS, of which is told what its roles are asked for: each question once. */
export function watchPermissions(aws: Aws): { readonly aws: Aws; readonly list: () => readonly PermissionCheck[] } {
  const asked = new Map<string, { readonly request: AuthorizeRequest; readonly decision: Decision }>();
  const watch = (authorize: Iam["authorize"]) => (request: AuthorizeRequest) => {
    const decision = authorize(request);
    const key = [request.roleArn, request.action, request.resource, decision.allowed].join(" ");
    if (asked.size < MOST_CHECKS) asked.set(key, { request, decision });
    return decision;
  };
  const { authorize, authorizeSession } = aws.iam;
  const iam: Iam = { ...aws.iam, authorize: watch(authorize), authorizeSession: watch(authorizeSession) };
  return {
    aws: Object.create(aws, { iam: { value: iam } }) as Aws,
    list: () => [...asked.values()].map(({ request, decision }) => describeCheck(aws, request, decision)),
  };
}

function describeCheck(aws: Aws, request: AuthorizeRequest, decision: Decision): PermissionCheck {
  const { roleArn, principalService: principal, action, resource } = request;
  const { why, statement, needed } = aws.iam.explain(request);
  const asked = { roleArn, principal, action, resource, allowed: decision.allowed };
  return {
    ...asked,
    why: decision.allowed ? why : decision.message,
    ...(statement && { statement }),
    ...(needed && { needed }),
  };
}
