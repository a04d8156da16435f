import { type JsonObject, readOwn } from "@sfn-websocket/languages/json";
import type { HistoryEvent, RecordEvent } from "@sfn-websocket/languages/states-language/state-machine";
import { printAnswer } from "./print-answer";
import type { StateMachine } from "./resources";

/** An event of a log; its time is milliseconds since 1970. */
export interface LogEvent {
  readonly timestamp: number;
  readonly message: string;
}

/** Where executions' logs go. */
export interface LogWorld {
  /** Writes to a log group by its ARN, which ends in `:*`. @default executions are not logged */
  readonly writeLog?: (logGroupArn: string, logStreamName: string, events: readonly LogEvent[]) => void;
}

/** The log of one execution. */
export interface ExecutionLog {
  /** Whether the machine's level logs events of a type. */
  readonly takes: (type: string) => boolean;
  readonly record: RecordEvent;
  /** Writes what was recorded since it was written last; asks for the execution's ARN only if that is something. */
  flush(readExecutionArn: () => string): void;
}

type Takes = (type: string) => boolean;

/** Which events each level logs. @see https://docs.aws.amazon.com/step-functions/latest/dg/cloudwatch-log-level.html */
const LEVELS: Readonly<Record<string, Takes>> = {
  ALL: () => true,
  ERROR: remember((type) => /(Failed|TimedOut|Aborted)$/.test(type) || type === "FailStateEntered"),
  FATAL: remember((type) => /^Execution(Failed|TimedOut|Aborted)$/.test(type)),
};

/** Types of events are few, and every event of every execution asks. */
function remember(decide: Takes): Takes {
  const known = new Map<string, boolean>();
  return (type) => {
    const decision = known.get(type) ?? decide(type);
    known.set(type, decision);
    return decision;
  };
}

/** What `includeExecutionData: false` leaves out. *Recorded* (LocalStack, radkawar/stackd), but for variables, which is *assumed*. */
const DATA = new Set([
  "input",
  "output",
  "inputDetails",
  "outputDetails",
  "parameters",
  "assignedVariables",
  "assignedVariablesDetails",
]);

/** Returns a new log for an execution of the machine, undefined where it logs nothing: then nothing is recorded. */
export function openLog(machine: StateMachine, { writeLog }: LogWorld): ExecutionLog | undefined {
  if (machine.loggingConfiguration === undefined) return undefined;
  const { level = "OFF", includeExecutionData = false, destinations = [] } = machine.loggingConfiguration;
  const takes = readOwn(LEVELS, level);
  const [destination] = destinations;
  if (takes === undefined || destination === undefined || writeLog === undefined) return undefined;
  let events: HistoryEvent[] = [];
  const record = (event: HistoryEvent): void => void events.push(event);
  return {
    takes,
    record: Object.assign(record, { takes }),
    flush(readExecutionArn) {
      if (events.length === 0) return;
      const executionArn = readExecutionArn();
      const stream = nameStream(machine, events[0]?.timestamp ?? 0);
      const printed = events.map((event) => printEvent(event, { executionArn, includeExecutionData }));
      events = [];
      writeLog(destination, stream, printed);
    },
  };
}

/**
 * *Recorded* (radkawar/stackd, us-west-2, September 2026): a stream of a Standard workflow has its hour, one of an Express
 * workflow a minute, which may be the one before. *Assumed*: it is that of the first event.
 */
function nameStream({ name, type }: StateMachine, time: number): string {
  const parts = new Date(time).toISOString().split(/[-T:]/);
  return `states/${name}/${parts.slice(0, type === "EXPRESS" ? 5 : 4).join("-")}/00000000`;
}

interface Printing {
  readonly executionArn: string;
  readonly includeExecutionData: boolean;
}

/** *Recorded* (radkawar/stackd, us-west-2, September 2026): the order of the members, alphabetical within `details`. */
function printEvent(event: HistoryEvent, { executionArn, includeExecutionData }: Printing): LogEvent {
  const { timestamp, type, id, previousEventId, details = {} } = event;
  const shown = printAnswer(includeExecutionData ? details : withoutData(details));
  const others = {
    redrive_count: "0",
    id: String(id),
    type,
    previous_event_id: String(previousEventId),
    event_timestamp: String(timestamp),
    execution_arn: executionArn,
  };
  return { timestamp, message: `{"details":${shown},${JSON.stringify(others).slice(1)}` };
}

/** Returns an event's details without the execution's data. */
export function withoutData(details: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(details).filter(([name]) => !DATA.has(name)));
}
