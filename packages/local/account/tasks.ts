import type { Json } from "@sfn-websocket/languages/json";
import { TaskFailure, type TaskRequest } from "@sfn-websocket/languages/states-language/state-machine";
import type { StateMachine } from "../stepfunctions/resources";

/** Runs a Task state of a state machine; rejects with a TaskFailure. */
export type RunTask = (machine: StateMachine, task: TaskRequest) => Promise<Json>;

/** What else may run a task, and who is told of one that nothing runs. */
export interface OtherTasks {
  /** @default nothing else runs tasks */
  readonly findOther?: ((resource: string) => RunTask | undefined) | undefined;
  /** Writes one line for the developer. @default nobody is told */
  readonly log?: (line: string) => void;
}

/** Characters of a request in the log. */
const SHOWN = 1_000;

/**
 * Returns what runs Task states: the entry of `tasks` for their resource, else what `findOther` finds. A resource without one fails the execution
 * with `States.Runtime`, which no Catch and no Retry hides.
 */
export function createTasks(tasks: Readonly<Record<string, RunTask>>, { findOther, log }: OtherTasks = {}): RunTask {
  return async (machine, task) => {
    const { resource, state, parameters } = task;
    const run = Object.hasOwn(tasks, resource) ? tasks[resource] : findOther?.(resource);
    if (run) return run(machine, task);
    log?.(
      `state '${state}': nothing here runs ${resource}, got ${JSON.stringify(parameters).slice(0, SHOWN)}; name a server by --forward SERVICE=URL, or mock it`,
    );
    throw new TaskFailure(
      "States.Runtime",
      `The local runtime does not emulate the resource '${resource}' of the state '${state}'; mock it with --mock, or run it on AWS.`,
    );
  };
}
