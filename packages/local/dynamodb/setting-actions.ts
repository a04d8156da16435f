import { requireTable, keepTable, readMembers, type TableAction } from "./action";
import { TABLE } from "./request-members";
import type { Table } from "./table";
import { createError, invalid } from "./wire";

const tableMissing = (name: string) => createError("TableNotFoundException", `Table not found: ${name}`);

const TIME_TO_LIVE = {
  TimeToLiveSpecification: {
    members: {
      Enabled: { type: "boolean", required: true },
      AttributeName: { required: true, minimum: 1, maximum: 255 },
    },
    required: true,
  },
} as const;

const RECOVERY = {
  PointInTimeRecoverySpecification: {
    members: {
      PointInTimeRecoveryEnabled: { type: "boolean", required: true },
      RecoveryPeriodInDays: { type: "number", minimum: 1, maximum: 35 },
    },
    required: true,
  },
} as const;

/** The actions on what is kept of a table and not acted upon: items do not expire, and are not backed up. */
export const SETTING_ACTIONS: Readonly<Record<string, TableAction>> = {
  DescribeTimeToLive: {
    members: TABLE,
    async answer(call) {
      const { timeToLive } = await requireTable(call);
      const enabled = { AttributeName: timeToLive, TimeToLiveStatus: "ENABLED" };
      return { TimeToLiveDescription: timeToLive === undefined ? { TimeToLiveStatus: "DISABLED" } : enabled };
    },
  },
  UpdateTimeToLive: {
    members: { ...TABLE, ...TIME_TO_LIVE },
    mutates: true,
    async answer(call) {
      const { Enabled, AttributeName } = readMembers(call.body, TIME_TO_LIVE).TimeToLiveSpecification;
      const table = await requireTable(call);
      const refusal = refuseTimeToLive(table, { isEnabled: Enabled, attribute: AttributeName });
      if (refusal !== undefined) throw invalid(refusal);
      const { timeToLive: _, ...without } = table;
      keepTable(call, Enabled ? { ...without, timeToLive: AttributeName } : without);
      if (Enabled) call.log(`table '${table.definition.TableName}': its items stay: expiry is not emulated`);
      return { TimeToLiveSpecification: { Enabled, AttributeName } };
    },
  },
  DescribeContinuousBackups: {
    members: TABLE,
    answer: async (call) => describeBackups(await requireTable(call, tableMissing), call.now),
  },
  UpdateContinuousBackups: {
    members: { ...TABLE, ...RECOVERY },
    mutates: true,
    async answer(call) {
      const { PointInTimeRecoverySpecification: specification } = readMembers(call.body, RECOVERY);
      const { pointInTimeRecovery: before, ...without } = await requireTable(call, tableMissing);
      const { PointInTimeRecoveryEnabled, RecoveryPeriodInDays } = specification;
      const days = RecoveryPeriodInDays ?? before?.days ?? 35;
      const pointInTimeRecovery = { since: before?.since ?? call.now, days };
      const table = PointInTimeRecoveryEnabled ? { ...without, pointInTimeRecovery } : without;
      return describeBackups(keepTable(call, table), call.now);
    },
  },
};

/** *Assumed*: the texts, as AWS's command line prints them. */
function refuseTimeToLive(
  { timeToLive }: Table,
  { isEnabled, attribute }: { readonly isEnabled: boolean; readonly attribute: string },
): string | undefined {
  if (timeToLive === undefined) return isEnabled ? undefined : "TimeToLive is already disabled";
  if (timeToLive !== attribute)
    return `TimeToLive is active on a different AttributeName: current AttributeName is ${timeToLive}`;
  return isEnabled ? "TimeToLive is already enabled" : undefined;
}

/** What could be restored ends five minutes ago. @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PointInTimeRecoveryDescription.html */
function describeBackups({ pointInTimeRecovery }: Table, now: number): object {
  const PointInTimeRecoveryDescription = pointInTimeRecovery
    ? {
        PointInTimeRecoveryStatus: "ENABLED",
        RecoveryPeriodInDays: pointInTimeRecovery.days,
        EarliestRestorableDateTime: pointInTimeRecovery.since / 1000,
        LatestRestorableDateTime: Math.max(pointInTimeRecovery.since, now - 300_000) / 1000,
      }
    : { PointInTimeRecoveryStatus: "DISABLED" };
  return {
    ContinuousBackupsDescription: { ContinuousBackupsStatus: "ENABLED", PointInTimeRecoveryDescription },
  };
}
