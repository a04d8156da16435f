import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { locate } from "./aws-location";
import { type BackendProps, keepState } from "./backend";
import { findUnansweredRoutes } from "./find-unanswered-routes";
import { nameEnvironment } from "./resource-name";
import type { RouteProps } from "./route-props";
import { escapeTags, escapeTerraform } from "./terraform-text";
import { WebSocketApi } from "./websocket-api";
import type { WebSocketRoute } from "./websocket-route";

export interface ApigwWebsocketApiSfnSyncProps {
  /** What each route runs, by route key: `$default`, `chat`, `orders/create`. */
  readonly routes: Readonly<Record<string, RouteProps>>;
  /**
   * The project's directory, which the routes' workflow paths start from.
   * @default - the working directory
   */
  readonly root?: string;
  /** @default "us-east-1" */
  readonly region?: string;
  /**
   * Name of the stage, the last part of the URL.
   * @default "api"
   */
  readonly stageName?: string;
  /**
   * Put before the name of every resource.
   * @default ""
   */
  readonly resourcePrefix?: string;
  /**
   * The Terraform workspace, which the names of resources hold so that two of one account do not collide.
   * @default "" for state without workspaces
   */
  readonly workspace?: string;
  /**
   * Tags of every resource.
   * @default {}
   */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * How long log groups keep their events, one of the numbers that CloudWatch Logs takes.
   * @default 30
   */
  readonly logRetentionInDays?: number;
  /**
   * Where Terraform keeps the state.
   * @default - a file in the project's directory
   */
  readonly backend?: BackendProps;
}

/**
 * API Gateway WebSocket API to Step Functions Express, synchronous execution: AWS's pattern of the same name.
 *
 * @see https://serverlessland.com/patterns/apigw-websocket-api-sfn-sync
 */
export class ApigwWebsocketApiSfnSync extends TerraformStack {
  constructor(scope: Construct, id: string, props: ApigwWebsocketApiSfnSyncProps) {
    super(scope, id);
    const { region = "us-east-1", stageName = "api", root = process.cwd(), tags = {}, logRetentionInDays = 30 } = props;
    const { resourcePrefix: prefix, workspace, routes, backend = { type: "local" } } = props;
    const environment = { stack: id, stage: stageName, region, prefix, workspace };

    keepState(backend, { stack: this, root, name: nameEnvironment(environment) });
    const defaultTags = Object.keys(tags).length > 0 ? [{ tags: escapeTags(tags) }] : undefined;
    new AwsProvider(this, "aws", { region, defaultTags });
    const location = locate(this, region);
    const api = new WebSocketApi(this, "WebSocketApi", { location, environment, root, routes, logRetentionInDays });
    this.addOutputs(api);
    this.node.addValidation({ validate: () => [...findUnansweredRoutes(this.toTerraform())] });
  }

  private addOutputs({ routes, stage: { stage } }: WebSocketApi): void {
    const byRoute = (select: (route: WebSocketRoute) => string) =>
      Object.fromEntries(routes.map((route) => [escapeTerraform(route.routeKey), select(route)]));
    new TerraformOutput(this, "ApiEndpoint", {
      description: "URL of the WebSocket API",
      value: stage.invokeUrl,
    });
    new TerraformOutput(this, "StateMachineArns", {
      description: "ARN of the state machine that each route runs",
      value: byRoute(({ workflow }) => workflow.stateMachine.arn),
    });
    new TerraformOutput(this, "LogGroupNames", {
      description: "Log group of each route's workflow",
      value: byRoute(({ workflow }) => workflow.logGroup.name),
    });
    new TerraformOutput(this, "WscatCommand", {
      description: "Opens a connection from this machine",
      value: `npx wscat -c ${stage.invokeUrl}`,
    });
  }
}
