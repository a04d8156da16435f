import type { Construct } from "constructs";
import type { PatternProps } from "./stack-props";
import { WebSocketStack } from "./websocket-stack";

export type ApigwWebsocketApiSfnAsyncProps = PatternProps;

/**
 * API Gateway WebSocket API to Step Functions Standard, asynchronous execution: AWS's pattern of the same name. The client
 * gets the execution's ARN at once, and the workflow posts its result to the connection.
 *
 * @see https://serverlessland.com/patterns/apigw-websocket-api-sfn-async
 */
export class ApigwWebsocketApiSfnAsync extends WebSocketStack {
  constructor(scope: Construct, id: string, props: ApigwWebsocketApiSfnAsyncProps = {}) {
    super(scope, id, {
      routes: {
        $default: { workflow: "workflows/wait-and-post.asl.json", execution: "async" },
      },
      ...props,
    });
  }
}
