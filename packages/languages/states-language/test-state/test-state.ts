import { isJsonObject, type Json } from "../../json";
import { findExactJson, printJson } from "../../jsonpath/read-json";
import { Cancellation } from "../world/cancellation";
import { StateFailure } from "../values/errors";
import { ExecutionTurn } from "../world/execution-turn";
import type { Execution, Frame } from "../world/frame";
import { describeInputError } from "../values/jackson-error";
import { Variables } from "../world/variables";
import { requireState, STATE_NAME, type TestedState } from "./find-state";
import { Inspection } from "./inspection";
import { type Mock, readMock } from "./read-mock";
import { makeContext, makeItem, readContext } from "./read-context";
import {
  refuseRequest,
  type TestStateAnswer,
  TestStateRefusal,
  type TestStateRequest,
  type TestStateWorld,
} from "./request";
import { runState, type StateTest, takeMock } from "./run-state";
import { settleFailure } from "./settle-failure";

export { type TestStateAnswer, TestStateRefusal, type TestStateRequest, type TestStateWorld } from "./request";

/** How long a test may take. @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html */
const MAXIMUM_MILLISECONDS = 300_000;

/**
 * Runs one state, once, and returns what AWS's TestState answers; nothing after the state runs, and nothing is retried.
 *
 * @throws TestStateRefusal as AWS refuses the request.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html
 */
export async function testState(request: TestStateRequest, world: TestStateWorld): Promise<TestStateAnswer> {
  const state = requireState(request);
  const mock = readMock(request, state, world.note);
  requireConfiguration(request, state);
  noteUnseen(request, state, world.note);
  const text = request.input ?? "{}";
  // *Recorded*: the texts (LocalStack's AWS-validated snapshots, of StartExecution).
  const input = findExactJson(text);
  if (input === undefined) throw new TestStateRefusal("InvalidExecutionInput", describeInputError(text));
  const print = (value: Json) => (value === input ? text : printJson(value));
  const inspection = new Inspection(state, print);
  const frame = startFrame(request, { state, input, mock, inspection, world });
  const test: StateTest = { state, mock, configuration: request.stateConfiguration ?? {}, inspection, frame };
  const release = stopWith(world.signal, frame.cancellation);
  const answer = await answerTest(test, print).finally(release);
  if ((request.inspectionLevel ?? "INFO") === "INFO") return answer;
  const variables: Record<string, Json> = {};
  frame.variables.copyTo(variables);
  return { ...answer, inspectionData: inspection.list(text, variables) };
}

/** Stops with a signal, until the function that it returns is called. */
function stopWith(signal: AbortSignal | undefined, cancellation: Cancellation): () => void {
  const stop = () => cancellation.cancel();
  signal?.addEventListener("abort", stop, { once: true });
  if (signal?.aborted === true) stop();
  return () => signal?.removeEventListener("abort", stop);
}

async function answerTest(test: StateTest, print: (output: Json) => string): Promise<TestStateAnswer> {
  const { frame } = test;
  const input = frame.data;
  try {
    const nextState = await runState(test);
    return { status: "SUCCEEDED", output: print(frame.data), ...(nextState !== undefined && { nextState }) };
  } catch (thrown) {
    if (!(thrown instanceof StateFailure)) throw thrown;
    const { failure, status, nextState } = await settleFailure(test, thrown, input);
    const { error, errorCause } = failure;
    return {
      status,
      ...(typeof error === "string" && { error }),
      ...(typeof errorCause === "string" && { cause: errorCause }),
      ...(status === "CAUGHT_ERROR" && { output: print(frame.data) }),
      ...(nextState !== undefined && { nextState }),
    };
  }
}

interface Start {
  readonly state: TestedState;
  readonly input: Json;
  readonly mock: Mock | undefined;
  readonly inspection: Inspection;
  readonly world: TestStateWorld;
}

function startFrame(request: TestStateRequest, { state, input, mock, inspection, world }: Start): Frame {
  const now = world.now();
  const givenContext = readContext(request, state);
  const execution: Execution = {
    input,
    context: makeContext(request, input, world),
    world: { ...world, runTask: async (task) => showResult(await (mock ? takeMock(mock) : world.runTask(task))) },
    deadline: now + MAXIMUM_MILLISECONDS,
    ...(givenContext && { givenContext }),
    eventId: 0,
    turn: new ExecutionTurn(),
  };
  return {
    execution,
    cancellation: new Cancellation(),
    variables: readVariables(request),
    item: makeItem(state, input),
    data: input,
    state: { name: STATE_NAME, type: state.type, run: () => undefined },
    enteredId: 0,
    enteredAt: now,
    retryCount: request.stateConfiguration?.retrierRetryCount ?? 0,
    taskToken: undefined,
    assigned: undefined,
    previousEventId: 0,
    exitFollowsId: undefined,
    isInner: false,
  };

  function showResult(result: Json): Json {
    inspection.show("result", result);
    return result;
  }
}

/** *Assumed*: the text. */
function readVariables({ variables = "{}" }: TestStateRequest): Variables {
  const values = findExactJson(variables);
  if (!isJsonObject(values)) throw refuseRequest("Variables must be a valid JSON object");
  const read = new Variables();
  read.assign(new Map(Object.entries(values)));
  return read;
}

/** What only a Map state can use is refused of others. *Recorded* (radkawar/stackd), but for the last text, which is *assumed*. */
function requireConfiguration(
  { stateConfiguration = {}, mock }: TestStateRequest,
  { type, definition }: TestedState,
): void {
  const { mapIterationFailureCount, mapItemReaderData } = stateConfiguration;
  if (type !== "Map" && mapIterationFailureCount !== undefined)
    throw refuseRequest("MapIterationFailureCount is only supported when testing a Map state.");
  const hasReader = type === "Map" && definition["ItemReader"] !== undefined;
  if (hasReader && mock !== undefined && mapItemReaderData === undefined)
    throw refuseRequest("ItemReader data must be specified when testing a Map state with ItemReader specified.");
  if (mapItemReaderData !== undefined && definition["ItemReader"] === undefined)
    throw refuseRequest("MapItemReaderData can only be specified when testing a Map state with an ItemReader");
}

/** What would show an HTTP task's request and response. */
function noteUnseen(request: TestStateRequest, { definition }: TestedState, note?: (text: string) => void): void {
  const isHttp = /:http:invoke$/.test(String(definition["Resource"])) && request.mock === undefined;
  const asked = request.revealSecrets ? "revealSecrets" : "inspectionLevel TRACE";
  if (isHttp && (request.revealSecrets || request.inspectionLevel === "TRACE"))
    note?.(`${asked}: the request and the response of an HTTP task are not shown here; look at the API that it calls`);
}
