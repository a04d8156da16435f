import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/jsonpath/json";
import { prepareStateMachine } from "@sfn-websocket/languages/states-language/state-machine";
import {
  testState as runTest,
  TestStateRefusal,
  type TestStateRequest,
} from "@sfn-websocket/languages/states-language/test-state/test-state";
import { type Constraint, type Constraints, refuseMembers } from "../protocols/constraints";
import type { Printable } from "./print-answer";
import { DEFINITION, FLAG, STRUCTURE } from "./request-members";
import type { StateMachine } from "./resources";
import type { StepFunctionsWorld } from "./stepfunctions";
import { StepFunctionsError } from "./wire";

export type { TestStateRequest } from "@sfn-websocket/languages/states-language/test-state/test-state";

const DATA: Constraint = { maximum: 262_144 };
const COUNT: Constraint = { type: "number", minimum: 0 };

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html */
export const TEST_STATE: Constraints = {
  definition: { ...DEFINITION, required: true },
  roleArn: { minimum: 1, maximum: 256 },
  input: DATA,
  inspectionLevel: { values: ["INFO", "DEBUG", "TRACE"] },
  revealSecrets: FLAG,
  variables: DATA,
  stateName: { minimum: 1, maximum: 80 },
  mock: STRUCTURE,
  context: DATA,
  stateConfiguration: STRUCTURE,
};

/** The members of the structures within a request, by their path. */
const MEMBERS: Constraints = {
  "mock.result": DATA,
  "mock.errorOutput": STRUCTURE,
  "mock.errorOutput.error": { maximum: 256 },
  "mock.errorOutput.cause": { maximum: 32_768 },
  "mock.fieldValidationMode": { values: ["STRICT", "PRESENT", "NONE"] },
  "stateConfiguration.retrierRetryCount": COUNT,
  "stateConfiguration.errorCausedByState": { minimum: 1, maximum: 80 },
  "stateConfiguration.mapIterationFailureCount": COUNT,
  "stateConfiguration.mapItemReaderData": DATA,
};

/** Runs one state and tells what it did. @throws StepFunctionsError with AWS's code and text. */
export async function testState(request: TestStateRequest, world: StepFunctionsWorld): Promise<Printable> {
  const note = (text: string) => world.log(`Step Functions: TestState: ${text}`);
  checkStructures(request, note);
  const { partition, region, accountId, now, wait, random, uuid } = world;
  const runTask = world.runTask(describeMachine(request, world));
  try {
    return { ...(await runTest(request, { partition, region, accountId, now, wait, random, uuid, runTask, note })) };
  } catch (thrown) {
    if (thrown instanceof TestStateRefusal) throw new StepFunctionsError(thrown.code, thrown.message);
    throw thrown;
  }
}

function checkStructures({ mock, stateConfiguration }: TestStateRequest, note: (text: string) => void): void {
  const members: JsonObject = Object.fromEntries(
    [...listMembers("mock", mock), ...listMembers("stateConfiguration", stateConfiguration)].filter(
      ([, value]) => value !== null,
    ),
  );
  const refusal = refuseMembers(members, MEMBERS);
  if (refusal !== undefined && "unreadable" in refusal)
    throw new StepFunctionsError("SerializationException", refusal.unreadable);
  if (refusal !== undefined) throw new StepFunctionsError("ValidationException", refusal.invalid);
  for (const path of Object.keys(members))
    if (!Object.hasOwn(MEMBERS, path)) note(`${path}: no member of the API, so that it is ignored; correct it`);
}

/** The members of a structure by their path, those of the structures within too. */
function listMembers(path: string, structure: object = {}): [string, Json][] {
  return Object.entries(structure).flatMap(([name, value]: [string, Json]) => {
    const inner = `${path}.${name}`;
    return isJsonObject(value) ? [[inner, value], ...listMembers(inner, value)] : [[inner, value]];
  });
}

/** A task that is not mocked runs as one of a machine with the request's role. */
function describeMachine({ roleArn = "" }: TestStateRequest, world: StepFunctionsWorld): StateMachine {
  const { partition, region, accountId, now } = world;
  const definition = { StartAt: "TestState", States: { TestState: { Type: "Succeed" } } };
  return {
    name: "TestState",
    definition: JSON.stringify(definition),
    roleArn,
    type: "STANDARD",
    stateMachineArn: `arn:${partition}:states:${region}:${accountId}:stateMachine:TestState`,
    creationDate: now(),
    prepared: prepareStateMachine(definition),
  };
}
