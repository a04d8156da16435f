import { isJsonObject, type Json } from "@sfn-websocket/languages/json";
import { printJson } from "@sfn-websocket/languages/jsonpath/read-json";
import type { ExecutionOutcome, World } from "@sfn-websocket/languages/states-language/state-machine";
import { type Clock, evenly } from "../clock";
import type { ExecutionTrail, RunEnd } from "./execution-trail";
import { createExpressArn } from "./arns";
import { StartedContext } from "./execution-context";
import { parseExecutionInput } from "./execution-input";
import { validateName } from "./names";
import type { StateMachine } from "./resources";
import { nameStructure, printDate, StepFunctionsError } from "./wire";

/** StartSyncExecution's request, validated. */
export interface StartSyncExecutionRequest {
  readonly stateMachineArn: string;
  /** JSON, as text. @default "{}" */
  readonly input: string;
  /** @default a UUID */
  readonly name?: string;
  /** @default none is given */
  readonly traceHeader?: string | undefined;
  readonly includedData: "ALL_DATA" | "METADATA_ONLY";
  /** Follows the execution; no member of the call. @default nobody does */
  readonly trail?: ExecutionTrail | undefined;
}

/** What an execution is handed. */
export interface ExecutionWorld
  extends Pick<World, "uuid" | "wait" | "random" | "record">, Pick<Clock, "now" | "elapsed"> {
  /** Runs the tasks of one execution of a state machine. */
  readonly runTask: (stateMachine: StateMachine) => World["runTask"];
  /** Told about each execution that does not succeed. */
  readonly log: (line: string) => void;
  /** How often chance was asked, by whomever. @default nobody counts */
  readonly draws?: (() => number) | undefined;
  /** Follows executions that no message waits for. @default nobody does */
  readonly follow?: (() => ExecutionTrail) | undefined;
}

/** `maximum` is bytes of UTF-8. @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html */
const INPUT_MAXIMUM = 262_144;
const DETAILS = nameStructure("CloudWatchEventsExecutionDataDetails");
const INCLUDED = JSON.stringify({ ...DETAILS, included: true });
const EXCLUDED = JSON.stringify({ ...DETAILS, included: false });

/**
 * Checks the request's members in AWS's order.
 *
 * @throws StepFunctionsError with the code and text of AWS.
 */
export function readStartSyncExecution(body: Json): StartSyncExecutionRequest {
  if (!isJsonObject(body)) throw new StepFunctionsError("SerializationException", "");
  const { stateMachineArn, input, name, traceHeader, includedData } = body;
  for (const text of [stateMachineArn, input, name, traceHeader, includedData])
    if (typeof text !== "string" && text !== undefined && text !== null)
      throw new StepFunctionsError("SerializationException", "STRING_VALUE can not be converted to a String");
  if (typeof stateMachineArn !== "string") throw invalid("Value null at 'stateMachineArn'", "Member must not be null");
  if (stateMachineArn === "")
    throw invalid("Value '' at 'stateMachineArn'", "Member must have length greater than or equal to 1");
  requireShortName("stateMachineArn", stateMachineArn);
  const request = {
    stateMachineArn,
    input: input ?? "{}",
    name: name ?? undefined,
    traceHeader: traceHeader ?? undefined,
    includedData: includedData ?? "ALL_DATA",
  } as StartSyncExecutionRequest;
  const { length } = request.input;
  // A UTF-16 unit takes 3 bytes of UTF-8 at most: most inputs need no second look.
  if (length * 3 > INPUT_MAXIMUM && Buffer.byteLength(request.input) > INPUT_MAXIMUM)
    throw invalid("Value at 'input'", `Member must have length less than or equal to ${INPUT_MAXIMUM}`);
  if (request.traceHeader !== undefined) requireShortName("traceHeader", request.traceHeader);
  if (request.includedData !== "ALL_DATA" && request.includedData !== "METADATA_ONLY")
    throw invalid(
      `Value '${includedData as string}' at 'includedData'`,
      "Member must satisfy enum value set: [ALL_DATA, METADATA_ONLY]",
    );
  if (request.name !== undefined) validateName(request.name);
  return request;
}

function requireShortName(member: string, text: string): void {
  if (text.length > 256)
    throw invalid(`Value '${text}' at '${member}'`, "Member must have length less than or equal to 256");
}

function invalid(what: string, constraint: string): StepFunctionsError {
  return new StepFunctionsError(
    "ValidationException",
    `1 validation error detected: ${what} failed to satisfy constraint: ${constraint}`,
  );
}

/**
 * Runs an Express state machine and gives StartSyncExecution's answer as AWS prints it, at once if nothing has to wait:
 * members in alphabetical order, and the output's text untouched where no state changed the input. *Recorded*: the
 * pattern's transcript, 2022.
 *
 * @throws StepFunctionsError where the input is not JSON.
 */
