import type { Json } from "@sfn-websocket/languages/json";
import type { KeptEvent } from "@sfn-websocket/languages/states-language/world/history-event";
import { printJson } from "@sfn-websocket/languages/jsonpath/read-json";
import type { ExecutionTrail } from "../stepfunctions/execution-trail";
import { cutLine, cutText } from "./cut-text";
import { readIterations } from "./read-iterations";
import { StateTree } from "./state-tree";
import type { ExecutionTrace, Trace, TracedEvent, TraceSummary } from "./trace";

export function summarizeExecution(id: number, trail: ExecutionTrail): TraceSummary {
  const { run, ended } = trail;
  const failure = trail.describeLatestFailure() ?? describeEnd(trail);
  const { startDate = 0, input = "" } = run ?? {};
  return {
    id,
    kind: "EXECUTION",
    startedAt: startDate,
    duration: ended && ended.stopDate - startDate,
    workflow: run?.machine.name,
    status: trail.outcome,
    outcome: judge(trail),
    failure: failure && cutLine(failure),
    excerpt: cutLine(input) || undefined,
  };
}

export function renderExecution(id: number, trail: ExecutionTrail, longest?: number): Trace {
  const { run, ended } = trail;
  const why = ended === undefined ? "it has not ended" : "nobody waits for it";
  return {
    ...summarizeExecution(id, trail),
    received: run && cutText(run.input),
    verdicts: [],
    permissions: [],
    execution: readExecutionTrace(trail, longest),
    frame: { kind: "none", why },
  };
}

function judge({ ended, hasFailed }: ExecutionTrail): TraceSummary["outcome"] {
  if (ended === undefined) return "running";
  if (ended.status !== "SUCCEEDED") return "failed";
  return hasFailed ? "caught" : "ok";
}

/** Such as a timeout, which is no state's failure; undefined of one that succeeded, or has not ended. */
export function describeEnd({ ended }: ExecutionTrail): string | undefined {
  if (ended === undefined || ended.status === "SUCCEEDED") return undefined;
  return [ended.status, ended.error, ended.cause].filter((part) => part !== undefined).join(": ");
}

/**
 * Characters of the data of an execution's events. Where it is kept, what states hand on to each other is one; it is told
 * with each of them, and a loop with much of it would fill the memory.
 */
const MOST_DATA = 16 * 1024 * 1024;

/**
 * The execution, as far as it has come; its outline where its events have more characters of data than `longest`. Undefined
 * for one that has not begun.
 */
export function readExecutionTrace(trail: ExecutionTrail, longest = MOST_DATA): ExecutionTrace | undefined {
  const { run, ended } = trail;
  if (run === undefined) return undefined;
  const { machine, executionArn, name, input, startDate } = run;
  return {
    executionArn,
    stateMachineArn: machine.stateMachineArn,
    name,
    status: trail.outcome,
    startedAt: startDate,
    duration: ended && ended.stopDate - startDate,
    input: cutText(input),
    output: ended?.output === undefined ? undefined : cutText(printJson(ended.output)),
    error: ended?.error,
    cause: ended?.cause,
    definition: machine.definition,
    ...readWay(trail, longest),
  };
}

type Way = Pick<ExecutionTrace, "states" | "events" | "eventsLeftOut" | "isOutline">;

function readWay(trail: ExecutionTrail, longest: number): Way {
  const whole = new EventReader(readEvent, Math.min(longest, MOST_DATA));
  const way = whole.readWay(trail);
  if (!whole.isFull || longest >= MOST_DATA) return way;
  return { ...new EventReader(outlineEvent, MOST_DATA).readWay(trail), events: [], isOutline: true };
}

class EventReader {
  private told = 0;

  constructor(
    private readonly describe: (event: KeptEvent) => TracedEvent,
    /** Characters for which there is room. */
    private left: number,
  ) {}

  /** Whether there was more data than room. */
  get isFull(): boolean {
    return this.left < 0;
  }

  readWay({ run, ended, events, iterations = [], followed, ...trail }: ExecutionTrail): Way {
    const tree = new StateTree((state) => followed.isMocked?.(run?.machine.name ?? "", state) === true);
    const told = [...this.readAll(events)];
    told.forEach((event) => tree.add(event));
    for (const event of readIterations(iterations, this.read)) tree.add(event);
    const kept = iterations.reduce((sum, iteration) => sum + iteration.events.length, events.length);
    const eventsLeftOut = trail.eventsLeftOut + kept - this.told;
    return {
      states: tree.finish(ended === undefined ? "running" : eventsLeftOut > 0 ? "gone" : "aborted"),
      events: told,
      ...(eventsLeftOut > 0 && { eventsLeftOut }),
    };
  }

  /** Undefined from where there is too much data. */
  private readonly read = (event: KeptEvent): TracedEvent | undefined => {
    const read = this.describe(event);
    this.left -= weighDetails(read.details ?? null);
    if (this.isFull) return undefined;
    this.told += 1;
    return read;
  };

  private *readAll(events: Iterable<KeptEvent>): Generator<TracedEvent> {
    for (const event of events) {
      const told = this.read(event);
      if (told === undefined) return;
      yield told;
    }
  }
}

/** The texts of an event's details; those of its variables are one level below. */
function weighDetails(details: Json): number {
  if (typeof details === "string") return details.length;
  if (typeof details !== "object" || details === null) return 0;
  return Object.values(details).reduce<number>((sum, each) => sum + weighDetails(each), 0);
}

function readEvent({ id, previousEventId, timestamp, type, details }: KeptEvent): TracedEvent {
  return { id, previousEventId, timestamp, type, details };
}

/** An event without what its state or its task got and gave. */
function outlineEvent(event: KeptEvent): TracedEvent {
  const { id, previousEventId, timestamp, type, name, data } = event;
  // Its details would be printed anew.
  if (data !== undefined && name !== undefined) return { id, previousEventId, timestamp, type, details: { name } };
  const { input, output, parameters, assignedVariables, ...details } = event.details ?? {};
  return { id, previousEventId, timestamp, type, details };
}
