import type { Json } from "@sfn-websocket/languages/json";
import type { KeptEvent } from "@sfn-websocket/languages/states-language/world/history-event";
import type { ExecutionTrail } from "../stepfunctions/execution-trail";

/** What things weigh beside their texts. */
interface Weights {
  readonly trail: number;
  readonly event: number;
  /** Of any value, and of an object besides. */
  readonly value: number;
  readonly object: number;
}

/** Bytes of memory, about, as *measured*: with Node.js 20, of executions with 7 and with 3,607 events, and with much data. */
export const IN_MEMORY: Weights = { trail: 2_500, event: 220, value: 16, object: 100 };
/** Characters of JSON, about. */
export const AS_TEXT: Weights = { trail: 500, event: 64, value: 8, object: 0 };

/** Nobody needs to know how much more it is. */
const HEAVIEST = 64 * 1024 * 1024;

/** What the way of an execution weighs; data that states hand on to each other counts once. */
export function weighTrail({ run, events, iterations = [] }: ExecutionTrail, weights: Weights): number {
  let weight = weights.trail + (run?.input.length ?? 0);
  let last: Json | undefined;
  for (const kept of [events, ...iterations.map((iteration) => iteration.events)])
    for (const event of kept) {
      weight += weights.event + weighEvent(event, last, weights);
      last = event.data ?? last;
      if (weight > HEAVIEST) return weight;
    }
  return weight;
}

function weighEvent(event: KeptEvent, last: Json | undefined, weights: Weights): number {
  const { data, assigned } = event;
  if (data === undefined) return weighOther(event, weights);
  let weight = data === last ? 0 : weighData(data, weights);
  for (const [name, value] of assigned ?? []) weight += name.length + (value === data ? 0 : weighData(value, weights));
  return weight;
}

/** Requests and answers of tasks, errors and causes are in the details of their events alone. */
const WITH_DETAILS = /^(Task|LambdaFunction|Activity)(Scheduled|Submitted|Succeeded)$|(Failed|TimedOut)$/;

function weighOther(event: KeptEvent, weights: Weights): number {
  if (!WITH_DETAILS.test(event.type)) return 0;
  const { details = {} } = event;
  return weighData(details, weights);
}

function weighData(data: Json, { value, object }: Weights): number {
  const left: Json[] = [data];
  let weight = 0;
  for (let next = left.pop(); next !== undefined && weight < HEAVIEST; next = left.pop()) {
    weight += value;
    if (typeof next === "string") weight += next.length;
    else if (Array.isArray(next)) for (const element of next) left.push(element);
    else if (typeof next === "object" && next !== null) {
      weight += object;
      for (const name in next) {
        weight += name.length;
        left.push(next[name] ?? null);
      }
    }
  }
  return weight;
}
