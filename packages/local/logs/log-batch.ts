import type { InputLogEvent } from "./log-events";
import { LogsError } from "./wire";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What is taken of a batch of events, and where in it the others are; as AWS names it, an end is exclusive. */
export interface ReadBatch {
  readonly taken: readonly InputLogEvent[];
  readonly rejected?: { readonly tooOldLogEventEndIndex?: number; readonly tooNewLogEventStartIndex?: number };
}

/**
 * Reads a batch at a time in milliseconds since 1970. *Documented*: the bounds. *Recorded*: the text about the order, and that
 * events outside the bounds are answered, not refused (LocalStack's AWS-validated snapshots). *Assumed*: the text about the span.
 *
 * @throws LogsError InvalidParameterException for events that are out of order or too far apart.
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
 */
export function readBatch(events: readonly InputLogEvent[], now: number): ReadBatch {
  const times = events.map(({ timestamp }) => timestamp);
  const [first = now] = times;
  const last = times.at(-1) ?? now;
  if (times.some((time, index) => time < (times[index - 1] ?? time)))
    throw invalid("Log events in a single PutLogEvents request must be in chronological order.");
  if (last - first > DAY)
    throw invalid("The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
  const old = times.filter((time) => time < now - 14 * DAY).length;
  const fresh = times.filter((time) => time <= now + 2 * HOUR).length;
  const rejected = {
    ...(old > 0 && { tooOldLogEventEndIndex: old }),
    ...(fresh < times.length && { tooNewLogEventStartIndex: fresh }),
  };
  return { taken: events.slice(old, fresh), ...(Object.keys(rejected).length > 0 && { rejected }) };
}

const invalid = (text: string) => new LogsError("InvalidParameterException", text);
