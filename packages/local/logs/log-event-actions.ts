import { isJsonObject, type Json } from "@sfn-websocket/languages/jsonpath/json";
import { type Action, defineAction, GROUP_NAME, type ListRequest, listPage, PAGE, STREAM_NAME } from "./action";
import {
  createLogStream,
  deleteLogStream,
  type EventQuery,
  findLogStream,
  type InputLogEvent,
  selectLogEvents,
  writeLogEvents,
} from "./log-events";
import { findLogGroup, type LogEvent, type LogGroup, type LogStore, printArn, readGroupName } from "./log-groups";
import { LogsError } from "./wire";

/** A group by name, or by name or ARN. */
type InGroup = { readonly logGroupName?: string; readonly logGroupIdentifier?: string };
type InStream = InGroup & { readonly logStreamName: string };
type Put = InStream & { readonly logEvents: readonly Json[] };
type Get = InStream & ListRequest & EventQuery & { readonly startFromHead?: boolean };
type Streams = InGroup &
  ListRequest & { readonly logStreamNamePrefix?: string; readonly orderBy?: string; readonly descending?: boolean };

const GROUP = { logGroupName: GROUP_NAME, logGroupIdentifier: { minimum: 1, maximum: 2_048 } } as const;
const STREAM = { ...GROUP, logStreamName: { ...STREAM_NAME, required: true } } as const;
const TIMES = { startTime: { type: "number", minimum: 0 }, endTime: { type: "number", minimum: 0 } } as const;
const FLAG = { type: "boolean" } as const;
const EVENTS = 10_000;

/** The actions on streams and events. Only streams that a caller creates are resources; none is kept across restarts. */
export function createLogEventActions(store: LogStore): Readonly<Record<string, Action>> {
  return { ...createWritingActions(store), ...createReadingActions(store) };
}

function createWritingActions(store: LogStore): Readonly<Record<string, Action>> {
  return {
    CreateLogStream: defineAction<InStream>({
      constraints: STREAM,
      run: (request) => void createLogStream(store, findGroup(store, request), request.logStreamName),
    }),
    DeleteLogStream: defineAction<InStream>({
      constraints: STREAM,
      run: (request) => deleteLogStream(findGroup(store, request), request.logStreamName),
    }),
    DescribeLogStreams: defineAction<Streams>({
      constraints: {
        ...GROUP,
        logStreamNamePrefix: STREAM_NAME,
        orderBy: { values: ["LogStreamName", "LastEventTime"] },
        descending: FLAG,
        ...PAGE,
      },
      run: (request) => describeLogStreams(store, findGroup(store, request), request),
    }),
    PutLogEvents: defineAction<Put>({
      constraints: {
        ...STREAM,
        logEvents: { type: "list", items: "structure", required: true, minimum: 1, maximum: EVENTS },
      },
      run: (request) => {
        const group = findGroup(store, request);
        const stream = findLogStream(group, request.logStreamName);
        writeLogEvents(store, { group, stream }, request.logEvents.map(readEvent));
        return { nextSequenceToken: `4${String(store.written).padStart(55, "0")}` };
      },
    }),
  };
}

function createReadingActions(store: LogStore): Readonly<Record<string, Action>> {
  return {
    GetLogEvents: defineAction<Get>({
      constraints: { ...STREAM, ...TIMES, ...PAGE, startFromHead: FLAG },
      run: (request) => {
        const group = findGroup(store, request);
        findLogStream(group, request.logStreamName);
        return getLogEvents(selectLogEvents(group, { ...request, logStreamNames: [request.logStreamName] }), request);
      },
    }),
    FilterLogEvents: defineAction<InGroup & ListRequest & EventQuery>({
      constraints: {
        ...GROUP,
        logStreamNames: { type: "list", items: "string", minimum: 1, maximum: 100 },
        logStreamNamePrefix: STREAM_NAME,
        ...TIMES,
        filterPattern: { maximum: 1_024 },
        ...PAGE,
      },
      run: (request) => {
        const { items, nextToken } = listPage(selectLogEvents(findGroup(store, request), request), request, EVENTS);
        return { events: items, nextToken, searchedLogStreams: [] };
      },
    }),
  };
}

function findGroup(store: LogStore, { logGroupName, logGroupIdentifier = "" }: InGroup): LogGroup {
  return findLogGroup(store, logGroupName ?? readGroupName(logGroupIdentifier));
}

function readEvent(event: Json): InputLogEvent {
  const { timestamp, message } = isJsonObject(event) ? event : {};
  if (typeof timestamp === "number" && typeof message === "string" && message !== "") return { timestamp, message };
  const what = `Value '${JSON.stringify(event)}' at 'logEvents' failed to satisfy constraint`;
  throw new LogsError("InvalidParameterException", `1 validation error detected: ${what}: Member must not be null`);
}

function describeLogStreams(store: LogStore, { logGroupName, streams }: LogGroup, request: Streams): object {
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
function getLogEvents(events: readonly LogEvent[], { nextToken, limit = EVENTS, startFromHead }: Get): object {
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
