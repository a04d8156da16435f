import type { Json } from "@sfn-websocket/languages/json";
import { type Actions, defineAction } from "./action";
import { StepFunctionsError } from "./wire";

const TOKEN = { taskToken: { required: true, minimum: 1, maximum: 2_048 } } as const;

/** The actions by which others report how a task ended that waits for them. @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token */
export const TASK_TOKEN_ACTIONS: Actions = {
  SendTaskSuccess: defineAction({
    members: { ...TOKEN, output: { required: true, maximum: 262_144 } },
    run({ tokens }, { taskToken, output }) {
      tokens.succeed(taskToken, parseOutput(output));
      return {};
    },
  }),
  SendTaskFailure: defineAction({
    members: { ...TOKEN, error: { maximum: 256 }, cause: { maximum: 32_768 } },
    run({ tokens }, { taskToken, error, cause }) {
      tokens.fail(taskToken, error, cause);
      return {};
    },
  }),
  SendTaskHeartbeat: defineAction({
    members: TOKEN,
    run({ tokens }, { taskToken }) {
      tokens.heartbeat(taskToken);
      return {};
    },
  }),
};

/** *Assumed*: the text. */
function parseOutput(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new StepFunctionsError("InvalidOutput", "Invalid Output: 'Output is not valid JSON'");
  }
}
