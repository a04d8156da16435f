import type { HistoryEvent } from "../../languages/states-language/state-machine";
import { requireExecutionArn } from "./arns";
import type { ExecutionTarget } from "./state-machine-store";
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

/** The executions of an account and region by ARN, in the order that they were started. */
export type ExecutionStore = Map<string, Execution>;

/** What is kept of executions that have ended: AWS keeps them 90 days, a machine has less room. */
const MAXIMUM_EXECUTIONS = 1_000;
const MAXIMUM_EVENTS = 250_000;

/** @throws StepFunctionsError ExecutionDoesNotExist or InvalidArn. Text: *recorded* (LocalStack's AWS-validated snapshots). */
export function findExecution(store: ExecutionStore, executionArn: string): Execution {
  const found = store.get(requireExecutionArn(executionArn));
  if (found !== undefined) return found;
  throw new StepFunctionsError("ExecutionDoesNotExist", `Execution Does Not Exist: '${executionArn}'`);
}

/** Forgets the oldest executions that have ended until the others have room. */
export function forgetOldest(store: ExecutionStore): void {
  let events = 0;
  for (const { history } of store.values()) events += history.length;
  for (const execution of store.values()) {
    if (store.size <= MAXIMUM_EXECUTIONS && events <= MAXIMUM_EVENTS) return;
    if (execution.status === "RUNNING") continue;
    store.delete(execution.executionArn);
    events -= execution.history.length;
  }
}
