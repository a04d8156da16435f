import type { Apigatewayv2IntegrationResponse } from "@cdktf/provider-aws/lib/apigatewayv2-integration-response";
import { Apigatewayv2Route } from "@cdktf/provider-aws/lib/apigatewayv2-route";
import { Apigatewayv2RouteResponse } from "@cdktf/provider-aws/lib/apigatewayv2-route-response";
import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import type { AwsLocation } from "./aws-location";
import { ExpressStateMachine } from "./express-state-machine";
import { type Environment, nameRoute } from "./resource-name";
import { type RouteProps, TIMEOUT_MILLISECONDS } from "./route-props";
import { StartSyncExecutionIntegration } from "./start-sync-execution-integration";
import { escapeTerraform } from "./terraform-text";

export interface WebSocketRouteProps extends RouteProps {
  readonly apiId: string;
  readonly location: AwsLocation;
  readonly environment: Environment;
  readonly routeKey: string;
  /** The workflow's definition, read from its file. */
  readonly definition: string;
  readonly logRetentionInDays: number;
}

/**
 * A route with the workflow that it runs. A message's route is two-way; those of the connection itself have no frame to
 * answer.
 */
export class WebSocketRoute extends Construct {
  readonly routeKey: string;
  readonly workflow: ExpressStateMachine;
  readonly integration: StartSyncExecutionIntegration;
  readonly route: Apigatewayv2Route;
  readonly routeResponse?: Apigatewayv2RouteResponse;

  constructor(scope: Construct, id: string, props: WebSocketRouteProps) {
    super(scope, id);
    const { apiId, routeKey } = props;
    this.routeKey = routeKey;
    const shared = { ...props, name: nameRoute(routeKey) };
    const twoWay = routeKey !== "$connect" && routeKey !== "$disconnect";

    this.workflow = new ExpressStateMachine(this, "Workflow", {
      ...shared,
      permissions: props.permissions ?? [],
      logLevel: props.logLevel ?? "ERROR",
      logExecutionData: props.logExecutionData ?? false,
    });
    this.integration = new StartSyncExecutionIntegration(this, "StartSyncExecution", {
      ...shared,
      stateMachineArn: this.workflow.stateMachine.arn,
      timeoutMilliseconds: props.timeoutMilliseconds ?? TIMEOUT_MILLISECONDS.longest,
      response: props.response ?? "execution",
    });
    this.route = new Apigatewayv2Route(this, "Route", {
      apiId,
      routeKey: escapeTerraform(routeKey),
      authorizationType: "NONE",
      operationName: nameOperation(routeKey),
      target: `integrations/${this.integration.integration.id}`,
      ...(twoWay && { routeResponseSelectionExpression: "$default" }),
    });
    if (!twoWay) return;
    this.routeResponse = new Apigatewayv2RouteResponse(this, "RouteResponse", {
      apiId,
      routeId: this.route.id,
      routeResponseKey: "$default",
    });
  }

  /** Everything of the route that a deployment freezes. */
  get frozen(): readonly TerraformResource[] {
    const responses: readonly Apigatewayv2IntegrationResponse[] = this.integration.responses;
    return [
      this.integration.integration,
      ...responses,
      this.route,
      ...(this.routeResponse ? [this.routeResponse] : []),
    ];
  }
}

/** `DefaultRoute` for `$default`, `ChatJoinRoute` for `chat/join`: at most the 64 characters that AWS accepts. */
function nameOperation(routeKey: string): string {
  const words = routeKey.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  return `${words
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("")
    .slice(0, 59)}Route`;
}
