import { SFNClient, StartSyncExecutionCommand } from "@aws-sdk/client-sfn";
import { createStepFunctionsApi } from "../../stepfunctions/api";
import { type ApiServer, serveApi } from "../api-server";
import { createWorld, requestMachine, type World } from "./step-functions-world";

export const NOW = new Date(1_652_472_014_974);
export const pass = (result: string) => ({ Type: "Pass", Result: result, End: true });
export const { stateMachineArn, ...create } = { ...requestMachine("demo", pass("one")), type: "EXPRESS" as const };
/** What names a structure of an answer. */
export const named = (structure: string) => ({ __type: `com.amazonaws.swf.base.model#${structure}` });
/** The definition of another revision. */
export const { definition: changed } = requestMachine("demo", pass("two"));

/** The API of an empty Step Functions, and a client of it. */
export interface OpenApi {
  readonly world: World;
  readonly server: ApiServer;
  readonly sfn: SFNClient;
  /** Runs the machine of `create`; resolves to its output. */
  readonly run: () => Promise<string | undefined>;
}

export async function openApi(): Promise<OpenApi> {
  const world = createWorld({ hasLogGroup: (arn) => arn.includes(":log-group:there:") });
  const server = await serveApi(createStepFunctionsApi(world.stepfunctions));
  const sfn = new SFNClient(server.client);
  const run = async () => (await sfn.send(new StartSyncExecutionCommand({ stateMachineArn }))).output;
  return { world, server, sfn, run };
}
