import { findCallReason, listNeeded } from "@sfn-websocket/languages/states-language/permissions/call-reasons";
import type { NeededAction } from "@sfn-websocket/languages/states-language/permissions/derive-statements";
import type { Reason } from "@sfn-websocket/languages/states-language/permissions/grant-reasons";
import type { PolicyStack } from "./policy-sources";

/** Gives the reason that a role's actions have in the workflows that run as it; undefined where they have none. */
export type FindCallReason = (role: string, action: string) => Reason | undefined;

/** Reads what the workflows of a stack call, by the roles that they run as. */
export function readCallReasons({ resources, references }: PolicyStack): FindCallReason {
  const byRole = new Map<string, readonly NeededAction[]>();
  for (const { type, attributes } of resources) {
    const arn = attributes["role_arn"];
    const role = typeof arn === "string" ? references.find(arn) : undefined;
    if (type !== "aws_sfn_state_machine" || role === undefined) continue;
    const name = references.name(role);
    byRole.set(name, [...(byRole.get(name) ?? []), ...listNeeded(attributes["definition"])]);
  }
  return (role, action) => findCallReason(byRole.get(role) ?? [], action);
}
