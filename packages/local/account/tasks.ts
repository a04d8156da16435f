import type { Json } from "@sfn-websocket/languages/jsonpath/json";
import { TaskFailure, type TaskRequest } from "@sfn-websocket/languages/states-language/state-machine";
import type { StateMachine } from "../stepfunctions/resources";

/** Runs a Task state of a state machine; rejects with a TaskFailure. */
export type RunTask = (machine: StateMachine, task: TaskRequest) => Promise<Json>;

/**
 * Returns what runs Task states: the entry of `tasks` for their resource. A resource without one fails the execution
 * with `States.Runtime`, which no Catch and no Retry hides.
 */
export function createTasks(tasks: Readonly<Record<string, RunTask>>): RunTask {
  return async (machine, task) => {
    const run = Object.hasOwn(tasks, task.resource) ? tasks[task.resource] : undefined;
    if (run) return run(machine, task);
    throw new TaskFailure(
      "States.Runtime",
      `The local runtime does not emulate the resource '${task.resource}' of the state '${task.state}'; mock it with --mock, or run it on AWS.`,
    );
  };
}
