import type { JsonObject } from "@sfn-websocket/languages/json";
import type { HistoryEvent, RecordEvent } from "@sfn-websocket/languages/states-language/state-machine";
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
  uuid(): string;
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

/** What `includeExecutionData: false` leaves out. *Recorded* for the first three (LocalStack's AWS-validated snapshots), *assumed* for the others. */
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
export function openLog(machine: StateMachine, { writeLog, uuid }: LogWorld): ExecutionLog | undefined {
  if (machine.loggingConfiguration === undefined) return undefined;
  const { level = "OFF", includeExecutionData = false, destinations = [] } = machine.loggingConfiguration;
  const takes = Object.hasOwn(LEVELS, level) ? LEVELS[level] : undefined;
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
      const stream = nameStream(machine, events[0]?.timestamp ?? 0, uuid);
      const printed = events.map((event) => printEvent(event, { executionArn, includeExecutionData }));
      events = [];
      writeLog(destination, stream, printed);
    },
  };
}

/** The latest stream of each machine: executions of the same minute share one. */
const streams = new WeakMap<StateMachine, { readonly minute: string; readonly name: string }>();

/** *Assumed* from streams that AWS's guide shows: `states/<name>/<time>/<8 hexadecimal digits>`. */
function nameStream(machine: StateMachine, time: number, uuid: () => string): string {
  const minute = new Date(time).toISOString().slice(0, 16).replace(/[T:]/g, "-");
  const latest = streams.get(machine);
  if (latest?.minute === minute) return latest.name;
  const name = `states/${machine.name}/${minute}/${uuid().slice(0, 8)}`;
  streams.set(machine, { minute, name });
  return name;
}

interface Printing {
  readonly executionArn: string;
  readonly includeExecutionData: boolean;
}

/** *Recorded*: the shape, in LocalStack's AWS-validated snapshots. *Assumed*: `details` of an event without any is empty. */
function printEvent(event: HistoryEvent, { executionArn, includeExecutionData }: Printing): LogEvent {
  const { timestamp, type, id, previousEventId, details = {} } = event;
  const message = {
    id: String(id),
    type,
    details: includeExecutionData ? details : withoutData(details),
    previous_event_id: String(previousEventId),
    event_timestamp: String(timestamp),
    execution_arn: executionArn,
    redrive_count: "0",
  };
  return { timestamp, message: JSON.stringify(message) };
}

/** Returns an event's details without the execution's data. */
export function withoutData(details: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(details).filter(([name]) => !DATA.has(name)));
}
