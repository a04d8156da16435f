import type { Construct } from "constructs";
import type { PatternProps } from "./stack-props";
import { WebSocketStack } from "./websocket-stack";

export type ApigwWebsocketApiSfnSyncProps = PatternProps;

/**
 * API Gateway WebSocket API to Step Functions Express, synchronous execution: AWS's pattern of the same name.
 *
 * @see https://serverlessland.com/patterns/apigw-websocket-api-sfn-sync
 */
export class ApigwWebsocketApiSfnSync extends WebSocketStack {
  constructor(scope: Construct, id: string, props: ApigwWebsocketApiSfnSyncProps = {}) {
    super(scope, id, {
      routes: {
        $default: { workflow: "workflows/wait.asl.json" },
      },
      ...props,
    });
  }
}
