import type { Json } from "./json";
import type { ExecutionTrace, StateTrace, TracedEvent } from "@sfn-websocket/local/trace/trace";
import { listVisits } from "./list-visits";

/** One attempt of a Task state: what was called, and what came of it. Times are milliseconds since 1970. */
export interface Invocation {
  readonly state: string;
  readonly at: number;
  /** JSON, as text. @default it is not known */
  readonly request?: string;
  /** @default it had not answered when the execution ended */
  readonly endedAt?: number;
  /** JSON, as text. @default it failed */
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

const SCHEDULED = /^(Task|LambdaFunction|Activity)Scheduled$/;
const ENDED = /^(?:Task|LambdaFunction|Activity)(?:Succeeded|TimedOut|(?:Start|Submit|Schedule)?Failed)$/;

/** Returns the attempts of an execution's Task states in the order in which they began, from its events, else from its states. */
export function listInvocations({ events, states }: ExecutionTrace): readonly Invocation[] {
  return events.some(({ type }) => SCHEDULED.test(type)) ? readEvents(events) : readStates(states);
}

/** Returns invocations by their state's name, each state's in their order. */
export function groupByState(invocations: readonly Invocation[]): Map<string, Invocation[]> {
  const states = new Map<string, Invocation[]>();
  for (const invocation of invocations) {
    const others = states.get(invocation.state);
    if (others) others.push(invocation);
    else states.set(invocation.state, [invocation]);
  }
  return states;
}

function readEvents(events: readonly TracedEvent[]): Invocation[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  const ends = new Map<number, TracedEvent>();
  for (const event of events) {
    const scheduled = ENDED.test(event.type) ? climb(byId, event, SCHEDULED) : undefined;
    if (scheduled && !ends.has(scheduled.id)) ends.set(scheduled.id, event);
  }
  return events
    .filter(({ type }) => SCHEDULED.test(type))
    .map((event) => {
      const state = readText(climb(byId, event, /^TaskStateEntered$/)?.details, "name") ?? "";
      const request = readText(event.details, "parameters") ?? readText(event.details, "input");
      return {
        state,
        at: event.timestamp,
        ...(request !== undefined && { request }),
        ...describeEnd(ends.get(event.id)),
      };
    });
}

/** The nearest event of a type, from this one back to the first of its branch. */
function climb(byId: ReadonlyMap<number, TracedEvent>, from: TracedEvent, type: RegExp): TracedEvent | undefined {
  let event: TracedEvent | undefined = from;
  while (event && !type.test(event.type)) event = byId.get(event.previousEventId);
  return event;
}

function describeEnd(event: TracedEvent | undefined): Omit<Invocation, "state" | "at" | "request"> {
  if (event === undefined) return {};
  const members = ["output", "error", "cause"].flatMap((name) => {
    const text = readText(event.details, name);
    return text === undefined ? [] : [[name, text]];
  });
  return { endedAt: event.timestamp, ...Object.fromEntries(members) };
}

function readText(details: Json | undefined, name: string): string | undefined {
  const value = typeof details === "object" && details !== null && !Array.isArray(details) ? details[name] : undefined;
  return typeof value === "string" ? value : undefined;
}

function readStates(states: readonly StateTrace[]): Invocation[] {
  const visits = listVisits(states).filter(({ state }) => state.type === "Task");
  return visits.flatMap(({ state }) => readVisit(state)).sort((one, other) => one.at - other.at);
}

/** A failure's time is its attempt's end; when the next one began is not known without events, and taken for the same. */
function readVisit({ name, enteredAt, exitedAt, failures, task, status }: StateTrace): Invocation[] {
  const failed = failures.map(({ at, error, cause }, index) => ({
    state: name,
    at: failures[index - 1]?.at ?? enteredAt,
    endedAt: at,
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
  }));
  const at = failures.at(-1)?.at ?? enteredAt;
  if (status === "succeeded" && task?.answer !== undefined)
    return [...failed, { state: name, at, endedAt: exitedAt ?? at, output: task.answer.text }];
  return status === "running" || status === "aborted" || status === "gone" ? [...failed, { state: name, at }] : failed;
}
