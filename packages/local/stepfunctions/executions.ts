import type { Json } from "@sfn-websocket/languages/json";
import { printJson } from "@sfn-websocket/languages/jsonpath/read-json";
import type { ExecutionOutcome, HistoryEvent } from "@sfn-websocket/languages/states-language/state-machine";
import { describeError } from "@sfn-websocket/languages/states-language/world/history";
import { nameDetails } from "@sfn-websocket/languages/states-language/world/history-event";
import { createExpressArn } from "./arns";
import { parseExecutionInput } from "./execution-input";
import { type ExecutionLog, openLog } from "./execution-log";
import { type Execution, keepEnded, requireExecution, type StoreOfExecutions } from "./execution-store";
import { type ExecutionRun, runExecution } from "./run-execution";
import { describeFailure, type StartSyncExecutionRequest } from "./start-sync-execution";
import { forgetDeleted } from "./state-machines";
import { requireStateMachineKey } from "./state-machine-key";
import { type ExecutionTarget, requireTarget, type StateMachineStore } from "./state-machine-store";
import { readTraceHeader } from "./trace-header";
import { machineIsDeleting, StepFunctionsError } from "./wire";

export interface Started {
  readonly executionArn: string;
  /** Milliseconds since 1970. */
  readonly startDate: number;
}

/** The most events of a Standard workflow's history. @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const MAXIMUM_HISTORY = 25_000;

/** How an execution can end that nobody stopped and that did not succeed. */
const FAILURES: ReadonlySet<string> = new Set(["FAILED", "TIMED_OUT"]);

/**
 * Starts an execution that nobody waits for. Of a Standard workflow it is kept, and one of the same name and input that
 * still runs is returned instead.
 *
 * @throws StepFunctionsError StateMachineDoesNotExist, InvalidExecutionInput, ExecutionAlreadyExists, InvalidArn.
 */
export function startExecution(
  store: StoreOfExecutions,
  request: StartSyncExecutionRequest,
  httpTrace?: () => string,
): Started {
  const { executions } = store;
  const target = requireTarget(store, request.stateMachineArn);
  if (store.machines.get(target.machine.stateMachineArn)?.isDeleting === true)
    throw machineIsDeleting(request.stateMachineArn);
  requireStateMachineKey(store, target.machine);
  const input = parseExecutionInput(request.input);
  if (target.machine.type === "EXPRESS") return startExpress(store, target, { ...request, parsed: input });
  const name = request.name ?? store.world.uuid();
  const executionArn = `${target.machine.stateMachineArn.replace(":stateMachine:", ":execution:")}:${name}`;
  const existing = executions.byArn.get(executionArn);
  if (existing !== undefined) return requireSame(existing, request.input);
  const traceHeader = readTraceHeader({ http: httpTrace, request: request.traceHeader }, target.machine);
  const execution = createExecution(store, target, { ...request, name, executionArn, traceHeader });
  executions.byArn.set(executionArn, execution);
  const run = { machine: target.machine, executionArn, name, input, startDate: execution.startDate };
  const trail = store.world.follow?.();
  trail?.begin({ ...run, input: request.input });
  void runToEnd(store, execution, { ...run, trail }).then(() => {
    keepEnded(executions, execution);
    // Whoever waits for the end reads it before it is gone.
    setImmediate(() => forgetDeleted(store, target.machine.stateMachineArn));
  });
  return execution;
}

type Run = Omit<ExecutionRun, "record" | "redriveCount" | "signal">;

/** Runs an execution of a Standard workflow with its history and log, until it has ended and whoever follows it knows. */
async function runToEnd({ world, machines }: StateMachineStore, execution: Execution, run: Run): Promise<void> {
  const log = openLog(run.machine, world);
  const isDeleted = () => machines.get(run.machine.stateMachineArn)?.isDeleting === true;
  const record = (event: HistoryEvent): void => recordEvent(execution, event, { log, now: world.now, isDeleted });
  const whole = { ...run, record, redriveCount: 0, signal: execution.abort.signal };
  const outcome = await runExecution(whole, world);
  close(execution, { ...outcome, stopDate: world.now() }, log);
  const { status, error, cause, stopDate = 0 } = execution;
  const output = outcome.status === "SUCCEEDED" ? { output: outcome.output } : undefined;
  run.trail?.end({ status, error, cause, stopDate, ...(status === "SUCCEEDED" && output) });
  if (FAILURES.has(execution.status)) world.log(describeFailure(run.machine.name, run.name, execution));
}

interface ExpressRequest extends Pick<StartSyncExecutionRequest, "name" | "input"> {
  readonly parsed: Json;
}

/** The log of an execution that has ended is complete; *assumed*: an Express execution's is written at its end. */
function startExpress(
  { world }: StateMachineStore,
  { machine }: ExecutionTarget,
  { name = world.uuid(), input: text, parsed: input }: ExpressRequest,
): Started {
  const executionArn = createExpressArn(machine.stateMachineArn, name, world.uuid);
  const startDate = world.now();
  const log = openLog(machine, world);
  const { signal } = new AbortController();
  const record = log?.record;
  const trail = world.follow?.();
  trail?.begin({ machine, executionArn, name, input: text, startDate });
  const run = { machine, executionArn, name, input, startDate, redriveCount: 0, record, signal, trail };
  void runExecution(run, world).then((outcome) => {
    trail?.end({ ...outcome, stopDate: world.now() });
    if (outcome.status !== "SUCCEEDED") world.log(describeFailure(machine.name, name, outcome));
    log?.flush(() => executionArn);
  });
  return { executionArn, startDate };
}

