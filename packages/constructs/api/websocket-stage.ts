import { createHash } from "node:crypto";
import { Apigatewayv2Deployment } from "@cdktf/provider-aws/lib/apigatewayv2-deployment";
import { Apigatewayv2Stage, type Apigatewayv2StageRouteSettings } from "@cdktf/provider-aws/lib/apigatewayv2-stage";
import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { type IResolveContext, Lazy, type TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { ACCESS_LOG_FORMAT, type ApiLogProps, createAccessLog, createExecutionLog } from "./access-log";
import { ACCOUNT_THROTTLE, type RouteOptions } from "../options/route-props";
import { escapeTerraform } from "../names/terraform-text";
import type { WebSocketRoute } from "../routes/websocket-route";

export interface WebSocketStageProps extends ApiLogProps {
  readonly apiId: string;
  /**
   * Whether API Gateway writes a line of each event.
   * @default false
   */
  readonly accessLog?: boolean;
  readonly routes: Readonly<Record<string, RouteSettings>>;
  /** What the routes have that say nothing else. */
  readonly defaults: RouteSettings;
  /** What the deployment freezes: it is replaced whenever the configuration of one of these changes. */
  readonly frozen: readonly TerraformResource[];
  /** Resources whose ARNs are frozen into the deployment: it is replaced whenever one of these is. */
  readonly replacedWith: readonly TerraformResource[];
}

/** What the stage is told of a route. */
export type RouteSettings = Pick<RouteOptions, "throttle" | "executionLogLevel" | "detailedMetrics">;

/** The trigger that tells of an access log. */
const ACCESS_LOG = "access_log";

/**
 * A stage that serves a deployment of everything the API holds now. It is replaced when its access log is turned off: the
 * provider sends an empty object, by which AWS takes no access log away, and never the call that does. Two stages of one
 * name cannot be, so the old one goes first.
 *
 * @see https://github.com/go-to-k/cdk-real-drift/pull/1031 recorded there, as AccessLogSettings
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/v5.100.0/internal/service/apigatewayv2/stage.go for what
 * the provider sends
 */
export class WebSocketStage extends Construct {
  readonly deployment: Apigatewayv2Deployment;
  readonly stage: Apigatewayv2Stage;
  private readonly props: WebSocketStageProps;
  private readonly frozen: TerraformResource[];
  private readonly replacedWith: TerraformResource[];
  private readonly routeSettings: Apigatewayv2StageRouteSettings[];
  private executionLog?: CloudwatchLogGroup;

  constructor(scope: Construct, id: string, props: WebSocketStageProps) {
    super(scope, id);
    this.props = props;
    this.frozen = [...props.frozen];
    this.replacedWith = [...props.replacedWith];
    this.deployment = new Apigatewayv2Deployment(this, "Deployment", {
      apiId: props.apiId,
      triggers: {
        redeployment: Lazy.stringValue({ produce: (context) => hashConfiguration(this.frozen, context) }),
        ...(props.accessLog === true && { [ACCESS_LOG]: "on" }),
      },
      dependsOn: [...props.frozen],
      lifecycle: {
        createBeforeDestroy: true,
        replaceTriggeredBy: props.replacedWith.map(referToArn),
      },
    });
    this.routeSettings = Object.entries(props.routes).flatMap(([routeKey, route]) =>
      this.configureRoute(routeKey, route),
    );
    const accessLog = props.accessLog === true ? createAccessLog(this, props) : undefined;
    this.stage = new Apigatewayv2Stage(this, "Stage", {
      apiId: props.apiId,
      name: props.environment.stage,
      ...(accessLog === undefined && { lifecycle: { replaceTriggeredBy: [this.loggedBefore] } }),
      deploymentId: this.deployment.id,
      ...(accessLog && { accessLogSettings: { destinationArn: accessLog.arn, format: ACCESS_LOG_FORMAT } }),
    });
    this.configureStage();
  }

  /** Has the stage serve one more route of the API. */
  serve(route: WebSocketRoute, props: RouteSettings): void {
    this.frozen.push(...route.frozen);
    this.replacedWith.push(...route.frozenArns);
    const { deployment } = this;
    deployment.dependsOn = this.frozen.map(refer);
    deployment.lifecycle = { ...deployment.lifecycle, replaceTriggeredBy: this.replacedWith.map(referToArn) };
    this.routeSettings.push(...this.configureRoute(route.routeKey, props));
    this.configureStage();
  }

  /**
   * The stage's settings of one route: none for a route that configures nothing, else all of them, since AWS reads a
   * missing limit as 0. What the stack says of all routes is said of each: the provider takes a route's settings away, and
   * of a stage's default ones nobody tells whether AWS does when they are no longer said.
   *
   * @see https://github.com/hashicorp/terraform-provider-aws/blob/v5.100.0/internal/service/apigatewayv2/stage.go for what
   * the provider sends
   */
  private configureRoute(routeKey: string, route: RouteSettings): Apigatewayv2StageRouteSettings[] {
    const { defaults } = this.props;
    const throttle = route.throttle ?? defaults.throttle;
    const loggingLevel = route.executionLogLevel ?? defaults.executionLogLevel ?? "OFF";
    const detailedMetricsEnabled = route.detailedMetrics ?? defaults.detailedMetrics ?? false;
    if (throttle === undefined && loggingLevel === "OFF" && !detailedMetricsEnabled) return [];
    const { rateLimit, burstLimit } = throttle ?? ACCOUNT_THROTTLE;
    return [
      {
        routeKey: escapeTerraform(routeKey),
        loggingLevel,
        dataTraceEnabled: false,
        detailedMetricsEnabled,
        throttlingRateLimit: rateLimit,
        throttlingBurstLimit: burstLimit,
      },
    ];
  }

  private configureStage(): void {
    const { routeSettings, stage } = this;
    if (routeSettings.length > 0) stage.putRouteSettings(routeSettings);
    if (this.executionLog || routeSettings.every(({ loggingLevel }) => loggingLevel === "OFF")) return;
    this.executionLog = createExecutionLog(this, this.props);
    stage.dependsOn = [refer(this.executionLog)];
  }

  /**
   * The trigger that a deployment of a logged stage has. Where the log goes, so does it, and only then is it another one.
   *
   * @see https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#replace_triggered_by documented
   */
  private get loggedBefore(): string {
    return `${refer(this.deployment)}.triggers["${ACCESS_LOG}"]`;
  }
}

/** A resource's address, as Terraform's meta-arguments take it. */
function refer({ terraformResourceType, friendlyUniqueId }: TerraformResource): string {
  return `${terraformResourceType}.${friendlyUniqueId}`;
}

/** The ARN, not the resource: a new definition of the same state machine needs no new deployment. */
function referToArn(resource: TerraformResource): string {
  return `${refer(resource)}.arn`;
}

/** What leads to a stage is replaced when the stage is, which its id tells, and not when it changes. */
export function replacedWithStage(stage: Apigatewayv2Stage): string[] {
  return [`${refer(stage)}.id`];
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
