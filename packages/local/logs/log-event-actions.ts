import { defineAction, GROUP_NAME, listPage, type LogActions, PAGE, PREFIX, STREAM_NAME } from "./action";
import type { RequestOf } from "../protocols/request";
import { readBatch } from "./log-batch";
import { createLogStream, deleteLogStream, requireLogStream, selectLogEvents, writeLogEvents } from "./log-events";
import { requireLogGroup, type LogEvent, type LogGroup, type LogStore, printArn, readGroupName } from "./log-groups";
import { LogsError } from "./wire";

const FLAG = { type: "boolean" } as const;
const TIME = { type: "number", minimum: 0 } as const;
/** A group by name, or by name or ARN. */
const GROUP = { logGroupName: GROUP_NAME, logGroupIdentifier: { minimum: 1, maximum: 2_048 } } as const;
const STREAM = {
  logGroupName: { ...GROUP_NAME, required: true },
  logStreamName: { ...STREAM_NAME, required: true },
} as const;
const EVENTS = 10_000;

const INPUT_EVENTS = {
  item: { members: { timestamp: { ...TIME, required: true }, message: { minimum: 1, required: true } } },
  required: true,
  minimum: 1,
  maximum: EVENTS,
} as const;

const STREAMS = {
  ...GROUP,
  logStreamNamePrefix: { ...STREAM_NAME, ...PREFIX },
  orderBy: { values: ["LogStreamName", "LastEventTime"] },
  descending: FLAG,
  ...PAGE,
} as const;

const EVENT_PAGE = { ...PAGE, limit: { ...PAGE.limit, maximum: EVENTS } } as const;
const GET = { ...STREAM, ...GROUP, startTime: TIME, endTime: TIME, ...EVENT_PAGE, startFromHead: FLAG } as const;

/** The actions on streams and events. Only streams that a caller creates are resources; none is kept across restarts. */
export const LOG_EVENT_ACTIONS: LogActions = {
  CreateLogStream: defineAction({
    members: STREAM,
    run: (store, request) => void createLogStream(store, requireGroup(store, request), request.logStreamName),
  }),
  DeleteLogStream: defineAction({
    members: STREAM,
    run: (store, request) => deleteLogStream(requireGroup(store, request), request.logStreamName),
  }),
  DescribeLogStreams: defineAction({
    members: STREAMS,
    run: (store, request) => describeLogStreams(store, requireGroup(store, request), request),
  }),
  PutLogEvents: defineAction({
    members: { ...STREAM, logEvents: INPUT_EVENTS },
    run(store, request) {
      const group = requireGroup(store, request);
      const stream = requireLogStream(group, request.logStreamName);
      const { taken, rejected: rejectedLogEventsInfo } = readBatch(request.logEvents, store.now());
      if (taken.length > 0) writeLogEvents(store, { group, stream }, taken);
      return { nextSequenceToken: `4${String(store.written).padStart(55, "0")}`, rejectedLogEventsInfo };
    },
  }),
  GetLogEvents: defineAction({
    members: GET,
    run(store, request) {
      const group = requireGroup(store, request);
      requireLogStream(group, request.logStreamName);
      return getLogEvents(selectLogEvents(group, { ...request, logStreamNames: [request.logStreamName] }), request);
    },
  }),
  FilterLogEvents: defineAction({
    members: {
      ...GROUP,
      logStreamNames: { type: "list", item: {}, minimum: 1, maximum: 100 },
      logStreamNamePrefix: { ...STREAM_NAME, ...PREFIX },
      startTime: TIME,
      endTime: TIME,
      filterPattern: { maximum: 1_024 },
      ...EVENT_PAGE,
    },
    run(store, request) {
      const { items, nextToken } = listPage(selectLogEvents(requireGroup(store, request), request), request, EVENTS);
      return { events: items, nextToken, searchedLogStreams: [] };
    },
  }),
};

/** *Recorded*: the text, for DescribeLogStreams (LocalStack's AWS-validated snapshots); *assumed*: the same for all. */
function requireGroup(store: LogStore, { logGroupName, logGroupIdentifier }: RequestOf<typeof GROUP>): LogGroup {
  if (logGroupName !== undefined && logGroupIdentifier !== undefined)
    throw new LogsError("ValidationException", "LogGroup name and LogGroup ARN are mutually exclusive parameters.");
  return requireLogGroup(store, logGroupName ?? readGroupName(logGroupIdentifier ?? ""));
}

function describeLogStreams(
  store: LogStore,
  { logGroupName, streams }: LogGroup,
  request: RequestOf<typeof STREAMS>,
): object {
  const { logStreamNamePrefix = "", orderBy, descending } = request;
  const found = [...streams.values()].filter(({ logStreamName }) => logStreamName.startsWith(logStreamNamePrefix));
  found.sort((a, b) =>
    orderBy === "LastEventTime"
      ? (a.lastEventTimestamp ?? 0) - (b.lastEventTimestamp ?? 0)
      : a.logStreamName < b.logStreamName
        ? -1
        : 1,
  );
  const { items, nextToken } = listPage(descending ? found.reverse() : found, request, 50);
  const arn = `${printArn(store, logGroupName)}:log-stream`;
  const logStreams = items.map((stream) => ({ ...stream, arn: `${arn}:${stream.logStreamName}`, storedBytes: 0 }));
  return { logStreams, nextToken };
}

/** A token names a position: `f/` the first event after the page, `b/` the first of the page; an end repeats its token. */
function getLogEvents(
  events: readonly LogEvent[],
  { nextToken, limit = EVENTS, startFromHead }: RequestOf<typeof GET>,
): object {
  const [, direction, position] = /^([fb])\/(\d+)$/.exec(nextToken ?? "") ?? [];
  if (nextToken !== undefined && direction === undefined)
    throw new LogsError("InvalidParameterException", "The specified nextToken is invalid.");
  const isForward = direction === undefined ? startFromHead === true : direction === "f";
  const from = position === undefined ? (isForward ? 0 : events.length) : Math.min(Number(position), events.length);
  const [start, end] = isForward ? [from, Math.min(from + limit, events.length)] : [Math.max(from - limit, 0), from];
  const shown = events
    .slice(start, end)
    .map(({ timestamp, message, ingestionTime }) => ({ timestamp, message, ingestionTime }));
  return { events: shown, nextForwardToken: `f/${end}`, nextBackwardToken: `b/${start}` };
}
