import type { LogEvent, LogGroup, LogStore, LogStream } from "./log-groups";
import { alreadyExists, requireShortName, LogsError, streamNotFound } from "./wire";

/** An event to be written; its time is milliseconds since 1970. */
export interface InputLogEvent {
  readonly timestamp: number;
  readonly message: string;
}

/** What a group keeps at most: this machine has less room than AWS. The oldest go first. */
const MAXIMUM_EVENTS = 20_000;
const MAXIMUM_SIZE = 16 * 1024 * 1024;
const MAXIMUM_STREAMS = 2_000;
/** UTF-16 units of one message. *Assumed*: a longer one is cut. */
const MAXIMUM_MESSAGE = 262_144;

/** @throws LogsError ResourceAlreadyExistsException, InvalidParameterException. */
export function createLogStream(store: LogStore, group: LogGroup, logStreamName: string): LogStream {
  requireShortName(logStreamName);
  if (group.streams.has(logStreamName)) throw alreadyExists("stream");
  if (group.streams.size >= MAXIMUM_STREAMS) forgetOldestStream(group);
  const stream: LogStream = { logStreamName, creationTime: store.now() };
  group.streams.set(logStreamName, stream);
  return stream;
}

/** @throws LogsError ResourceNotFoundException, InvalidParameterException. */
export function requireLogStream({ streams }: LogGroup, logStreamName: string): LogStream {
  requireShortName(logStreamName);
  const found = streams.get(logStreamName);
  if (found === undefined) throw streamNotFound();
  return found;
}

/** Removes a stream with its events. @throws LogsError ResourceNotFoundException. */
export function deleteLogStream(group: LogGroup, logStreamName: string): void {
  requireLogStream(group, logStreamName);
  group.streams.delete(logStreamName);
  keep(group, (event) => event.logStreamName !== logStreamName);
}

/** Adds events to a stream of the group. */
export function writeLogEvents(
  store: LogStore,
  { group, stream }: { readonly group: LogGroup; readonly stream: LogStream },
  events: readonly InputLogEvent[],
): void {
  const ingestionTime = store.now();
  for (const { timestamp, message: text } of events) {
    const message = text.slice(0, MAXIMUM_MESSAGE);
    const eventId = `3${String(++store.written).padStart(55, "0")}`;
    group.events.push({ eventId, logStreamName: stream.logStreamName, timestamp, ingestionTime, message });
    group.size += message.length;
    stream.firstEventTimestamp = Math.min(stream.firstEventTimestamp ?? Infinity, timestamp);
    stream.lastEventTimestamp = Math.max(stream.lastEventTimestamp ?? -Infinity, timestamp);
  }
  stream.lastIngestionTime = ingestionTime;
  if (group.events.length > MAXIMUM_EVENTS || group.size > MAXIMUM_SIZE) forgetOldestEvents(group);
}

/** Leaves a quarter of the room free, so that not every event makes room for itself. */
function forgetOldestEvents(group: LogGroup): void {
  let dropped = 0;
  const room = { events: MAXIMUM_EVENTS * 0.75, size: MAXIMUM_SIZE * 0.75 };
  while (group.events.length - dropped > room.events || group.size > room.size) {
    group.size -= group.events[dropped]?.message.length ?? 0;
    dropped++;
  }
  group.events = group.events.slice(dropped);
}

function forgetOldestStream(group: LogGroup): void {
  const [oldest] = group.streams.keys();
  if (oldest !== undefined) deleteLogStream(group, oldest);
}

function keep(group: LogGroup, isKept: (event: LogEvent) => boolean): void {
  group.events = group.events.filter(isKept);
  group.size = group.events.reduce((size, { message }) => size + message.length, 0);
}

/** Which events a call asks for; times are milliseconds since 1970, the end not included. */
export interface EventQuery {
  readonly startTime?: number;
  readonly endTime?: number;
  /** @default events of all streams */
  readonly logStreamNames?: readonly string[];
  readonly logStreamNamePrefix?: string;
  /** @default all events */
  readonly filterPattern?: string;
}

/**
 * The events that a query selects, in the order of their times. @throws LogsError InvalidParameterException for a pattern
 * other than words.
 */
export function selectLogEvents({ events }: LogGroup, query: EventQuery): LogEvent[] {
  const { startTime = -Infinity, endTime = Infinity, logStreamNames, logStreamNamePrefix = "" } = query;
  const matches = compilePattern(query.filterPattern ?? "");
  const selected = events.filter(
    ({ timestamp, logStreamName, message }) =>
      timestamp >= startTime &&
      timestamp < endTime &&
      logStreamName.startsWith(logStreamNamePrefix) &&
      (logStreamNames === undefined || logStreamNames.includes(logStreamName)) &&
      matches(message),
  );
  return selected.sort((a, b) => a.timestamp - b.timestamp);
}

/** Words that must all be there; those after `-` must not. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html */
function compilePattern(pattern: string): (message: string) => boolean {
  const text = pattern.trim();
  if (/^[[{%?]/.test(text)) {
    const message = "Invalid filter pattern: of the filter patterns, only words are emulated here";
    throw new LogsError("InvalidParameterException", message);
  }
  const words = [...text.matchAll(/(-?)(?:"([^"]*)"|(\S+))/g)].map(([, minus, quoted, plain]) => ({
    isWanted: minus === "",
    word: quoted ?? plain ?? "",
  }));
  return (message) => words.every(({ isWanted, word }) => message.includes(word) === isWanted);
}
