import type { Json, JsonObject } from "@sfn-websocket/languages/json";

/** How AWS numbered an event until a day: what it followed then, of the events before it. */
interface FormerNumbering {
  readonly type: string;
  /** Milliseconds since 1970: recordings from before the day have the former number. */
  readonly until: number;
  readonly follow: (event: JsonObject, before: readonly JsonObject[]) => Json | undefined;
}

/**
 * *Recorded*: LocalStack's AWS-validated snapshots of up to 21 November 2024 have the one number, those from 27 December
 * 2024 (for a distributed Map from 15 November 2024) and floci-io/floci issue 2868, measured in us-east-1, the other.
 */
const FORMER: readonly FormerNumbering[] = [
  {
    type: "EvaluationFailed",
    until: Date.UTC(2024, 11, 1),
    follow: ({ previousEventId }, before) => {
      const followed = before.find(({ id }) => id === previousEventId);
      return String(followed?.["type"]).endsWith("StateEntered") ? followed?.["previousEventId"] : previousEventId;
    },
  },
  {
    type: "MapStateExited",
    until: Date.UTC(2024, 10, 1),
    follow: ({ previousEventId }, before) => {
      const run = before.findIndex(({ id, type }) => id === previousEventId && type === "MapRunStarted");
      return run < 0 ? previousEventId : before[run + 1]?.["id"];
    },
  },
];

/** The events as AWS would have numbered them on the day of a recording, `DD-MM-YYYY, HH:MM:SS`; today's numbers without a day. */
export function numberAsOf(recorded: string | undefined, events: readonly JsonObject[]): readonly JsonObject[] {
  const [, day, month, year] = /^(\d\d)-(\d\d)-(\d{4})/.exec(recorded ?? "") ?? [];
  const date = year === undefined ? Infinity : Date.UTC(Number(year), Number(month) - 1, Number(day));
  return events.map((event, index) => {
    const former = FORMER.find(({ type, until }) => type === event["type"] && date < until);
    const followed = former?.follow(event, events.slice(0, index));
    return followed === undefined ? event : { ...event, previousEventId: followed };
  });
}
