import { findExactJson } from "@sfn-websocket/languages/jsonpath/read-json";
import { type Actions, type ActionStore, defineAction } from "./action";
import { StepFunctionsError } from "./wire";

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
    members: { ...TOKEN, output: { required: true, maximum: 262_144 } },
    findResource,
    run({ tokens }, { taskToken, output }) {
      const read = findExactJson(output);
      if (read === undefined) throw refuseOutput();
      tokens.succeed(taskToken, read);
      return {};
    },
  }),
  SendTaskFailure: defineAction({
    members: { ...TOKEN, error: { maximum: 256 }, cause: { maximum: 32_768 } },
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

/** *Assumed*: the text. */
const refuseOutput = (): StepFunctionsError =>
  new StepFunctionsError("InvalidOutput", "Invalid Output: 'Output is not valid JSON'");
