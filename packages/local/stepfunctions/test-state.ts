import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/jsonpath/json";
import {
  type HistoryEvent,
  TaskFailure,
  type TaskRequest,
} from "@sfn-websocket/languages/states-language/state-machine";
import { describeJsonErrorWithSource } from "@sfn-websocket/languages/states-language/jackson-error";
import { parseExecutionInput } from "./execution-input";
import type { Printable } from "./print-answer";
import { runExecution } from "./run-execution";
import { prepare } from "./state-machines";
import type { StepFunctionsWorld } from "./stepfunctions";
import { StepFunctionsError } from "./wire";

/** TestState's request. @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html */
export interface TestStateRequest {
  /** The definition of one state, or of a machine with `stateName`; JSON text. */
  readonly definition: string;
  /** @default none: tasks are run as a role that does not exist */
  readonly roleArn?: string;
  /** JSON text. @default "{}" */
  readonly input?: string;
  /** `DEBUG` and `TRACE` show what the state made of its input. @default "INFO" */
  readonly inspectionLevel?: string;
  /** The state of a whole machine's definition. @default `definition` is the state */
  readonly stateName?: string;
}

/** The name of the tested state, and of the state machine, where none is given. *Assumed*. */
const STATE = "State";
/** Marks the states after the tested one: where it led to, and whether a catcher led there. */
const NEXT = "next:";
const CAUGHT = "caught:";

/** The levels that show more than the output. */
const SHOWN = new Set(["DEBUG", "TRACE"]);

/** What the state did, as seen from outside. */
interface Seen {
  readonly events: HistoryEvent[];
  parameters?: Json;
  result?: Json;
  /** The state's failure is to be tried again. */
  retried?: true;
  error?: { readonly error: string | undefined; readonly cause: string | undefined };
}

/**
 * Runs one state and tells what it did; nothing after it runs, and a failure that a retrier matches is not tried again.
 *
 * @throws StepFunctionsError InvalidDefinition, InvalidExecutionInput.
 */
export async function testState(request: TestStateRequest, world: StepFunctionsWorld): Promise<Printable> {
  const input = parseExecutionInput(request.input ?? "{}");
  const name = request.stateName ?? STATE;
  const { partition, region, accountId, now } = world;
  const machine = prepare({
    name: "TestState",
    definition: JSON.stringify(surround(name, readState(request))),
    roleArn: request.roleArn ?? "",
    type: "STANDARD",
    stateMachineArn: `arn:${partition}:states:${region}:${accountId}:stateMachine:TestState`,
    creationDate: now(),
  });
  const seen: Seen = { events: [] };
  const stop = new AbortController();
  const executionArn = `${machine.stateMachineArn.replace(":stateMachine:", ":execution:")}:${name}`;
  const record = (event: HistoryEvent): void => void seen.events.push(event);
  const run = { machine, executionArn, name, input, startDate: now(), record, signal: stop.signal };
  const outcome = await runExecution(run, watchWorld(world, seen, stop));
  const inspectionData = SHOWN.has(request.inspectionLevel ?? "INFO") ? describeData(request, seen) : undefined;
  if (seen.retried) return { status: "RETRIABLE", ...seen.error, inspectionData };
  if (outcome.status !== "SUCCEEDED")
    return { status: "FAILED", error: outcome.error, cause: outcome.cause, inspectionData };
  const caught = findEntered(seen, CAUGHT);
  if (caught !== undefined)
    return {
      status: "CAUGHT_ERROR",
      nextState: caught,
      ...seen.error,
      output: JSON.stringify(outcome.output),
      inspectionData,
    };
  return {
    status: "SUCCEEDED",
    nextState: findEntered(seen, NEXT),
    output: JSON.stringify(outcome.output),
    inspectionData,
  };
}

/** Lets a task run once: the second attempt is a retry. */
function watchWorld(world: StepFunctionsWorld, seen: Seen, stop: AbortController): StepFunctionsWorld {
  return {
    ...world,
    wait: (milliseconds, signal) => {
      if (seen.error !== undefined) stopRetrying(seen, stop);
      return world.wait(milliseconds, AbortSignal.any([signal, stop.signal]));
    },
    runTask: (machine) => async (task: TaskRequest) => {
      if (seen.error !== undefined) stopRetrying(seen, stop);
      seen.parameters = task.parameters;
      try {
        return (seen.result = await world.runTask(machine)(task));
      } catch (thrown) {
        if (thrown instanceof TaskFailure)
          seen.error = { error: thrown.error ?? undefined, cause: thrown.errorCause ?? undefined };
        throw thrown;
      }
    },
  };
}

function stopRetrying(seen: Seen, stop: AbortController): void {
  seen.retried = true;
  stop.abort();
}

function readState({ definition, stateName }: TestStateRequest): JsonObject {
  const parsed = parseDefinition(definition);
  if (stateName === undefined) return parsed;
  const states = parsed["States"];
  const state = isJsonObject(states) && Object.hasOwn(states, stateName) ? states[stateName] : undefined;
  if (isJsonObject(state)) return state;
  throw new StepFunctionsError("ValidationException", `State '${stateName}' does not exist in the definition`);
}

function parseDefinition(text: string): JsonObject {
  const refuse = (code: string, reason: string) =>
    new StepFunctionsError("InvalidDefinition", `Invalid State Machine Definition: '${code}: ${reason} at null'`);
  try {
    const parsed: Json = JSON.parse(text);
    if (isJsonObject(parsed)) return parsed;
  } catch {
    throw refuse("INVALID_JSON_DESCRIPTION", describeJsonErrorWithSource(text));
  }
  throw refuse("SCHEMA_VALIDATION_FAILED", "Definition must be a valid JSON object");
}

/** Returns a machine of the state and of one state for each that it leads to, which ends the execution. */
function surround(name: string, state: JsonObject): JsonObject {
  const states: JsonObject = {};
  const lead =
    (mark: string) =>
    (holder: Json): Json => {
      if (!isJsonObject(holder) || typeof holder["Next"] !== "string") return holder;
      const marked = `${mark}${holder["Next"]}`;
      states[marked] = { Type: "Succeed" };
      return { ...holder, Next: marked };
    };
  const leadAll = (value: Json | undefined, mark: string) => (Array.isArray(value) ? value.map(lead(mark)) : value);
  const led = lead(NEXT)(state);
  const changed: JsonObject = isJsonObject(led) ? { ...led } : {};
  if (typeof changed["Default"] === "string") {
    states[`${NEXT}${changed["Default"]}`] = { Type: "Succeed" };
    changed["Default"] = `${NEXT}${changed["Default"]}`;
  }
  const choices = leadAll(changed["Choices"], NEXT);
  const catchers = leadAll(changed["Catch"], CAUGHT);
  if (choices !== undefined) changed["Choices"] = choices;
  if (catchers !== undefined) changed["Catch"] = catchers;
  return { StartAt: name, States: { ...states, [name]: changed } };
}

/** The state that the tested one led to. */
function findEntered({ events }: Seen, mark: string): string | undefined {
  const names = events.filter(({ type }) => type.endsWith("StateEntered")).map(({ details }) => details?.["name"]);
  const entered = names.find((name) => typeof name === "string" && name.startsWith(mark));
  return typeof entered === "string" ? entered.slice(mark.length) : undefined;
}

/** Only what is known without looking into the interpreter. */
function describeData({ input = "{}" }: TestStateRequest, { parameters, result }: Seen): Printable {
  return {
    input,
    ...(parameters !== undefined && { afterParameters: JSON.stringify(parameters) }),
    ...(result !== undefined && { result: JSON.stringify(result) }),
  };
}
