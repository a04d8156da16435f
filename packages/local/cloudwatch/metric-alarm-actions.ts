import { type Action, type AnswerValue, defineAction, listPage } from "./action";
import type { MetricAlarmRequest, Tag } from "./metric-alarm-request";
import { ALARM_NAME, METRIC_ALARM, TAG_LIST } from "./metric-alarm-shape";
import {
  type AlarmFilter,
  type AlarmStore,
  deleteAlarms,
  describeAlarm,
  findTags,
  printTags,
  putMetricAlarm,
  selectAlarms,
} from "./metric-alarms";
import type { Shape } from "./shape";
import { addTags } from "./tags";
import { resourceNotFound } from "./wire";

type Describe = AlarmFilter & { readonly MaxRecords?: number; readonly NextToken?: string };
type Resource = { readonly ResourceARN: string };

const MOST_ALARMS = 100;
const NAMES: Shape = { type: "list", maximum: MOST_ALARMS, item: { required: true, ...ALARM_NAME } };
const RESOURCE = { ResourceARN: { required: true, minimum: 1, maximum: 1_024 } } as const;

/** The actions on metric alarms. */
export function createMetricAlarmActions(store: AlarmStore): Readonly<Record<string, Action>> {
  return {
    PutMetricAlarm: defineAction<MetricAlarmRequest>({
      mutates: true,
      shapes: METRIC_ALARM,
      run: (request) => void putMetricAlarm(store, request),
    }),
    DeleteAlarms: defineAction<{ readonly AlarmNames: readonly string[] }>({
      mutates: true,
      shapes: { AlarmNames: { ...NAMES, required: true } },
      run: ({ AlarmNames }) => deleteAlarms(store, AlarmNames),
    }),
    DescribeAlarms: defineAction<Describe>({
      shapes: {
        AlarmNames: NAMES,
        AlarmNamePrefix: ALARM_NAME,
        AlarmTypes: { type: "list", item: { required: true, values: ["CompositeAlarm", "MetricAlarm"] } },
        ChildrenOfAlarmName: ALARM_NAME,
        ParentsOfAlarmName: ALARM_NAME,
        StateValue: { values: ["INSUFFICIENT_DATA", "ALARM", "OK"] },
        ActionPrefix: { minimum: 1, maximum: 1_024 },
        MaxRecords: { type: "number", minimum: 1, maximum: MOST_ALARMS },
        NextToken: {},
      },
      run({ NextToken, MaxRecords = MOST_ALARMS, ...filter }) {
        const { items, nextToken } = listPage(selectAlarms(store, filter), NextToken, MaxRecords);
        const MetricAlarms: readonly AnswerValue[] = items.map((alarm) => describeAlarm(store, alarm) as AnswerValue);
        return { MetricAlarms, CompositeAlarms: [], NextToken: nextToken };
      },
    }),
  };
}

/** The actions on tags; of what is emulated, only alarms have any. */
export function createTagActions(store: AlarmStore): Readonly<Record<string, Action>> {
  const requireTags = ({ ResourceARN }: Resource): Map<string, string> => {
    const tags = findTags(store, ResourceARN);
    if (tags === undefined) throw resourceNotFound(ResourceARN);
    return tags;
  };
  return {
    ListTagsForResource: defineAction<Resource>({
      shapes: RESOURCE,
      run: (request) => ({ Tags: printTags(requireTags(request)).map((tag): AnswerValue => ({ ...tag })) }),
    }),
    TagResource: defineAction<Resource & { readonly Tags: readonly Tag[] }>({
      mutates: true,
      shapes: { ...RESOURCE, Tags: { ...TAG_LIST, required: true } },
      run(request) {
        addTags(requireTags(request), request.Tags);
        return {};
      },
    }),
    UntagResource: defineAction<Resource & { readonly TagKeys: readonly string[] }>({
      mutates: true,
      shapes: { ...RESOURCE, TagKeys: { type: "list", required: true, item: { required: true } } },
      run(request) {
        const tags = requireTags(request);
        for (const key of request.TagKeys) tags.delete(key);
        return {};
      },
    }),
  };
}
