import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import {
  type ExecutionContext,
  type ExecutionOutcome,
  type HistoryEvent,
  prepareStateMachine,
  TaskFailure,
  type TaskRequest,
  type World,
} from "@sfn-websocket/languages/states-language/state-machine";
import { listErrors } from "@sfn-websocket/languages/states-language/validation/validate-definition";
import { hasRecordedOrder, isSameAsRecorded } from "./same-as-recorded";
import { VirtualTime } from "./virtual-time";
import type { Verdict } from "./verdict";

/** What a task of a recorded execution returned. */
export interface TapeEntry {
  readonly state: string;
  readonly parameters?: Json;
  readonly result: {
    readonly output?: Json;
    readonly error?: string | null;
    readonly cause?: string | null;
    readonly hang?: boolean;
  };
}

/** An execution of a state machine and how it ended. */
export interface ExecutionCase {
  readonly id: string;
  readonly type?: string;
  readonly definition: JsonObject;
  readonly input: Json;
  readonly tape?: readonly TapeEntry[];
  readonly expect: {
    readonly status: string;
    readonly output?: Json;
    readonly error?: string | null;
    readonly cause?: Json;
  };
}

const UUID = "8f7f3d3c-9a76-4e0f-8d1b-1f6c1f6a5a10";

/** Runs a case in virtual time with its tape; `actual` is the outcome as JSON text. */
export async function runCase(executionCase: ExecutionCase): Promise<Verdict> {
  const outcome = await runExecution(executionCase);
  return { met: isExpected(executionCase.expect, outcome), actual: JSON.stringify(outcome) };
}

/** An execution and what somebody reported of how it ended on AWS. */
export interface ReportedExecutionCase extends Omit<ExecutionCase, "expect"> {
  readonly expect: JsonObject;
}

/** Whether validation accepts the definition, and all that the report says of the outcome is so. */
export async function runReported({ expect, ...rest }: ReportedExecutionCase): Promise<Verdict> {
  const type = rest.type === "EXPRESS" ? "EXPRESS" : "STANDARD";
  const errors = listErrors(JSON.stringify(rest.definition), { type });
  if (errors.length > 0) return { met: false, actual: `rejected: ${JSON.stringify(errors)}` };
  const outcome: JsonObject = { ...(await runExecution(rest)) };
  const met = Object.entries(expect).every(([name, expected]) => isReported(outcome, name, expected));
  return { met, actual: JSON.stringify(outcome) };
}

/** `causeIncludes`, and `errorIncludes` alike, expect a part of the member's text. */
function isReported(outcome: JsonObject, name: string, expected: Json): boolean {
  const part = /^(\w+)Includes$/.exec(name)?.[1];
  if (part === undefined) return isSameAsRecorded(expected, outcome[name]);
  return String(outcome[part] ?? "").includes(String(expected));
}

/** The outcome of a case; `record` is given the history events. */
export async function runExecution(
  { type, definition, input, tape = [] }: Omit<ExecutionCase, "id" | "expect">,
  record?: (event: HistoryEvent) => void,
  time = new VirtualTime(),
): Promise<ExecutionOutcome> {
  const isExpress = type === "EXPRESS";
  const machine = prepareStateMachine(definition, isExpress ? {} : { maximumSeconds: Infinity });
  const world: World = {
    now: () => time.now,
    wait: (milliseconds, signal) => time.wait(milliseconds, signal),
    random: () => 0.5,
    uuid: () => UUID,
    runTask: playTape(tape),
    ...(record !== undefined && { record }),
  };
  const outcome = machine.execute({ input, context: makeContext(isExpress, new Date(time.now), input), world });
  return time.settle(Promise.resolve(outcome));
}

/** An Express execution here is synchronous, so that its context has no RedriveCount. *Recorded*: LocalStack's AWS-validated snapshots. */
function makeContext(isExpress: boolean, start: Date, input: Json): ExecutionContext {
  const prefix = "arn:aws:states:us-east-1:111111111111";
  return {
    Execution: {
      Id: isExpress ? `${prefix}:express:machine:run:${UUID}` : `${prefix}:execution:machine:run`,
      Input: input,
      StartTime: start.toISOString(),
      Name: "run",
      RoleArn: "arn:aws:iam::111111111111:role/states",
      ...(!isExpress && { RedriveCount: 0 }),
    },
    StateMachine: { Id: `${prefix}:stateMachine:machine`, Name: "machine" },
  };
}

/** Answers each state's attempts with its entries of the tape, in order. */
function playTape(tape: readonly TapeEntry[]): World["runTask"] {
  const rest = [...tape];
  return async ({ state, signal }: TaskRequest) => {
    const index = rest.findIndex((entry) => entry.state === state);
    const result = rest.splice(index, index < 0 ? 0 : 1)[0]?.result;
    if (result === undefined) throw new TaskFailure("Tape.Ended", `no result is left for state '${state}'`);
    if (result.hang) {
      return new Promise<Json>((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(new Error("aborted")), { once: true });
      });
    }
    if ("error" in result) throw new TaskFailure(result.error ?? null, result.cause ?? null);
    return result.output ?? null;
  };
}

/** A member that is null in the recording is absent in the outcome; recordings of timeouts do not tell. */
function isExpected(expect: ExecutionCase["expect"], outcome: ExecutionOutcome): boolean {
  const actual: JsonObject = { ...outcome };
  if (expect.status !== outcome.status) return false;
  if (outcome.status === "SUCCEEDED")
    return isSameAsRecorded(expect.output, outcome.output) && hasRecordedOrder(expect.output, outcome.output);
  return ["error", "cause"].every((name) => {
    const [expected, found] = [(expect as JsonObject)[name] ?? undefined, actual[name]];
    if (expected !== undefined) return isSameAsRecorded(expected, found);
    return found === undefined || outcome.status === "TIMED_OUT";
  });
}
