import type { TerraformEvent } from "./terraform";

/** What an apply was answered, by the addresses of resources. */
export interface Acknowledged {
  readonly created: ReadonlySet<string>;
  readonly deleted: ReadonlySet<string>;
  /** Deletions that were asked for, of which nothing is known. */
  readonly unanswered: ReadonlySet<string>;
  /** Whether the apply has come to its end. */
  readonly isWhole: boolean;
}

export function readAcknowledged(events: readonly TerraformEvent[]): Acknowledged {
  const list = (type: string, action: string) =>
    events.flatMap((event) => (event.type === type && event.hook?.action === action ? [event.hook.resource.addr] : []));
  const deleted = new Set(list("apply_complete", "delete"));
  return {
    created: new Set(list("apply_complete", "create")),
    deleted,
    unanswered: new Set(list("apply_start", "delete").filter((address) => !deleted.has(address))),
    isWhole: !events.some(({ diagnostic }) => diagnostic?.severity === "error"),
  };
}

/** What the next plan misses of it, or would create again, a line each. */
export function listLost({ created, unanswered }: Acknowledged, planned: readonly TerraformEvent[]): readonly string[] {
  return planned.flatMap(({ type, change }) => {
    if (change === undefined) return [];
    const { addr } = change.resource;
    const isGone = type === "resource_drift" && change.action === "delete" && !unanswered.has(addr);
    if (isGone) return [`${addr} was acknowledged, and the next plan misses it`];
    return type === "planned_change" && created.has(addr)
      ? [`${addr} was created, and the next plan would ${change.action} it`]
      : [];
  });
}

/** The roles and state machines, named as their addresses end, whose deletion was acknowledged and that are listed. */
export function listReturned({ deleted }: Acknowledged, listed: string): readonly string[] {
  return [...deleted].flatMap((address) => {
    const [, name] = /^aws_(?:sfn_state_machine|iam_role)\.(\w+)$/.exec(address) ?? [];
    return name !== undefined && new RegExp(`\\b${name}\\b`).test(listed)
      ? [`${address} was deleted, and is listed`]
      : [];
  });
}
