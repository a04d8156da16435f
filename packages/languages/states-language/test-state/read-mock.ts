import { isJsonObject, type Json, type JsonObject } from "../../json";
import { findExactJson } from "../../jsonpath/read-json";
import { listInnerMachines, listStates } from "../validation/inner-machines";
import { findResponseProblem } from "./check-response";
import { findMockedResponse } from "./mocked-api";
import type { TestedState } from "./find-state";
import { type MockRequest, refuseRequest, TestStateRefusal, type TestStateRequest } from "./request";

/** What stands in for a state's work. */
export type Mock = { readonly result: Json } | { readonly error: string; readonly cause: string | undefined };

/** Types that have work to do, which a mock can stand in for. @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html */
const MOCKED_TYPES = ["Task", "Map", "Parallel"];
const UNMOCKED = "TestState API does not support Map or Parallel states. Supported state types include: ";

/**
 * Reads the request's mock, undefined where it has none; what cannot be checked is told to `note`.
 *
 * *Recorded* (LocalStack's AWS-validated snapshots), unless said otherwise: the texts.
 *
 * @throws TestStateRefusal
 */
export function readMock(
  request: TestStateRequest,
  state: TestedState,
  note: (text: string) => void = () => undefined,
): Mock | undefined {
  const { mock } = request;
  if (mock === undefined) return void requireNoMock(request, state);
  if (!MOCKED_TYPES.includes(state.type))
    throw refuseRequest(`State type '${state.type}' is not supported when a mock is specified`);
  if (request.revealSecrets) throw refuseRequest("TestState does not support RevealSecrets when a mock is specified.");
  if (mock.result !== undefined && mock.errorOutput !== undefined)
    throw refuseRequest("A test mock should have only one of the following fields: [result, errorOutput].");
  requireErrorSource(request, state);
  if (mock.errorOutput !== undefined) return readError(mock.errorOutput);
  const result = readResult(mock);
  if (state.type === "Task") requireTaskResult(result, { mock, state, note });
  else requireFlowResult(result, state);
  return { result };
}

/** *Assumed*: the texts but the first; that there is an error is documented. */
function requireNoMock(
  { roleArn, context, stateConfiguration }: TestStateRequest,
  { type, definition }: TestedState,
): void {
  if (type === "Map" || type === "Parallel")
    throw new TestStateRefusal("InvalidDefinition", `${UNMOCKED}[Task, Wait, Pass, Succeed, Fail, Choice]`);
  if (context !== undefined) throw refuseRequest("Context can only be specified when a mock is specified");
  if (stateConfiguration?.errorCausedByState !== undefined)
    throw refuseRequest("ErrorCausedByState can only be specified when a mocked error is specified");
  if (type !== "Task") return;
  const resource = String(definition["Resource"]);
  const waiting = /:activity:|\.sync(?::2)?$|\.waitForTaskToken$/.exec(resource)?.[0];
  if (waiting !== undefined) {
    const what = waiting === ":activity:" ? "Activity tasks" : `'${waiting}' service integrations`;
    throw refuseRequest(`TestState only supports ${what} when a mock is specified`);
  }
  if (roleArn === undefined) throw refuseRequest("RoleArn must be specified when testing a Task state");
}

/** Documented: the state that a mocked error comes from is one within the Map or Parallel state. The text is *assumed*. */
function requireErrorSource({ mock, stateConfiguration }: TestStateRequest, state: TestedState): void {
  const source = stateConfiguration?.errorCausedByState;
  if (source === undefined) return;
  if (mock?.errorOutput === undefined)
    throw refuseRequest("ErrorCausedByState can only be specified when a mocked error is specified");
  if (!hasInnerState(state.definition, source))
    throw refuseRequest(`ErrorCausedByState '${source}' is not a state within the tested state`);
}

function hasInnerState(definition: JsonObject, name: string): boolean {
  return listInnerMachines(definition, "").some(([machine]) =>
    listStates(machine, "").some(([known, state]) => known === name || hasInnerState(state, name)),
  );
}

/** *Recorded*: radkawar/stackd. */
function readError({ error, cause }: NonNullable<MockRequest["errorOutput"]>): Mock {
  if (error === undefined || error === "")
    throw refuseRequest("An error was not specified in the mocked error output.");
  return { error, cause };
}

/** *Recorded* (radkawar/stackd): the first text; *assumed*: the other. */
function readResult({ result }: MockRequest): Json {
  if (result === undefined)
    throw refuseRequest("One of the following fields is required for a test mock: [result, errorOutput].");
  const read = findExactJson(result);
  if (read === undefined) throw refuseRequest("Mocked result must be valid JSON");
  return read;
}

/** *Recorded* (LocalStack, radkawar/stackd), but for the text for a Map state with a ResultWriter, which is *assumed*. */
function requireFlowResult(result: Json, { type, definition }: TestedState): void {
  if (type === "Map" && definition["ResultWriter"] !== undefined) {
    if (!isJsonObject(result)) throw refuseRequest("Mocked result must be a JSON object.");
    return;
  }
  if (!Array.isArray(result)) throw refuseRequest("Mocked result must be an array.");
  const branches = definition["Branches"];
  if (Array.isArray(branches) && branches.length !== result.length)
    throw refuseRequest("Mocked result must contain the same number of items as number of Parallel branches.");
}

interface TaskCheck {
  readonly mock: MockRequest;
  readonly state: TestedState;
  readonly note: (text: string) => void;
}

function requireTaskResult(result: Json, { mock, state, note }: TaskCheck): void {
  const mode = mock.fieldValidationMode ?? "STRICT";
  if (mode === "NONE") return;
  const api = findMockedResponse(String(state.definition["Resource"]));
  if (api === undefined) return;
  if (result === null) throw refuseRequest("Mocked result must be a valid JSON object.");
  if (api.response === undefined)
    return note(
      `mock.result: not compared with what ${api.name} responds, which is not known here; compare it with AWS's API reference, or set fieldValidationMode to NONE`,
    );
  const problem = findResponseProblem(api.withoutFree(result), { response: api.response, isStrict: mode === "STRICT" });
  if (problem !== undefined) throw refuseRequest(`Mock result schema validation error: ${problem}`);
}
