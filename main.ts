import { ApiGatewayAccount } from "./stacks/api-gateway-account";
import { ApigwWebsocketApiSfnAsync } from "./stacks/apigw-websocket-api-sfn-async";
import { ApigwWebsocketApiSfnSync } from "./stacks/apigw-websocket-api-sfn-sync";
import { ApigwWsIntegrations } from "./stacks/apigw-ws-integrations";
import { type BuildStack, synthesizeApp } from "./stacks/synthesize-app";

/** The stacks by the names that the setting `stacks` chooses from; the first one is its default. Yours are lines here. */
const STACKS: Readonly<Record<string, BuildStack>> = {
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

synthesizeApp(__dirname, STACKS);
