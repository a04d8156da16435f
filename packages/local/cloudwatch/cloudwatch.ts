import type { Json, JsonObject } from "@sfn-websocket/languages/jsonpath/json";
import { type Action, readRequest } from "./action";
import { createDashboardActions, DASHBOARD } from "./dashboard-actions";
import type { Dashboard, Dashboards } from "./dashboards";
import { createMetricAlarmActions, createTagActions } from "./metric-alarm-actions";
import type { MetricAlarmRequest } from "./metric-alarm-request";
import { METRIC_ALARM } from "./metric-alarm-shape";
import { type AlarmStore, putMetricAlarm } from "./metric-alarms";
import { exportState, importState } from "./state";

export interface CloudWatchWorld {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The account's, which all regions share. */
  readonly dashboards: Dashboards;
}

/** CloudWatch in one account and region: resources only, no metric is recorded. */
export interface CloudWatch {
  /** The API's actions, by name. */
  readonly actions: Readonly<Record<string, Action>>;
  /** Creates or replaces a metric alarm, and returns its ARN. @throws CloudWatchError for a request that AWS refuses. */
  putMetricAlarm(request: JsonObject): string;
  /** Creates or replaces a dashboard, and returns its ARN. @throws CloudWatchError for a request that AWS refuses. */
  putDashboard(request: JsonObject): string;
  /** The alarms, for importState; dashboards are not among them. */
  exportState(): Json;
  importState(state: Json): void;
}

export function createCloudWatch({ partition, region, accountId, now, dashboards }: CloudWatchWorld): CloudWatch {
  const arnPrefix = `arn:${partition}:cloudwatch:${region}:${accountId}`;
  const store: AlarmStore = { arnPrefix, now, alarms: new Map() };
  return {
    actions: { ...createMetricAlarmActions(store), ...createTagActions(store), ...createDashboardActions(dashboards) },
    putMetricAlarm: (request) => putMetricAlarm(store, readRequest<MetricAlarmRequest>(request, METRIC_ALARM)),
    putDashboard: (request) => dashboards.put(readRequest<Dashboard>(request, DASHBOARD)),
    exportState: () => exportState(store),
    importState: (state) => importState(store, state),
  };
}
