import type { PermissionRow } from "@sfn-websocket/local/console/api";

/** The rows in which every word of a text stands somewhere, whatever its case. */
export function filterRows(rows: readonly PermissionRow[], text: string): readonly PermissionRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    const whole = describeRow(row).toLowerCase();
    return words.every((word) => whole.includes(word));
  });
}

function describeRow({ kind, role, roleArn = "", policy, effect, reasons, ...lists }: PermissionRow): string {
  const { actions, resources, principals, conditions, unexplained } = lists;
  const why = [...reasons.map((reason) => reason.why), ...(unexplained.length > 0 ? ["no reason known"] : [])];
  return [kind, role, roleArn, policy, effect, ...principals, ...actions, ...resources, ...conditions, ...why].join(
    "\n",
  );
}

/** Rows of one role, which follow each other. */
export interface RoleRows {
  readonly role: string;
  readonly roleArn: string | undefined;
  readonly rows: readonly PermissionRow[];
}

/** The rows by their roles, in their order. */
export function groupRows(rows: readonly PermissionRow[]): readonly RoleRows[] {
  const groups = new Map<string, PermissionRow[]>();
  for (const row of rows) {
    const key = row.roleArn ?? row.role;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].map((each) => ({ role: each[0]?.role ?? "", roleArn: each[0]?.roleArn, rows: each }));
}
