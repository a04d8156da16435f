import type { HistoryEvent } from "@sfn-websocket/languages/states-language/state-machine";
import { requireExecutionArn } from "./arns";
import type { ExecutionTarget, StateMachineStore } from "./state-machine-store";
import { StepFunctionsError } from "./wire";

export type ExecutionStatus = "RUNNING" | "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";

/** An execution of a Standard workflow; times are milliseconds since 1970. */
export interface Execution {
  readonly executionArn: string;
  readonly name: string;
  readonly target: ExecutionTarget;
  /** JSON text, as it was given. */
  readonly input: string;
  readonly traceHeader: string | undefined;
  readonly startDate: number;
  readonly history: HistoryEvent[];
  /** Stops what the execution does. */
  readonly abort: AbortController;
  status: ExecutionStatus;
  stopDate: number | undefined;
  /** JSON text. */
  output: string | undefined;
  error: string | undefined;
  cause: string | undefined;
}

/** The executions of Standard workflows in an account and region. */
export interface ExecutionStore {
  /** In the order that they were started. */
  readonly byArn: Map<string, Execution>;
  /** Those that have ended, in that order. */
  readonly ended: Set<Execution>;
  /** How many events these have in all. */
  endedEvents: number;
}

/** The state machines of an account and region, and their executions. */
export interface StoreOfExecutions extends StateMachineStore {
  readonly executions: ExecutionStore;
}

export const createExecutionStore = (): ExecutionStore => ({ byArn: new Map(), ended: new Set(), endedEvents: 0 });

/** What is kept of executions that have ended: AWS keeps them 90 days, a machine has less room. */
const MAXIMUM_ENDED = 1_000;
const MAXIMUM_ENDED_EVENTS = 250_000;

/** @throws StepFunctionsError ExecutionDoesNotExist or InvalidArn. Text: *recorded* (LocalStack's AWS-validated snapshots). */
export function requireExecution({ byArn }: ExecutionStore, executionArn: string): Execution {
  const found = byArn.get(requireExecutionArn(executionArn));
  if (found !== undefined) return found;
  throw new StepFunctionsError("ExecutionDoesNotExist", `Execution Does Not Exist: '${executionArn}'`);
}

/** Whether executions of a machine, its versions or aliases run. */
export function hasRunning(store: ExecutionStore, stateMachineArn: string): boolean {
  return listOf(store, stateMachineArn).some(({ status }) => status === "RUNNING");
}

const listOf = ({ byArn }: ExecutionStore, stateMachineArn: string): Execution[] =>
  [...byArn.values()].filter(({ target }) => target.machine.stateMachineArn === stateMachineArn);

/** Keeps an execution that has ended, unless its machine took it along, and forgets those that ended first until the others have room. */
export function keepEnded(store: ExecutionStore, execution: Execution): void {
  const { byArn, ended } = store;
  if (byArn.get(execution.executionArn) !== execution) return;
  ended.add(execution);
  store.endedEvents += execution.history.length;
  for (const oldest of ended) {
    if (ended.size <= MAXIMUM_ENDED && store.endedEvents <= MAXIMUM_ENDED_EVENTS) return;
    forget(store, oldest);
  }
}

/** Forgets the executions of a machine, none of which runs. */
export function forgetExecutions(store: ExecutionStore, stateMachineArn: string): void {
  for (const execution of listOf(store, stateMachineArn)) forget(store, execution);
}

function forget(store: ExecutionStore, execution: Execution): void {
  store.byArn.delete(execution.executionArn);
  if (store.ended.delete(execution)) store.endedEvents -= execution.history.length;
}

/** Resolves when an execution has ended, at once for one that is not kept. */
export async function whenEnded({ byArn }: ExecutionStore, executionArn: string): Promise<void> {
  const execution = byArn.get(executionArn);
  if (execution === undefined || execution.abort.signal.aborted) return;
  await new Promise((resolve) => execution.abort.signal.addEventListener("abort", resolve, { once: true }));
}