type Named = StartSyncExecutionRequest & { readonly name: string; readonly executionArn: string };

function createExecution({ world }: StateMachineStore, target: ExecutionTarget, request: Named): Execution {
  const { executionArn, name, input, traceHeader } = request;
  const { machine, stateMachineVersionArn, stateMachineAliasArn } = target;
  return {
    executionArn,
    name,
    target: { machine, stateMachineVersionArn, stateMachineAliasArn },
    input,
    traceHeader,
    startDate: world.now(),
    history: [],
    abort: new AbortController(),
    status: "RUNNING",
    stopDate: undefined,
    output: undefined,
    error: undefined,
    cause: undefined,
  };
}

/** Text: *recorded* (LocalStack's AWS-validated snapshots). */
function requireSame(existing: Execution, input: string): Execution {
  if (existing.status === "RUNNING" && existing.input === input) return existing;
  const text = `Execution Already Exists: '${existing.executionArn}'`;
  throw new StepFunctionsError("ExecutionAlreadyExists", text);
}

interface Recording {
  readonly log: ExecutionLog | undefined;
  readonly now: () => number;
  /** Whether the machine is to be deleted. */
  readonly isDeleted: () => boolean;
}

/** *Recorded*: how the deletion of its machine ends an execution instead of its next event (radkawar/stackd, us-west-2, September 2026). */
function recordEvent(execution: Execution, event: HistoryEvent, recording: Recording): void {
  if (execution.status !== "RUNNING") return;
  if (recording.isDeleted())
    return fail(execution, `State machine ${execution.target.machine.name} has been deleted`, recording);
  const { log } = recording;
  execution.history.push(event);
  if (log?.takes(event.type)) log.record(event);
  log?.flush(() => execution.executionArn);
  if (execution.history.length < MAXIMUM_HISTORY - 1) return;
  fail(execution, `The execution reached the maximum number of history events (${MAXIMUM_HISTORY}).`, recording);
}

function fail(execution: Execution, cause: string, { log, now }: Recording): void {
  const failure = { error: "States.Runtime", cause };
  const previousEventId = execution.history.at(-1)?.id;
  end(execution, "ExecutionFailed", { ...failure, previousEventId, timestamp: now(), log });
  close(execution, { status: "FAILED", ...failure, stopDate: now() }, log);
}

interface End {
  readonly error: string | undefined;
  readonly cause: string | undefined;
  /** @default 0: the event follows no other */
  readonly previousEventId?: number | undefined;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly log?: ExecutionLog | undefined;
}

/**
 * Adds the last event of an execution that is stopped from outside. *Recorded*: that of StopExecution follows no other (LocalStack,
 * whose tests compare it with AWS); *measured*: that of a full history follows the last (floci-io/floci issue 2734).
 */
function end({ history, executionArn }: Execution, type: string, ending: End): void {
  const { error, cause, previousEventId = 0, timestamp, log } = ending;
  const details = describeError(error, cause);
  const event = { timestamp, type, id: history.length + 1, previousEventId, detailsField: nameDetails(type), details };
  history.push(event);
  if (!log?.takes(type)) return;
  log.record(event);
  log.flush(() => executionArn);
}

type Outcome = (ExecutionOutcome | { readonly status: "ABORTED"; readonly error?: string; readonly cause?: string }) & {
  readonly stopDate: number;
};

/** Ends an execution, unless it has ended before. */
function close(execution: Execution, outcome: Outcome, log: ExecutionLog | undefined): void {
  if (execution.status !== "RUNNING") return;
  execution.status = outcome.status;
  execution.stopDate = outcome.stopDate;
  if (outcome.status === "SUCCEEDED") execution.output = printJson(outcome.output);
  else [execution.error, execution.cause] = [outcome.error, outcome.cause];
  execution.abort.abort();
  log?.flush(() => execution.executionArn);
}

export interface StopExecutionRequest {
  readonly executionArn: string;
  readonly error?: string;
  readonly cause?: string;
}

/**
 * Stops an execution and returns when it ended, which for one that has ended is when it did.
 *
 * @throws StepFunctionsError ExecutionDoesNotExist, InvalidArn.
 */
export function stopExecution(store: StoreOfExecutions, request: StopExecutionRequest): number {
  const execution = requireExecution(store.executions, request.executionArn);
  const stopDate = store.world.now();
  if (execution.status !== "RUNNING") return execution.stopDate ?? stopDate;
  const { error, cause } = request;
  const log = openLog(execution.target.machine, store.world);
  end(execution, "ExecutionAborted", { error, cause, timestamp: stopDate, log });
  close(execution, { status: "ABORTED", error, cause, stopDate }, log);
  forgetDeleted(store, execution.target.machine.stateMachineArn);
  return stopDate;
}
