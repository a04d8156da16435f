import type { KeptEvent } from "@sfn-websocket/languages/states-language/world/history-event";
import type { KeptIteration } from "../stepfunctions/kept-iteration";
import type { TracedEvent } from "./trace";

/** Ids of iterations' events begin here: their executions count their own from 1, as the one around them does. */
const FIRST_ID = 2 ** 40;

/**
 * The events of distributed Maps' iterations as a history tells those of an inline Map's: each iteration begins with an
 * event that follows its Map's, and ids are unique. `read` turns a kept event into a told one, undefined where there is no
 * more room.
 */
export function* readIterations(
  iterations: readonly KeptIteration[],
  read: (event: KeptEvent) => TracedEvent | undefined,
): Generator<TracedEvent> {
  const offsets = new Map<KeptIteration, number>();
  let next = FIRST_ID;
  for (const iteration of iterations) {
    const { mapRunId, index, parent, events } = iteration;
    const offset = next;
    offsets.set(iteration, offset);
    const around = parent === undefined ? 0 : (offsets.get(parent) ?? 0);
    const timestamp = events.first?.timestamp ?? 0;
    yield {
      id: offset,
      previousEventId: around + mapRunId,
      timestamp,
      type: "MapIterationStarted",
      details: { index },
    };
    for (const event of events) {
      const told = read(event);
      if (told === undefined) return;
      yield {
        ...told,
        id: offset + told.id,
        previousEventId: offset + told.previousEventId,
        type: nameEvent(told.type),
      };
    }
    next += (events.last?.id ?? 0) + 1;
  }
}

/** The end of an iteration is not that of the execution. */
const nameEvent = (type: string): string => type.replace(/^Execution/, "Iteration");
