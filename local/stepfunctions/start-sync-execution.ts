import { isJsonObject, type Json } from "../../languages/jsonpath/json";
import { describeJsonError } from "../../languages/states-language/jackson-error";
import type { ExecutionOutcome, World } from "../../languages/states-language/state-machine";
import type { StateMachine } from "./resources";
import { printDate, StepFunctionsError } from "./wire";

/** StartSyncExecution's request, validated. */
export interface StartSyncExecutionRequest {
  readonly stateMachineArn: string;
  /** JSON, as text. @default "{}" */
  readonly input: string;
  /** @default a UUID */
  readonly name?: string;
  readonly traceHeader?: string;
  readonly includedData: "ALL_DATA" | "METADATA_ONLY";
}

/** What an execution is handed. */
export interface ExecutionWorld extends Pick<World, "now" | "uuid" | "wait" | "random" | "record"> {
  /** Runs the tasks of one execution of a state machine. */
  readonly runTask: (stateMachine: StateMachine) => World["runTask"];
  /** Told about each execution that does not succeed. */
  readonly log: (line: string) => void;
}

/** `maximum` is bytes of UTF-8. @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html */
const INPUT_MAXIMUM = 262_144;
const DETAILS = (included: boolean) =>
  `{"__type":"com.amazonaws.swf.base.model#CloudWatchEventsExecutionDataDetails","included":${included}}`;

/** Characters that an execution's name may not hold. @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html */
const FORBIDDEN_IN_NAME = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]/;

/**
 * Checks the request's members in AWS's order.
 *
 * @throws StepFunctionsError with the code and text of AWS.
 */
export function readStartSyncExecution(body: Json): StartSyncExecutionRequest {
  if (!isJsonObject(body)) throw new StepFunctionsError("SerializationException", "");
  const { stateMachineArn, input = "{}", name, traceHeader, includedData = "ALL_DATA" } = body;
  const texts = { stateMachineArn, input, name, traceHeader, includedData };
  for (const text of Object.values(texts))
    if (text !== undefined && text !== null && typeof text !== "string")
      throw new StepFunctionsError("SerializationException", "STRING_VALUE can not be converted to a String");
  if (typeof stateMachineArn !== "string") throw invalid("Value null at 'stateMachineArn'", "Member must not be null");
  const request = { ...texts, stateMachineArn } as StartSyncExecutionRequest;
  if (Buffer.byteLength(request.input) > INPUT_MAXIMUM)
    throw invalid("Value at 'input'", `Member must have length less than or equal to ${INPUT_MAXIMUM}`);
  if (request.name !== undefined && (request.name.length > 80 || !request.name || FORBIDDEN_IN_NAME.test(request.name)))
    throw new StepFunctionsError("InvalidName", `Invalid Name: '${request.name}'`);
  return request;
}

function invalid(what: string, constraint: string): StepFunctionsError {
  return new StepFunctionsError(
    "ValidationException",
    `1 validation error detected: ${what} failed to satisfy constraint: ${constraint}`,
  );
}

/**
 * Runs an Express state machine and resolves to StartSyncExecution's answer as AWS prints it: members in alphabetical
 * order, and the output's text untouched where no state changed the input. *Recorded*: the pattern's transcript, 2022.
 */
export async function startSyncExecution(
  stateMachine: StateMachine,
  request: StartSyncExecutionRequest,
  world: ExecutionWorld,
): Promise<string> {
  const input = parseInput(request.input);
  const name = request.name ?? world.uuid();
  const executionArn = `${stateMachine.stateMachineArn.replace(":stateMachine:", ":express:")}:${name}:${world.uuid()}`;
  const startDate = world.now();
  const outcome = await stateMachine.prepared.execute({
    input,
    context: {
      Execution: {
        Id: executionArn,
        Input: input,
        Name: name,
        RoleArn: stateMachine.roleArn,
        StartTime: new Date(startDate).toISOString(),
      },
      StateMachine: { Id: stateMachine.stateMachineArn, Name: stateMachine.name },
    },
    world: {
      now: world.now,
      wait: world.wait,
      random: world.random,
      uuid: world.uuid,
      runTask: world.runTask(stateMachine),
      record: world.record,
    },
  });
  if (outcome.status !== "SUCCEEDED") world.log(describeFailure(stateMachine.name, name, outcome));
  return printAnswer({ stateMachine, request, input, name, executionArn, startDate, stopDate: world.now(), outcome });
}

function describeFailure(machine: string, execution: string, outcome: ExecutionOutcome): string {
  const { error = "no error name", cause = "no cause" } = outcome.status === "SUCCEEDED" ? {} : outcome;
  return `state machine '${machine}': execution ${execution} ${outcome.status}: ${error}: ${cause}`;
}

/** Texts: *recorded* (LocalStack's AWS-validated snapshots). */
function parseInput(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    const reason = text.trim() === "" ? "Invalid execution input." : describeJsonError(text);
    throw new StepFunctionsError("InvalidExecutionInput", `Invalid State Machine Execution Input: '${reason}'`);
  }
}

interface Execution {
  readonly stateMachine: StateMachine;
  readonly request: StartSyncExecutionRequest;
  readonly input: Json;
  readonly name: string;
  readonly executionArn: string;
  /** epoch, milliseconds */
  readonly startDate: number;
  readonly stopDate: number;
  readonly outcome: ExecutionOutcome;
}

function printAnswer(execution: Execution): string {
  const { stateMachine, request, outcome, startDate, stopDate } = execution;
  const includes = request.includedData === "ALL_DATA";
  const data = includes ? outcomeData(execution) : {};
  const members: Readonly<Record<string, string | undefined>> = {
    billingDetails: billingDetails(stopDate - startDate),
    cause: data.cause,
    error: data.error,
    executionArn: JSON.stringify(execution.executionArn),
    input: includes ? JSON.stringify(request.input) : undefined,
    inputDetails: DETAILS(includes),
    name: JSON.stringify(execution.name),
    output: data.output,
    outputDetails: DETAILS(includes),
    startDate: printDate(startDate),
    stateMachineArn: JSON.stringify(stateMachine.stateMachineArn),
    status: `"${outcome.status}"`,
    stopDate: printDate(stopDate),
    traceHeader: request.traceHeader === undefined ? undefined : JSON.stringify(request.traceHeader),
  };
  let text = "";
  for (const name in members) if (members[name] !== undefined) text += `${text ? "," : "{"}"${name}":${members[name]}`;
  return `${text}}`;
}

function outcomeData({ outcome, input, request }: Execution): { output?: string; error?: string; cause?: string } {
  if (outcome.status !== "SUCCEEDED")
    return { error: outcome.error && JSON.stringify(outcome.error), cause: outcome.cause && JSON.stringify(outcome.cause) };
  return { output: JSON.stringify(outcome.output === input ? request.input : JSON.stringify(outcome.output)) };
}

/** Duration rounded up to 100 ms, at least 100; memory in steps of 64 MB, *assumed* the least. @see https://aws.amazon.com/step-functions/pricing/ */
function billingDetails(milliseconds: number): string {
  const billed = Math.max(1, Math.ceil(milliseconds / 100)) * 100;
  return `{"billedDurationInMilliseconds":${billed},"billedMemoryUsedInMB":64}`;
}
