import { prepareStateMachine } from "@sfn-websocket/languages/states-language/state-machine";
import {
  testState as runTest,
  TestStateRefusal,
  type TestStateRequest,
} from "@sfn-websocket/languages/states-language/test-state/test-state";
import type { Constraint, Constraints } from "../protocols/constraints";
import type { Printable } from "./print-answer";
import { DEFINITION, FLAG } from "./request-members";
import type { StateMachine } from "./resources";
import type { StepFunctionsWorld } from "./world";
import { StepFunctionsError } from "./wire";

export type { TestStateRequest } from "@sfn-websocket/languages/states-language/test-state/test-state";

const DATA = { maximum: 262_144 } as const satisfies Constraint;
const COUNT = { type: "number", minimum: 0 } as const satisfies Constraint;

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html */
export const TEST_STATE = {
  definition: { ...DEFINITION, required: true },
  roleArn: { minimum: 1, maximum: 256 },
  input: DATA,
  inspectionLevel: { values: ["INFO", "DEBUG", "TRACE"] },
  revealSecrets: FLAG,
  variables: DATA,
  stateName: { minimum: 1, maximum: 80 },
  mock: {
    members: {
      result: DATA,
      errorOutput: { members: { error: { maximum: 256 }, cause: { maximum: 32_768 } } },
      fieldValidationMode: { values: ["STRICT", "PRESENT", "NONE"] },
    },
  },
  context: DATA,
  stateConfiguration: {
    members: {
      retrierRetryCount: COUNT,
      errorCausedByState: { minimum: 1, maximum: 80 },
      mapIterationFailureCount: COUNT,
      mapItemReaderData: DATA,
    },
  },
} as const satisfies Constraints;

/** Runs one state and tells what it did. @throws StepFunctionsError with AWS's code and text. */
export async function testState(
  request: TestStateRequest,
  world: StepFunctionsWorld,
  signal?: AbortSignal,
): Promise<Printable> {
  const note = (text: string) => world.log(`Step Functions: TestState: ${text}`);
  const { partition, region, accountId, now, wait, random, uuid } = world;
  const runTask = world.runTask(describeMachine(request, world));
  try {
    const place = { partition, region, accountId };
    return { ...(await runTest(request, { ...place, now, wait, random, uuid, runTask, note, signal })) };
  } catch (thrown) {
    if (thrown instanceof TestStateRefusal) throw new StepFunctionsError(thrown.code, thrown.message);
    throw thrown;
  }
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