export function startSyncExecution(
  stateMachine: StateMachine,
  request: StartSyncExecutionRequest,
  world: ExecutionWorld,
): string | Promise<string> {
  const input = parseExecutionInput(request.input);
  const name = request.name ?? world.uuid();
  const executionArn = createExpressArn(stateMachine.stateMachineArn, name, world.uuid);
  const { start: startDate, now } = evenly(world);
  const { trail } = request;
  const running = { stateMachine, request, world, input, name, executionArn, startDate, now, draws: world.draws?.() };
  trail?.begin({ machine: stateMachine, executionArn, name, input: request.input, startDate });
  const outcome = stateMachine.prepared.execute({
    input,
    context: new StartedContext({ machine: stateMachine, executionArn, name, input, startDate }),
    world: {
      now,
      wait: world.wait,
      random: world.random,
      uuid: world.uuid,
      runTask: world.runTask(stateMachine),
      record: world.record,
      keep: trail?.keep,
      // On AWS only Express workflows come here, which have no distributed Map; npm run execute brings others.
      keepIteration: stateMachine.type === "STANDARD" ? trail?.createKeepIteration() : undefined,
      trail,
    },
  });
  return outcome instanceof Promise ? endLater(running, outcome) : endExecution(running, outcome, true);
}

interface Running {
  readonly stateMachine: StateMachine;
  readonly request: StartSyncExecutionRequest;
  readonly world: ExecutionWorld;
  readonly input: Json;
  readonly name: string;
  readonly executionArn: string;
  /** epoch, milliseconds */
  readonly startDate: number;
  readonly now: () => number;
  /** How often chance was asked before. @default nobody counts */
  readonly draws: number | undefined;
}

async function endLater(running: Running, outcome: Promise<ExecutionOutcome>): Promise<string> {
  return endExecution(running, await outcome, false);
}

/** What is common to all outcomes, each of which has some of it. */
type Outcome = Pick<RunEnd, "status" | "output" | "error" | "cause">;

function endExecution(running: Running, outcome: ExecutionOutcome, isAtOnce: boolean): string {
  const { stateMachine, request, world, name, startDate, draws } = running;
  if (outcome.status !== "SUCCEEDED") world.log(describeFailure(stateMachine.name, name, outcome));
  const stopDate = running.now();
  if (request.trail !== undefined) {
    const { status, output, error, cause }: Outcome = outcome;
    const isRepeatable = isAtOnce && stopDate === startDate && draws !== undefined && draws === world.draws?.();
    request.trail.end({ status, output, error, cause, stopDate, isRepeatable });
  }
  return printAnswer(running, outcome, stopDate);
}

/** How an execution ended that did not succeed. */
interface Failure {
  readonly status: string;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

/** One line for the developer. */
export function describeFailure(machine: string, execution: string, failure: Failure): string {
  const { status, error = "no error name", cause = "no cause" } = failure;
  return `state machine '${machine}': execution ${execution} ${status}: ${error}: ${cause}`;
}

/** Written by hand: the dates are numbers in a form that JSON.stringify does not write, and every message passes here. */
function printAnswer(running: Running, outcome: ExecutionOutcome, stopDate: number): string {
  const { stateMachine, request, executionArn, name, startDate } = running;
  const includes = request.includedData === "ALL_DATA";
  const inputText = JSON.stringify(request.input);
  const failure = includes ? printFailure(outcome) : "";
  const output = includes ? printOutput(running, outcome, inputText) : "";
  const input = includes ? `,"input":${inputText}` : "";
  const details = includes ? INCLUDED : EXCLUDED;
  const trace = request.traceHeader === undefined ? "" : `,"traceHeader":${JSON.stringify(request.traceHeader)}`;
  return (
    `{"billingDetails":${billingDetails(stopDate - startDate)}${failure},"executionArn":"${executionArn}"${input}` +
    `,"inputDetails":${details},"name":"${name}"${output},"outputDetails":${details},"startDate":${printDate(startDate)}` +
    `,"stateMachineArn":"${stateMachine.stateMachineArn}","status":"${outcome.status}","stopDate":${printDate(stopDate)}${trace}}`
  );
}

/** The members `cause` and `error`, each with the comma before it. */
function printFailure({ cause, error }: Outcome): string {
  const printed = cause === undefined ? "" : `,"cause":${JSON.stringify(cause)}`;
  return error === undefined ? printed : `${printed},"error":${JSON.stringify(error)}`;
}

/** The member `output`, with the comma before it. */
function printOutput({ input }: Running, outcome: ExecutionOutcome, inputText: string): string {
  if (outcome.status !== "SUCCEEDED") return "";
  return `,"output":${outcome.output === input ? inputText : JSON.stringify(printJson(outcome.output))}`;
}

/** Duration rounded up to 100 ms, at least 100; memory in steps of 64 MB, *assumed* the least. @see https://aws.amazon.com/step-functions/pricing/ */
function billingDetails(milliseconds: number): string {
  const billed = Math.max(1, Math.ceil(milliseconds / 100)) * 100;
  return `{"billedDurationInMilliseconds":${billed},"billedMemoryUsedInMB":64}`;
}
