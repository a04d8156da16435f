import { setMaxListeners } from "node:events";
import {
  type ExecutionOutcome,
  type RecordEvent,
  TaskFailure,
  type World,
} from "@sfn-websocket/languages/states-language/state-machine";
import { evenly } from "../clock";
import { StartedContext, type StartedExecution } from "./execution-context";
import type { ExecutionTrail } from "./execution-trail";
import type { ExecutionWorld } from "./start-sync-execution";

/** One run of a machine that nobody waits for. */
export interface ExecutionRun extends StartedExecution {
  readonly record: RecordEvent | undefined;
  /** Follows the run. @default nobody does */
  readonly trail?: ExecutionTrail | undefined;
  /** Stops the run: its waits and tasks end at once, and no further state is entered. */
  readonly signal: AbortSignal;
}

/** Runs a machine once; resolves to how it ended, whatever that is worth after it was stopped. */
export async function runExecution(run: ExecutionRun, world: ExecutionWorld): Promise<ExecutionOutcome> {
  const { machine, input } = run;
  return machine.prepared.execute({
    input,
    context: new StartedContext(run),
    world: createStoppableWorld(run, world),
  });
}

/**
 * Time is up for whoever asks after the stop: then the interpreter enters no state, not even that of a catcher. As many tasks as
 * the workflow has at a time listen to the one signal, which Node otherwise takes for a leak.
 */
function createStoppableWorld({ machine, record, trail, signal }: ExecutionRun, world: ExecutionWorld): World {
  setMaxListeners(Infinity, signal);
  const runTask = world.runTask(machine);
  const { now } = evenly(world);
  return {
    now: () => (signal.aborted ? Infinity : now()),
    wait: (milliseconds, waiting) => world.wait(milliseconds, AbortSignal.any([waiting, signal])),
    random: world.random,
    uuid: world.uuid,
    runTask: async (task) => {
      const stop = listenForStop(signal);
      try {
        return await Promise.race([runTask({ ...task, signal: AbortSignal.any([task.signal, signal]) }), stop.stopped]);
      } finally {
        stop.release();
      }
    },
    record,
    keep: trail?.keep,
    keepIteration: trail?.createKeepIteration(),
    trail,
  };
}

/** `stopped` rejects with what no retrier and no catcher sees. */
function listenForStop(signal: AbortSignal): { readonly stopped: Promise<never>; readonly release: () => void } {
  let release = (): void => undefined;
  const stopped = new Promise<never>((_resolve, reject) => {
    const stop = () => reject(new TaskFailure("States.Runtime", "The execution was stopped."));
    release = () => signal.removeEventListener("abort", stop);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop);
  });
  return { stopped, release };
}
