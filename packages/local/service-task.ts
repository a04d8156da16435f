import type { Json } from "@sfn-websocket/languages/json";
import type { TaskRequest } from "@sfn-websocket/languages/states-language/state-machine";

/** The state machine that a task belongs to. */
export interface TaskOwner {
  readonly stateMachineArn: string;
  readonly roleArn: string;
}

/** What the Task states of every service need of the world. */
export interface TasksWorld {
  readonly partition: string;
  /** Returns nothing where the machine's role may act on the resource, else AWS's text of the denial. */
  readonly authorize: (
    machine: TaskOwner,
    action: string,
    resource: string,
    /** What the service tells IAM beside. @default no condition keys */
    conditionKeys?: Readonly<Record<string, string>>,
  ) => string | undefined;
  /** epoch, milliseconds */
  readonly now: () => number;
  readonly uuid: () => string;
}

/** Runs a Task state by a service; rejects with a TaskFailure. */
export type RunServiceTask = (machine: TaskOwner, task: TaskRequest) => Promise<Json>;
