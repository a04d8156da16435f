import type { RequestOf } from "../protocols/request";
import { requireMetricAlarm } from "./metric-alarm-rules";
import type { ALARM_FILTER, MetricAlarmRequest, Tag } from "./metric-alarm-shape";
import { addTags } from "./tags";
import { alarmNotFound, invalid } from "./wire";

/** A metric alarm's resource. No metric is recorded, so its state is INSUFFICIENT_DATA. */
export interface MetricAlarm {
  /** Without its tags. */
  readonly request: Omit<MetricAlarmRequest, "Tags">;
  /** Milliseconds since 1970. */
  readonly creationTime: number;
  readonly updateTime: number;
  readonly tags: Map<string, string>;
}

/** The metric alarms of one account and region, by name. */
export interface AlarmStore {
  readonly arnPrefix: string;
  readonly now: () => number;
  readonly alarms: Map<string, MetricAlarm>;
}

const STATE = "INSUFFICIENT_DATA";

/**
 * Creates an alarm, or replaces all of it but its state and its tags, and returns its ARN.
 *
 * @throws CloudWatchError ValidationError, InvalidParameterValue or InvalidParameterCombination; nothing has changed then.
 */
export function putMetricAlarm(store: AlarmStore, { Tags = [], ...request }: MetricAlarmRequest): string {
  requireMetricAlarm(request);
  const { alarms, now } = store;
  const held = alarms.get(request.AlarmName);
  const updateTime = now();
  const tags = held?.tags ?? addTags(new Map<string, string>(), Tags);
  alarms.set(request.AlarmName, { request, creationTime: held?.creationTime ?? updateTime, updateTime, tags });
  return printArn(store, request.AlarmName);
}

/** @throws CloudWatchError ResourceNotFound where one of them is not there, and none is deleted, as documented. */
export function deleteAlarms({ alarms }: AlarmStore, names: readonly string[]): void {
  if (!names.every((name) => alarms.has(name))) throw alarmNotFound();
  for (const name of names) alarms.delete(name);
}

/** The alarms that a filter selects, by name; there are no composite alarms. @throws CloudWatchError ValidationError. */
export function selectAlarms({ alarms }: AlarmStore, filter: RequestOf<typeof ALARM_FILTER>): MetricAlarm[] {
  const { AlarmNames: names, AlarmNamePrefix: prefix = "", AlarmTypes: types, ActionPrefix: action } = filter;
  // *Assumed*: the text. That they exclude each other is documented.
  if (names !== undefined && prefix !== "") throw invalid("AlarmNamePrefix and AlarmNames cannot both be set");
  if (filter.ChildrenOfAlarmName !== undefined || filter.ParentsOfAlarmName !== undefined) return [];
  if (types !== undefined && !types.includes("MetricAlarm")) return [];
  if ((filter.StateValue ?? STATE) !== STATE) return [];
  const found = [...alarms.values()].filter(({ request }) => {
    const { AlarmName: name, OKActions = [], AlarmActions = [], InsufficientDataActions = [] } = request;
    const actions = [...OKActions, ...AlarmActions, ...InsufficientDataActions];
    const isNamed = name.startsWith(prefix) && (names === undefined || names.includes(name));
    return isNamed && (action === undefined || actions.some((arn) => arn.startsWith(action)));
  });
  return found.sort((a, b) => (a.request.AlarmName < b.request.AlarmName ? -1 : 1));
}

/** Returns what DescribeAlarms prints of an alarm. *Recorded*: LocalStack's AWS-validated snapshots. */
export function describeAlarm(store: AlarmStore, { request, creationTime, updateTime }: MetricAlarm) {
  const { AlarmName, AlarmDescription, ActionsEnabled = true, ...members } = request;
  const {
    OKActions = [],
    AlarmActions = [],
    InsufficientDataActions = [],
    Dimensions = [],
    Metrics,
    ...rest
  } = members;
  return {
    AlarmName,
    AlarmArn: printArn(store, AlarmName),
    AlarmDescription,
    AlarmConfigurationUpdatedTimestamp: new Date(updateTime),
    ActionsEnabled,
    OKActions,
    AlarmActions,
    InsufficientDataActions,
    StateValue: STATE,
    StateReason: "Unchecked: Initial alarm creation",
    StateUpdatedTimestamp: new Date(creationTime),
    Dimensions,
    ...rest,
    // *Assumed*: that AWS prints the documented default.
    Metrics: Metrics?.map(({ ReturnData = true, ...query }) => ({ ...query, ReturnData })),
    StateTransitionedTimestamp: new Date(creationTime),
  };
}

/** The tags of the alarm that an ARN names, undefined where it names none. */
export function findTags(store: AlarmStore, arn: string): Map<string, string> | undefined {
  const prefix = printArn(store, "");
  return arn.startsWith(prefix) ? store.alarms.get(arn.slice(prefix.length))?.tags : undefined;
}

const printArn = ({ arnPrefix }: AlarmStore, name: string): string => `${arnPrefix}:alarm:${name}`;

export const printTags = (tags: ReadonlyMap<string, string>): readonly Tag[] =>
  [...tags].map(([Key, Value]) => ({ Key, Value }));
