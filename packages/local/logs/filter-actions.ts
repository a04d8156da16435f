import { defineAction, GROUP_NAME, listPage, type LogActions, PAGE, PREFIX, STREAM_NAME } from "./action";
import type { RequestOf } from "../protocols/request";
import { requireLogGroup, type LogStore } from "./log-groups";
import { filterKey, listFilters, type Setting } from "./settings";
import { LogsError } from "./wire";

const FILTER_NAME = { ...STREAM_NAME, ...PREFIX } as const;
const NAMED = {
  logGroupName: { ...GROUP_NAME, required: true },
  filterName: { ...FILTER_NAME, required: true },
} as const;
const LIST = { logGroupName: GROUP_NAME, filterNamePrefix: FILTER_NAME, ...PAGE } as const;
const METRIC = { metricName: { maximum: 255 }, metricNamespace: { maximum: 255 } } as const;
const FILTER = { ...NAMED, filterPattern: { maximum: 1_024 }, applyOnTransformedLogs: { type: "boolean" } } as const;
const TRANSFORMATION = {
  metricName: { required: true },
  metricNamespace: { required: true },
  metricValue: { required: true },
  defaultValue: { type: "number" },
  unit: {},
  dimensions: { type: "map", item: {} },
} as const;

const DESTINATION = { destinationArn: { minimum: 1, required: true }, roleArn: { minimum: 1 } } as const;
type Destination = RequestOf<typeof DESTINATION>;
/** The services that are written to with a role. *Assumed*: Firehose is refused without one as Kinesis was. */
const STREAMS = ["kinesis", "firehose"];

/** The most that a log group has. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
const MOST = { metricFilters: 100, subscriptionFilters: 2 } as const;

/** The actions on filters of log groups: what is put is described; no event is counted and none is sent on. */
export const FILTER_ACTIONS: LogActions = {
  PutMetricFilter: defineAction({
    mutates: true,
    members: {
      ...FILTER,
      metricTransformations: {
        item: { members: TRANSFORMATION, shape: "MetricTransformation" },
        minimum: 1,
        maximum: 1,
        required: true,
      },
    },
    run: (store, filter) => putFilter(store, "metricFilters", filter),
  }),
  DescribeMetricFilters: defineAction({
    members: { ...LIST, ...METRIC },
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
      ...DESTINATION,
      distribution: { values: ["Random", "ByLogStream"] },
    },
    run(store, filter) {
      requireDestination(store, filter);
      putFilter(store, "subscriptionFilters", { distribution: "ByLogStream", ...filter });
    },
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

/**
 * *Recorded*: both texts (LocalStack's AWS-validated snapshots), before it is asked whether the log group is there.
 *
 * @throws LogsError AccessDeniedException for another account's Lambda function, InvalidParameterException.
 */
function requireDestination({ arnPrefix }: LogStore, { destinationArn, roleArn }: Destination): void {
  const [, , service = "", , account] = destinationArn.split(":");
  if (service === "lambda" && account !== arnPrefix.split(":")[4]) {
    const text =
      "Cross-account lambda invocation passing is not allowed. You must use DestinationPolicies to create cross account lambda triggers.";
    throw new LogsError("AccessDeniedException", text);
  }
  if (STREAMS.includes(service) && roleArn === undefined) {
    const text = `destinationArn for vendor ${service} cannot be used without roleArn`;
    throw new LogsError("InvalidParameterException", text);
  }
}

type Kind = keyof typeof MOST;
type Named = RequestOf<typeof NAMED>;

function putFilter(store: LogStore, kind: Kind, filter: Named & Setting): void {
  const { logGroupName } = requireLogGroup(store, filter.logGroupName);
  const key = filterKey(logGroupName, filter.filterName);
  const filters = store.settings[kind];
  if (!filters.has(key) && listFilters(filters, logGroupName).length >= MOST[kind])
    throw new LogsError("LimitExceededException", "Resource limit exceeded.");
  filters.set(key, { filterPattern: "", applyOnTransformedLogs: false, ...filter, creationTime: store.now() });
}

function describeFilters(store: LogStore, kind: Kind, request: RequestOf<typeof LIST & typeof METRIC>): object {
  const { logGroupName, filterNamePrefix = "" } = request;
  const filters = store.settings[kind];
  const all =
    logGroupName === undefined
      ? [...filters.values()]
      : listFilters(filters, requireLogGroup(store, logGroupName).logGroupName);
  const found = all.filter(
    (filter) => String(filter["filterName"]).startsWith(filterNamePrefix) && countsInto(filter, request),
  );
  const { items, nextToken } = listPage(found, request, 50);
  return { [kind]: items, nextToken };
}

/** Whether a filter counts into a metric; each does into one that is not named. */
function countsInto(
  { metricTransformations }: Setting,
  { metricName, metricNamespace }: RequestOf<typeof METRIC>,
): boolean {
  if (!Array.isArray(metricTransformations)) return true;
  return metricTransformations.some(
    (each: Setting) =>
      (metricName === undefined || each["metricName"] === metricName) &&
      (metricNamespace === undefined || each["metricNamespace"] === metricNamespace),
  );
}

/** *Recorded*: the text for subscriptions (LocalStack's AWS-validated snapshots). *Assumed*: that for metrics is alike. */
function deleteFilter(store: LogStore, kind: Kind, { logGroupName, filterName }: Named): void {
  const group = requireLogGroup(store, logGroupName);
  if (store.settings[kind].delete(filterKey(group.logGroupName, filterName))) return;
  throw new LogsError(
    "ResourceNotFoundException",
    `The specified ${kind === "metricFilters" ? "metric" : "subscription"} filter does not exist.`,
  );
}
