import { ExecutionTrail } from "../stepfunctions/execution-trail";
import type { TraceSource } from "./trace-source";
import { IN_MEMORY, weighTrail } from "./weigh-trail";

/** Bytes that are kept of an event or a call beside its texts and its execution; about, as *measured*. */
const OVERHEAD = 1_500;

/** Whether nothing is added any more. */
export function isWhole(source: TraceSource): boolean {
  if (source.kind === "call" || source.kind === "message") return true;
  if (source.kind === "execution") return source.trail.ended !== undefined;
  const { endedAt, started } = source.steps;
  return endedAt !== undefined && !(started instanceof ExecutionTrail && started.ended === undefined);
}

/** Whether what the trace is of has not ended. */
export function isRunning(source: TraceSource): boolean {
  if (source.kind === "execution") return source.trail.ended === undefined;
  return source.kind === "event" && source.steps.endedAt === undefined;
}

/** Bytes of memory that a trace takes, about, without the version of the stacks that it holds. */
export function weigh(source: TraceSource): number {
  if (source.kind === "message") return source.weight;
  if (source.kind === "call") return OVERHEAD + source.call.request.body.length;
  if (source.kind === "execution") return weighTrail(source.trail, IN_MEMORY);
  const { event, request = "", result, response = "", frame = "", started } = source.steps;
  const texts = event.body.length + request.length + (result?.body.length ?? 0) + response.length + frame.length;
  return OVERHEAD + texts + (started instanceof ExecutionTrail ? weighTrail(started, IN_MEMORY) : 0);
}
