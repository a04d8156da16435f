import { createHash } from "node:crypto";
import { Apigatewayv2Deployment } from "@cdktf/provider-aws/lib/apigatewayv2-deployment";
import { Apigatewayv2Stage, type Apigatewayv2StageRouteSettings } from "@cdktf/provider-aws/lib/apigatewayv2-stage";
import { type IResolveContext, Lazy, type TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { ACCESS_LOG_FORMAT, type ApiLogProps, createAccessLog, createExecutionLog } from "./access-log";
import { ACCOUNT_THROTTLE, type RouteProps } from "./route-props";
import { escapeTerraform } from "./terraform-text";

export interface WebSocketStageProps extends ApiLogProps {
  readonly apiId: string;
  /**
   * Whether API Gateway writes a line of each event.
   * @default false
   */
  readonly accessLog?: boolean;
  readonly routes: Readonly<Record<string, RouteProps>>;
  /** What the deployment freezes: it is replaced whenever the configuration of one of these changes. */
  readonly frozen: readonly TerraformResource[];
  /** Resources whose ARNs are frozen into the deployment: it is replaced whenever one of these is. */
  readonly replacedWith: readonly TerraformResource[];
}

/** A stage that serves a deployment of everything the API holds now. */
export class WebSocketStage extends Construct {
  readonly deployment: Apigatewayv2Deployment;
  readonly stage: Apigatewayv2Stage;

  constructor(scope: Construct, id: string, props: WebSocketStageProps) {
    super(scope, id);
    this.deployment = new Apigatewayv2Deployment(this, "Deployment", {
      apiId: props.apiId,
      triggers: { redeployment: Lazy.stringValue({ produce: (context) => hashConfiguration(props.frozen, context) }) },
      dependsOn: [...props.frozen],
      lifecycle: {
        createBeforeDestroy: true,
        // The ARN, not the resource: a new definition of the same state machine needs no new deployment.
        replaceTriggeredBy: props.replacedWith.map(
          (resource) => `${resource.terraformResourceType}.${resource.friendlyUniqueId}.arn`,
        ),
      },
    });
    const routeSettings = Object.entries(props.routes).flatMap(([routeKey, route]) => configureRoute(routeKey, route));
    const isLogged = routeSettings.some(({ loggingLevel }) => loggingLevel !== "OFF");
    const accessLog = props.accessLog === true ? createAccessLog(this, props) : undefined;
    this.stage = new Apigatewayv2Stage(this, "Stage", {
      apiId: props.apiId,
      name: props.environment.stage,
      // A domain or a usage plan may lead to a stage of another name before this one goes.
      lifecycle: { createBeforeDestroy: true },
      deploymentId: this.deployment.id,
      ...(accessLog && { accessLogSettings: { destinationArn: accessLog.arn, format: ACCESS_LOG_FORMAT } }),
      ...(routeSettings.length > 0 && { routeSettings }),
      ...(isLogged && { dependsOn: [createExecutionLog(this, props)] }),
    });
  }
}

/**
 * The stage's settings of one route: none for a route that configures nothing, else all of them, since AWS reads a
 * missing limit as 0.
 */
function configureRoute(routeKey: string, route: RouteProps): Apigatewayv2StageRouteSettings[] {
  const { throttle, executionLogLevel = "OFF" } = route;
  if (throttle === undefined && executionLogLevel === "OFF") return [];
  const { rateLimit, burstLimit } = throttle ?? ACCOUNT_THROTTLE;
  return [
    {
      routeKey: escapeTerraform(routeKey),
      loggingLevel: executionLogLevel,
      dataTraceEnabled: false,
      detailedMetricsEnabled: false,
      throttlingRateLimit: rateLimit,
      throttlingBurstLimit: burstLimit,
    },
  ];
}

/**
 * A hash of what Terraform is told of the resources; references count by name, since their values are Terraform's to
 * know.
 */
function hashConfiguration(resources: readonly TerraformResource[], context: IResolveContext): string {
  const hash = createHash("sha256");
  for (const resource of resources) {
    const configuration: unknown = context.resolve(resource.toTerraform());
    hash.update(JSON.stringify(configuration, (name, value: unknown) => (name === "//" ? undefined : value)));
  }
  return hash.digest("hex");
}
