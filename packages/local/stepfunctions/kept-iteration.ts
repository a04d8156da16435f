import { EventChain } from "@sfn-websocket/languages/states-language/world/history-event";
import type { KeepIteration } from "@sfn-websocket/languages/states-language/world/world";

/** What is kept of an iteration of a distributed Map, which is an execution of its own. */
export interface KeptIteration {
  /** The id of the event `MapRunStarted`, in the history that the Map state is in. */
  readonly mapRunId: number;
  readonly index: number;
  /** The iteration that the Map state is in. @default the execution itself */
  readonly parent: KeptIteration | undefined;
  readonly events: EventChain;
}

/** Where iterations are kept, as far as there is room for their events. */
export interface IterationStore {
  readonly add: (iteration: KeptIteration) => void;
  /** Whether one more event is kept; asked for each. */
  readonly takes: () => boolean;
}

/** Returns what keeps the iterations of the Map states in an execution, and of those in its iterations. */
export function createKeepIteration(store: IterationStore, parent?: KeptIteration): KeepIteration {
  return (mapRunId, index) => {
    const iteration: KeptIteration = { mapRunId, index, parent, events: new EventChain() };
    return {
      keep(event) {
        if (!store.takes()) return;
        if (iteration.events.length === 0) store.add(iteration);
        iteration.events.push(event);
      },
      keepIteration: createKeepIteration(store, iteration),
    };
  };
}
