import { App, type TerraformStack } from "cdktf";
import { ApiGatewayAccount } from "./stacks/api-gateway-account";
import { ApigwWebsocketApiSfnAsync } from "./stacks/apigw-websocket-api-sfn-async";
import { ApigwWebsocketApiSfnSync } from "./stacks/apigw-websocket-api-sfn-sync";
import { ApigwWsIntegrations } from "./stacks/apigw-ws-integrations";
import { listStacks } from "./stacks/list-stacks";
import type { StackName } from "./stacks/parse-setting";
import { readContext } from "./stacks/read-context";
import type { PatternProps } from "./stacks/stack-props";
import { listProblems } from "./stacks/synthesis-error";

/** The stacks by the names that the setting `stacks` chooses from. */
const STACKS: Readonly<Record<StackName, (app: App, id: string, props: PatternProps) => TerraformStack>> = {
  "apigw-websocket-api-sfn-sync": (app, id, props) =>
    new ApigwWebsocketApiSfnSync(app, id, {
      ...props,
      routes: {
        $default: { workflow: "workflows/wait.asl.json" },
      },
    }),
  "apigw-websocket-api-sfn-async": (app, id, props) => new ApigwWebsocketApiSfnAsync(app, id, props),
  "apigw-ws-integrations": (app, id, props) => new ApigwWsIntegrations(app, id, props),
  "api-gateway-account": (app, id, props) => new ApiGatewayAccount(app, id, props),
};

/** Synthesizes every stack to the output directory. */
function synthesize(): void {
  const context = readContext(__dirname, process.env["CDKTF_CONTEXT_JSON"]);
  const stacks = listStacks({ context, environment: process.env });
  const app = new App({ context });
  const built = stacks.map((listed) => ({
    ...listed,
    stack: STACKS[listed.name](app, listed.id, { ...listed.props, root: __dirname }),
  }));
  for (const { stack, needs } of built) {
    for (const needed of built) if (needed.id === needs) stack.addDependency(needed.stack);
  }
  app.synth();
}

try {
  synthesize();
} catch (error) {
  const problems = listProblems(error);
  if (problems === undefined) throw error;
  for (const problem of problems) console.error(`error: ${problem}`);
  process.exitCode = 1;
}
