import type { Json } from "@sfn-websocket/languages/json";
import type { KeptEvent } from "@sfn-websocket/languages/states-language/history-event";
import { ExecutionTrail } from "../stepfunctions/execution-trail";
import type { TraceSource } from "./trace-source";

/** Of whatever is kept of a trace beside its texts and data. */
const OVERHEAD = 500;
/** Of whatever is no text. */
const SCALAR = 8;
/** Nobody needs to know how much more it is. */
const HEAVIEST = 64 * 1024 * 1024;

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

/** Characters of what a trace holds, about; data that states hand on to each other counts once. */
export function weigh(source: TraceSource): number {
  if (source.kind === "message") return source.weight;
  if (source.kind === "call") return OVERHEAD + source.call.request.body.length;
  if (source.kind === "execution") return OVERHEAD + weighTrail(source.trail);
  const { event, request = "", result, response = "", frame = "", started } = source.steps;
  const texts = event.body.length + request.length + (result?.body.length ?? 0) + response.length + frame.length;
  return OVERHEAD + texts + (started instanceof ExecutionTrail ? weighTrail(started) : 0);
}

function weighTrail({ run, events, iterations = [] }: ExecutionTrail): number {
  let weight = run?.input.length ?? 0;
  let last: Json | undefined;
  for (const kept of [events, ...iterations.map((iteration) => iteration.events)])
    for (const event of kept) {
      weight += SCALAR * 8 + weighEvent(event, last);
      last = event.data ?? last;
      if (weight > HEAVIEST) return weight;
    }
  return weight;
}

function weighEvent(event: KeptEvent, last: Json | undefined): number {
  const { data, assigned } = event;
  if (data === undefined) return weighOther(event);
  let weight = data === last ? 0 : weighData(data);
  for (const [name, value] of assigned ?? []) weight += name.length + (value === data ? 0 : weighData(value));
  return weight;
}

/** Requests and answers of tasks, errors and causes are in the details of their events alone. */
const WITH_DETAILS = /^(Task|LambdaFunction|Activity)(Scheduled|Submitted|Succeeded)$|(Failed|TimedOut)$/;

function weighOther(event: KeptEvent): number {
  if (!WITH_DETAILS.test(event.type)) return 0;
  const { details = {} } = event;
  return weighData(details);
}

function weighData(data: Json): number {
  const left: Json[] = [data];
  let weight = 0;
  for (let next = left.pop(); next !== undefined && weight < HEAVIEST; next = left.pop()) {
    weight += SCALAR;
    if (typeof next === "string") weight += next.length;
    else if (Array.isArray(next)) for (const element of next) left.push(element);
    else if (typeof next === "object" && next !== null)
      for (const name in next) {
        weight += name.length;
        left.push(next[name] ?? null);
      }
  }
  return weight;
}
