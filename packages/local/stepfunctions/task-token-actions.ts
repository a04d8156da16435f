import { findExactJson } from "@sfn-websocket/languages/jsonpath/read-json";
import { type Actions, type ActionStore, defineAction } from "./action";
import { CAUSE, ERROR, OUTPUT } from "./request-members";
import { invalidToken, StepFunctionsError } from "./wire";

/**
 * IAM decides by the state machine whose task waits. *Recorded* (aws/aws-cdk#8486; NOAA-OWP/hydrovis#837 has the text of a
 * denial), whatever the service authorization reference says. *Assumed*: of a token that no task has, nobody asks IAM.
 */
const findResource = ({ taskToken }: { readonly taskToken: string }, { tokens }: ActionStore): string | null =>
  tokens.findMachine(taskToken) ?? null;

const TOKEN = { taskToken: { required: true, minimum: 1, maximum: 2_048 } } as const;

/** The actions by which others report how a task ended that waits for them. @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token */
export const TASK_TOKEN_ACTIONS: Actions = {
  SendTaskSuccess: defineAction({
    members: { ...TOKEN, output: OUTPUT },
    findResource,
    run({ tokens }, { taskToken, output }) {
      const read = findExactJson(output);
      if (tokens.findMachine(taskToken) === undefined) throw invalidToken();
      // *Recorded*: radkawar/stackd, us-west-2, September 2026.
      if (read === undefined)
        throw new StepFunctionsError("InvalidOutput", `Invalid Output: '${output}' is not valid JSON.`);
      tokens.succeed(taskToken, read);
      return {};
    },
  }),
  SendTaskFailure: defineAction({
    members: { ...TOKEN, error: ERROR, cause: CAUSE },
    findResource,
    run({ tokens }, { taskToken, error, cause }) {
      tokens.fail(taskToken, error, cause);
      return {};
    },
  }),
  SendTaskHeartbeat: defineAction({
    members: TOKEN,
    findResource,
    run({ tokens }, { taskToken }) {
      tokens.heartbeat(taskToken);
      return {};
    },
  }),
};
