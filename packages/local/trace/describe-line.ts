import type { ConnectionCall } from "../apigateway/stage/connection-call";
import type { EventSteps } from "../apigateway/stage/event-steps";
import { describeMessage, hasFailed } from "../apigateway/stage/message-report";
import type { ExecutionTrail } from "../stepfunctions/execution-trail";
import { expandMessage } from "./expand-message";
import { summarizeCall } from "./read-call";
import type { TraceSource } from "./trace-source";

/** What a terminal tells of an event or an execution in one line; its parts have no line feeds. */
export interface LineParts {
  readonly connectionId: string;
  readonly route: string;
  readonly outcome: string;
  readonly milliseconds: number;
  /** @default "" */
  readonly about: string;
  /** The way of what answered, with the failures on it. @default "" */
  readonly way: string;
}

/** Whether anything of it failed, what a workflow caught too. */
export function isFailed(source: TraceSource): boolean {
  if (source.kind === "message") return false;
  if (source.kind === "event") return hasFailed(source.steps);
  if (source.kind === "call") return source.call.answer.status >= 400;
  return source.trail.hasFailed || source.trail.outcome !== "SUCCEEDED";
}

export function describeLine(source: TraceSource): LineParts {
  if (source.kind === "message") return describeEvent(expandMessage(source));
  if (source.kind === "event") return describeEvent(source.steps);
  if (source.kind === "call") return describeCall(source.call);
  return describeExecution(source.trail);
}

function describeEvent(steps: EventSteps): LineParts {
  const { routeKey, about, answered, outcome } = describeMessage(steps);
  const { event, stage, endedAt = stage.world.clock.now() } = steps;
  const milliseconds = endedAt - event.requestTimeEpoch;
  return {
    connectionId: event.connection.connectionId,
    route: routeKey,
    outcome,
    milliseconds,
    about,
    way: answered,
  };
}

function describeCall(call: ConnectionCall): LineParts {
  const { routeKey = "", failure = "", connectionId = "" } = summarizeCall(0, call);
  return {
    connectionId,
    route: routeKey,
    outcome: String(call.answer.status),
    milliseconds: 0,
    about: "",
    way: failure,
  };
}

function describeExecution(trail: ExecutionTrail): LineParts {
  const { run, ended, outcome } = trail;
  return {
    connectionId: "-",
    route: run?.machine.name ?? "",
    outcome,
    milliseconds: (ended?.stopDate ?? 0) - (run?.startDate ?? 0),
    about: "",
    way: trail.describe(),
  };
}
