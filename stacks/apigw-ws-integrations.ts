import type { Construct } from "constructs";
import type { PatternProps } from "./stack-props";
import { WebSocketStack } from "./websocket-stack";

export type ApigwWsIntegrationsProps = PatternProps;

/** Says what API Gateway knows of the message. */
const ECHO = `{"routeKey":"$context.routeKey","connectionId":"$context.connectionId","requestId":"$context.requestId","requestTimeEpoch":$context.requestTimeEpoch}`;

/**
 * Both kinds of workflow behind one WebSocket API, whose connections a table holds, with CloudFront before it for URLs
 * with a path: AWS's sample of the same name, without a Lambda function.
 *
 * @see https://github.com/aws-samples/serverless-samples/tree/main/apigw-ws-integrations
 */
export class ApigwWsIntegrations extends WebSocketStack {
  constructor(scope: Construct, id: string, props: ApigwWsIntegrationsProps = {}) {
    super(scope, id, {
      routes: {
        $default: { mock: ECHO },
        sync_sfn: { workflow: "workflows/wait-five-seconds.asl.json", input: "$.data" },
        async_sfn: { workflow: "workflows/wait-and-post.asl.json", execution: "async", input: "$.data" },
      },
      connectionTable: true,
      edge: true,
      ...props,
    });
  }
}
