import type { JsonObject } from "@sfn-websocket/languages/jsonpath/json";
import type { Constraints } from "../protocols/constraints";
import { type Action, defineAction, GROUP_NAME, type ListRequest, listPage, PAGE, STREAM_NAME } from "./action";
import { findLogGroup, type LogStore } from "./log-groups";
import { filterKey, listFilters } from "./settings";
import { LogsError } from "./wire";

type Filter = JsonObject & { readonly logGroupName: string; readonly filterName: string };
type List = ListRequest & { readonly logGroupName?: string; readonly filterNamePrefix?: string };

/** One kind of filter of a log group. */
interface FilterKind {
  /** As in an action's name. */
  readonly name: "MetricFilter" | "SubscriptionFilter";
  readonly held: "metricFilters" | "subscriptionFilters";
  /** Of PutMetricFilter and PutSubscriptionFilter, beside group, name and pattern. */
  readonly constraints: Constraints;
  /** The most that a log group has. */
  readonly most: number;
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
const KINDS: readonly FilterKind[] = [
  {
    name: "MetricFilter",
    held: "metricFilters",
    constraints: {
      metricTransformations: { type: "list", items: "structure", minimum: 1, maximum: 1, required: true },
      applyOnTransformedLogs: { type: "boolean" },
    },
    most: 100,
  },
  {
    name: "SubscriptionFilter",
    held: "subscriptionFilters",
    constraints: {
      destinationArn: { minimum: 1, required: true },
      roleArn: { minimum: 1 },
      distribution: { values: ["Random", "ByLogStream"] },
      applyOnTransformedLogs: { type: "boolean" },
    },
    most: 2,
  },
];

const NAMED = {
  logGroupName: { ...GROUP_NAME, required: true },
  filterName: { ...STREAM_NAME, required: true },
} as const;

/** The actions on filters of log groups: what is put is described; no event is counted and none is sent on. */
export function createFilterActions(store: LogStore): Readonly<Record<string, Action>> {
  return Object.assign({}, ...KINDS.map((kind) => createKindActions(store, kind)));
}

function createKindActions(store: LogStore, kind: FilterKind): Readonly<Record<string, Action>> {
  const filters = store.settings[kind.held];
  return {
    [`Put${kind.name}`]: defineAction<Filter>({
      mutates: true,
      constraints: { ...NAMED, filterPattern: { maximum: 1_024 }, ...kind.constraints },
      run: (filter) => putFilter(store, kind, filter),
    }),
    [`Describe${kind.name}s`]: defineAction<List>({
      constraints: { logGroupName: GROUP_NAME, filterNamePrefix: STREAM_NAME, ...PAGE },
      run: (request) => {
        const { logGroupName, filterNamePrefix = "" } = request;
        const all =
          logGroupName === undefined
            ? [...filters.values()]
            : listFilters(filters, findLogGroup(store, logGroupName).logGroupName);
        const found = all.filter(({ filterName }) => String(filterName).startsWith(filterNamePrefix));
        const { items, nextToken } = listPage(found, request, 50);
        return { [kind.held]: items, nextToken };
      },
    }),
    [`Delete${kind.name}`]: defineAction<Filter>({
      mutates: true,
      constraints: NAMED,
      run: ({ logGroupName, filterName }) => {
        if (filters.delete(filterKey(findLogGroup(store, logGroupName).logGroupName, filterName))) return;
        throw new LogsError("ResourceNotFoundException", "The specified filter does not exist.");
      },
    }),
  };
}

function putFilter(store: LogStore, { held, most }: FilterKind, filter: Filter): void {
  const { logGroupName } = findLogGroup(store, filter.logGroupName);
  const key = filterKey(logGroupName, filter.filterName);
  const filters = store.settings[held];
  if (!filters.has(key) && listFilters(filters, logGroupName).length >= most)
    throw new LogsError("LimitExceededException", "Resource limit exceeded.");
  filters.set(key, { filterPattern: "", ...filter, creationTime: store.now() });
}
