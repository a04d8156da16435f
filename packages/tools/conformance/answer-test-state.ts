import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import {
  testState,
  TestStateRefusal,
  type TestStateRequest,
} from "@sfn-websocket/languages/states-language/test-state/test-state";
import { requireMembers } from "./require-members";
import { unmaskResources } from "./run-validation";
import { VirtualTime } from "./virtual-time";

/**
 * What TestState answers in virtual time, as the SDK shows it: the members, or `Error` {Code, Message}.
 *
 * @param taskResult what a task that is not mocked returned as it was recorded
 */
export async function answerTestState(request: JsonObject, taskResult: Json): Promise<JsonObject> {
  const time = new VirtualTime();
  let ids = 0;
  const answer = testState(readRequest(request), {
    partition: "aws",
    region: "us-east-1",
    accountId: "111111111111",
    now: () => time.now,
    wait: (milliseconds, signal) => time.wait(milliseconds, signal),
    random: () => 0.5,
    uuid: () => `8f7f3d3c-9a76-4e0f-8d1b-${String(++ids).padStart(12, "0")}`,
    runTask: async () => taskResult,
  });
  try {
    return { ...(await time.settle(answer)) };
  } catch (thrown) {
    if (!(thrown instanceof TestStateRefusal)) throw thrown;
    return { Error: { Code: thrown.code, Message: thrown.message } };
  }
}

/** What AWS was asked. */
function readRequest(request: JsonObject): TestStateRequest {
  const asked = requireMembers<TestStateRequest>(request, "definition");
  return { ...asked, definition: unmaskResources(String(asked.definition)) };
}
