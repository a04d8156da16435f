import { defineAction, GROUP_NAME, listPage, type LogActions, PAGE, STREAM_NAME } from "./action";
import type { RequestOf } from "../protocols/request";
import { requireLogGroup, type LogStore } from "./log-groups";
import { filterKey, listFilters, type Setting } from "./settings";
import { LogsError } from "./wire";

const NAMED = {
  logGroupName: { ...GROUP_NAME, required: true },
  filterName: { ...STREAM_NAME, required: true },
} as const;
const LIST = { logGroupName: GROUP_NAME, filterNamePrefix: STREAM_NAME, ...PAGE } as const;
const FILTER = { ...NAMED, filterPattern: { maximum: 1_024 }, applyOnTransformedLogs: { type: "boolean" } } as const;
const TRANSFORMATION = {
  metricName: { required: true },
  metricNamespace: { required: true },
  metricValue: { required: true },
  defaultValue: { type: "number" },
  dimensions: { type: "map", item: {} },
  unit: {},
} as const;

/** The most that a log group has. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
const MOST = { metricFilters: 100, subscriptionFilters: 2 } as const;

/** The actions on filters of log groups: what is put is described; no event is counted and none is sent on. */
export const FILTER_ACTIONS: LogActions = {
  PutMetricFilter: defineAction({
    mutates: true,
    members: {
      ...FILTER,
      metricTransformations: { item: { members: TRANSFORMATION }, minimum: 1, maximum: 1, required: true },
    },
    run: (store, filter) => putFilter(store, "metricFilters", filter),
  }),
  DescribeMetricFilters: defineAction({
    members: LIST,
    run: (store, request) => describeFilters(store, "metricFilters", request),
  }),
  DeleteMetricFilter: defineAction({
    mutates: true,
    members: NAMED,
    run: (store, request) => deleteFilter(store, "metricFilters", request),
  }),
  PutSubscriptionFilter: defineAction({
    mutates: true,
    members: {
      ...FILTER,
      destinationArn: { minimum: 1, required: true },
      roleArn: { minimum: 1 },
      distribution: { values: ["Random", "ByLogStream"] },
    },
    run: (store, filter) => putFilter(store, "subscriptionFilters", filter),
  }),
  DescribeSubscriptionFilters: defineAction({
    members: LIST,
    run: (store, request) => describeFilters(store, "subscriptionFilters", request),
  }),
  DeleteSubscriptionFilter: defineAction({
    mutates: true,
    members: NAMED,
    run: (store, request) => deleteFilter(store, "subscriptionFilters", request),
  }),
};

type Kind = keyof typeof MOST;
type Named = RequestOf<typeof NAMED>;

function putFilter(store: LogStore, kind: Kind, filter: Named & Setting): void {
  const { logGroupName } = requireLogGroup(store, filter.logGroupName);
  const key = filterKey(logGroupName, filter.filterName);
  const filters = store.settings[kind];
  if (!filters.has(key) && listFilters(filters, logGroupName).length >= MOST[kind])
    throw new LogsError("LimitExceededException", "Resource limit exceeded.");
  filters.set(key, { filterPattern: "", ...filter, creationTime: store.now() });
}

function describeFilters(store: LogStore, kind: Kind, request: RequestOf<typeof LIST>): object {
  const { logGroupName, filterNamePrefix = "" } = request;
  const filters = store.settings[kind];
  const all =
    logGroupName === undefined
      ? [...filters.values()]
      : listFilters(filters, requireLogGroup(store, logGroupName).logGroupName);
  const found = all.filter(({ filterName }) => String(filterName).startsWith(filterNamePrefix));
  const { items, nextToken } = listPage(found, request, 50);
  return { [kind]: items, nextToken };
}

function deleteFilter(store: LogStore, kind: Kind, { logGroupName, filterName }: Named): void {
  const group = requireLogGroup(store, logGroupName);
  if (store.settings[kind].delete(filterKey(group.logGroupName, filterName))) return;
  throw new LogsError("ResourceNotFoundException", "The specified filter does not exist.");
}
