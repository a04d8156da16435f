import type { RequestOf } from "../protocols/request";
import { type AnswerValue, type CloudWatchActions, type CloudWatchStore, defineAction, listPage } from "./action";
import { ALARM_FILTER, ALARM_NAMES, METRIC_ALARM, MOST_ALARMS, TAG_LIST } from "./metric-alarm-shape";
import { deleteAlarms, describeAlarm, findTags, printTags, putMetricAlarm, selectAlarms } from "./metric-alarms";
import { addTags } from "./tags";
import { resourceNotFound } from "./wire";

const RESOURCE = { ResourceARN: { required: true, minimum: 1, maximum: 1_024 } } as const;

/** The actions on metric alarms. */
export const METRIC_ALARM_ACTIONS: CloudWatchActions = {
  PutMetricAlarm: defineAction({
    mutates: true,
    members: METRIC_ALARM,
    run: ({ alarms }, request) => void putMetricAlarm(alarms, request),
  }),
  DeleteAlarms: defineAction({
    mutates: true,
    members: { AlarmNames: { ...ALARM_NAMES, required: true } },
    run: ({ alarms }, { AlarmNames }) => deleteAlarms(alarms, AlarmNames),
  }),
  DescribeAlarms: defineAction({
    members: {
      ...ALARM_FILTER,
      MaxRecords: { type: "number", minimum: 1, maximum: MOST_ALARMS },
      NextToken: {},
    },
    run({ alarms }, { NextToken, MaxRecords = MOST_ALARMS, ...filter }) {
      const { items, nextToken } = listPage(selectAlarms(alarms, filter), NextToken, MaxRecords);
      const MetricAlarms: readonly AnswerValue[] = items.map((alarm) => describeAlarm(alarms, alarm) as AnswerValue);
      return { MetricAlarms, CompositeAlarms: [], NextToken: nextToken };
    },
  }),
};

/** The actions on tags; of what is emulated, only alarms have any. */
export const TAG_ACTIONS: CloudWatchActions = {
  ListTagsForResource: defineAction({
    members: RESOURCE,
    run: (store, request) => ({ Tags: printTags(requireTags(store, request)).map((tag): AnswerValue => ({ ...tag })) }),
  }),
  TagResource: defineAction({
    mutates: true,
    members: { ...RESOURCE, Tags: { ...TAG_LIST, required: true } },
    run(store, request) {
      addTags(requireTags(store, request), request.Tags);
      return {};
    },
  }),
  UntagResource: defineAction({
    mutates: true,
    members: { ...RESOURCE, TagKeys: { type: "list", required: true, item: {} } },
    run(store, request) {
      const tags = requireTags(store, request);
      for (const key of request.TagKeys) tags.delete(key);
      return {};
    },
  }),
};

function requireTags({ alarms }: CloudWatchStore, { ResourceARN }: RequestOf<typeof RESOURCE>): Map<string, string> {
  const tags = findTags(alarms, ResourceARN);
  if (tags === undefined) throw resourceNotFound(ResourceARN);
  return tags;
}
