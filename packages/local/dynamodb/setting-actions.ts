import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/jsonpath/json";
import { findTable, keepTable, refuseStructure, type TableAction } from "./action";
import type { Table } from "./table";
import { createError, invalid } from "./wire";

const tableMissing = (name: string) => createError("TableNotFoundException", `Table not found: ${name}`);

/** The actions on what is kept of a table and not acted upon: items do not expire, and are not backed up. */
export const SETTING_ACTIONS: Readonly<Record<string, TableAction>> = {
  DescribeTimeToLive: {
    async answer(call) {
      const { timeToLive } = await findTable(call);
      const enabled = { AttributeName: timeToLive, TimeToLiveStatus: "ENABLED" };
      return { TimeToLiveDescription: timeToLive === undefined ? { TimeToLiveStatus: "DISABLED" } : enabled };
    },
  },
  UpdateTimeToLive: {
    mutates: true,
    async answer(call) {
      refuseStructure(call.body, { timeToLiveSpecification: { type: "structure", required: true } });
      const specification = readStructure(call.body.TimeToLiveSpecification);
      refuseStructure(specification, { enabled: { type: "boolean", required: true }, attributeName: ATTRIBUTE_NAME });
      const table = await findTable(call);
      const { Enabled, AttributeName } = specification;
      const refusal = refuseTimeToLive(table, { isEnabled: Enabled === true, attribute: String(AttributeName) });
      if (refusal !== undefined) throw invalid(refusal);
      const { timeToLive: _, ...without } = table;
      keepTable(call, Enabled === true ? { ...without, timeToLive: String(AttributeName) } : without);
      if (Enabled === true) call.log(`table '${table.definition.TableName}': its items stay: expiry is not emulated`);
      return { TimeToLiveSpecification: { Enabled, AttributeName } };
    },
  },
  DescribeContinuousBackups: {
    answer: async (call) => describeBackups(await findTable(call, tableMissing), call.now),
  },
  UpdateContinuousBackups: {
    mutates: true,
    async answer(call) {
      refuseStructure(call.body, { pointInTimeRecoverySpecification: { type: "structure", required: true } });
      const specification = readStructure(call.body.PointInTimeRecoverySpecification);
      refuseStructure(specification, {
        pointInTimeRecoveryEnabled: { type: "boolean", required: true },
        recoveryPeriodInDays: { type: "number", minimum: 1, maximum: 35 },
      });
      const { pointInTimeRecovery: before, ...without } = await findTable(call, tableMissing);
      const { PointInTimeRecoveryEnabled, RecoveryPeriodInDays } = specification;
      const days = Number(RecoveryPeriodInDays ?? before?.days ?? 35);
      const pointInTimeRecovery = { since: before?.since ?? call.now, days };
      const table = PointInTimeRecoveryEnabled === true ? { ...without, pointInTimeRecovery } : without;
      return describeBackups(keepTable(call, table), call.now);
    },
  },
};

const ATTRIBUTE_NAME = { required: true, minimum: 1, maximum: 255 } as const;

/** A specification's form is refused before it is read. */
const readStructure = (value: Json | undefined): JsonObject =>
  isJsonObject(value ?? null) ? (value as JsonObject) : {};

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
