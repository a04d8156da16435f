import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import { readRequest } from "../protocols/request";
import { type CloudWatchActions, type CloudWatchStore, refuse } from "./action";
import { DASHBOARD, DASHBOARD_ACTIONS } from "./dashboard-actions";
import type { Dashboards } from "./dashboards";
import { METRIC_ALARM_ACTIONS, TAG_ACTIONS } from "./metric-alarm-actions";
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
  /** What the API's actions work on. */
  readonly store: CloudWatchStore;
  /** Creates or replaces a metric alarm, and returns its ARN. @throws CloudWatchError for a request that AWS refuses. */
  putMetricAlarm(request: JsonObject): string;
  /** Creates or replaces a dashboard, and returns its ARN. @throws CloudWatchError for a request that AWS refuses. */
  putDashboard(request: JsonObject): string;
  /** The alarms, for importState; dashboards are not among them. */
  exportState(): Json;
  importState(state: Json): void;
}

/** The API's actions, by name. */
export const ACTIONS: CloudWatchActions = { ...METRIC_ALARM_ACTIONS, ...TAG_ACTIONS, ...DASHBOARD_ACTIONS };

export function createCloudWatch({ partition, region, accountId, now, dashboards }: CloudWatchWorld): CloudWatch {
  const arnPrefix = `arn:${partition}:cloudwatch:${region}:${accountId}`;
  const store: AlarmStore = { arnPrefix, now, alarms: new Map() };
  return {
    store: { alarms: store, dashboards },
    putMetricAlarm: (request) => putMetricAlarm(store, readRequest(request, METRIC_ALARM, refuse)),
    putDashboard: (request) => dashboards.put(readRequest(request, DASHBOARD, refuse)),
    exportState: () => exportState(store),
    importState: (state) => importState(store, state),
  };
}
