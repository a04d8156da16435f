import type { Json } from "@sfn-websocket/languages/jsonpath/json";
import { TaskFailure, type TaskRequest } from "@sfn-websocket/languages/states-language/state-machine";
import type { StateMachine } from "./stepfunctions/resources";

/** The state machine that a task belongs to. */
export interface TaskOwner {
  readonly stateMachineArn: string;
  readonly roleArn: string;
}

/** What the Task states of every service need of the world. */
export interface TasksWorld {
  readonly partition: string;
  /** Returns nothing where the machine's role may act on the resource, else AWS's text of the denial. */
  readonly authorize: (machine: TaskOwner, action: string, resource: string) => string | undefined;
  /** epoch, milliseconds */
  readonly now: () => number;
  readonly uuid: () => string;
}

/** Runs a Task state by a service; rejects with a TaskFailure. */
export type RunServiceTask = (machine: TaskOwner, task: TaskRequest) => Promise<Json>;

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
