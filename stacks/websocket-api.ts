import { Apigatewayv2Api } from "@cdktf/provider-aws/lib/apigatewayv2-api";
import { Construct } from "constructs";
import type { AwsLocation } from "./aws-location";
import { checkRoutes } from "./check-routes";
import { type Environment, nameResource, nameRoute } from "./resource-name";
import type { RouteProps } from "./route-props";
import { WebSocketRoute } from "./websocket-route";
import { WebSocketStage } from "./websocket-stage";

export interface WebSocketApiProps {
  readonly location: AwsLocation;
  readonly environment: Environment;
  /** The directory that the routes' workflow paths start from. */
  readonly root: string;
  /** What each route runs, by route key: `$default`, `chat`, `orders/create`. */
  readonly routes: Readonly<Record<string, RouteProps>>;
  readonly logRetentionInDays: number;
}

/**
 * A WebSocket API whose routes run workflows, deployed to one stage. Throws a SynthesisError that lists all problems of
 * its routes.
 */
export class WebSocketApi extends Construct {
  readonly api: Apigatewayv2Api;
  readonly routes: readonly WebSocketRoute[];
  readonly stage: WebSocketStage;

  constructor(scope: Construct, id: string, props: WebSocketApiProps) {
    super(scope, id);
    const { environment } = props;
    const checked = checkRoutes(props.routes, props.root);

    this.api = new Apigatewayv2Api(this, "Api", {
      name: nameResource("api", environment),
      protocolType: "WEBSOCKET",
      routeSelectionExpression: "$request.body.action",
    });
    const shared = { ...props, apiId: this.api.id };
    this.routes = checked.map((route) => new WebSocketRoute(this, nameRoute(route.routeKey), { ...shared, ...route }));
    this.stage = new WebSocketStage(this, "Stage", {
      apiId: this.api.id,
      stageName: environment.stage,
      routes: props.routes,
      frozen: [this.api, ...this.routes.flatMap(({ frozen }) => frozen)],
      replacedWith: this.routes.flatMap(({ workflow, integration }) => [workflow.stateMachine, integration.role]),
    });
  }
}
