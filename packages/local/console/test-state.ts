import type { Json } from "@sfn-websocket/languages/json";
import type { Aws } from "../account/aws";
import type { TestStateAnswer, TestStateRequest } from "./editor-api";
import { ConsoleProblem } from "./console-problem";

/**
 * Runs one state, as AWS's TestState does, in the region of its role's machines: for five minutes at most, and for as long
 * as somebody waits for the answer.
 *
 * @throws ConsoleProblem with AWS's words where TestState refuses the request.
 */
export async function testState(aws: Aws, request: TestStateRequest, signal?: AbortSignal): Promise<TestStateAnswer> {
  const { roleArn } = request;
  const region = aws
    .regions()
    .find(({ stepfunctions }) => stepfunctions.stateMachines().some((machine) => machine.roleArn === roleArn));
  const { stepfunctions } = region ?? aws.region("us-east-1");
  const { status, body } = await stepfunctions.call("TestState", JSON.stringify(request), {
    authorize: () => undefined,
    signal,
  });
  const answer = JSON.parse(body) as TestStateAnswer;
  if (status === 200) return answer;
  throw new ConsoleProblem(400, `test-state: ${describe(answer["__type"])}: ${describe(answer["message"])}`);
}

const describe = (value: Json | undefined): string => (typeof value === "string" && value !== "" ? value : "no words");
