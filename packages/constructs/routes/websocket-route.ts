import { Apigatewayv2Model } from "@cdktf/provider-aws/lib/apigatewayv2-model";
import { Apigatewayv2Route } from "@cdktf/provider-aws/lib/apigatewayv2-route";
import { Apigatewayv2RouteResponse } from "@cdktf/provider-aws/lib/apigatewayv2-route-response";
import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import type { AwsLocation } from "../names/aws-location";
import type { CheckedRoute } from "./check-routes";
import type { ConnectAuthorization } from "./connect-authorization";
import { createTableIntegration, type TableRoute } from "./connection-table";
import { LambdaIntegration } from "../integrations/lambda-integration";
import type { ReplyAddress } from "../integrations/mapping-templates";
import { MockIntegration } from "../integrations/mock-integration";
import { allowPostToConnection } from "../roles/policy-statements";
import { type Environment, hashShort, nameRoute } from "../names/resource-name";
import { CONSTANT_DEFAULT, type RouteIntegration } from "../integrations/route-integration";
import { TIMEOUT_MILLISECONDS, type WorkflowRouteProps } from "../options/route-props";
import { createHttpIntegration, createTargetIntegration } from "../integrations/target-integration";
import type { StateMachineTimeouts } from "../workflows/state-machine-timeouts";
import { escapeTerraform } from "../names/terraform-text";
import { warn } from "../options/warn";
import { createWorkflowIntegration } from "../integrations/workflow-integration";
import { WorkflowStateMachine } from "../workflows/workflow-state-machine";

export interface WebSocketRouteProps {
  readonly apiId: string;
  readonly location: AwsLocation;
  readonly environment: Environment;
  readonly route: CheckedRoute | TableRoute;
  /** Where an asynchronous workflow may answer. */
  readonly replyAddress: ReplyAddress;
  readonly logRetentionInDays: number;
  /** @default - keys that AWS owns */
  readonly kmsKeyArn?: string;
  /** How long Terraform waits for a state machine. @default - as the provider does, for a Standard one's deletion an hour */
  readonly stateMachineTimeouts?: StateMachineTimeouts;
  /** Who may connect, for `$connect`. @default - everybody */
  readonly authorization?: ConnectAuthorization;
}

/** The props of a route with a workflow. */
interface RunsWorkflow extends WebSocketRouteProps {
  readonly route: CheckedRoute & WorkflowRouteProps;
}

/**
 * Whether a route has a route response. Those of messages have one; `$disconnect` has nobody to answer. Whether `$connect`
 * needs one to let a client in by anything but a function no page tells; samples that are known to work have one.
 *
 * @see https://github.com/aws-samples/serverless-samples/tree/main/apigw-ws-integrations for such a sample
 */
function isAnswered({ routeKey, ...route }: CheckedRoute | TableRoute): boolean {
  if ("response" in route && route.response === "none") return false;
  return routeKey === "$connect" ? !("lambda" in route || "http" in route) : routeKey !== "$disconnect";
}

/** A route with what it runs. */
export class WebSocketRoute extends Construct {
  readonly routeKey: string;
  /** Whether its clients get nothing on purpose. */
  readonly isOneWay: boolean;
  /** None where the route runs none. */
  readonly workflow?: WorkflowStateMachine;
  readonly integration: RouteIntegration;
  readonly route: Apigatewayv2Route;
  readonly model?: Apigatewayv2Model;
  readonly routeResponse?: Apigatewayv2RouteResponse;

  constructor(scope: Construct, id: string, props: WebSocketRouteProps) {
    super(scope, id);
    const { apiId, route, authorization } = props;
    const { routeKey } = route;
    this.routeKey = routeKey;
    this.isOneWay = "response" in route && route.response === "none";
    const answers = isAnswered(route);
    for (const warning of ("warnings" in route && route.warnings) || []) warn(this, warning);
    if (runsWorkflow(props)) this.workflow = this.createWorkflow(props);
    this.integration = this.createIntegration(props);
    if ("schema" in route && route.schema !== undefined) this.model = this.createModel(apiId, route.schema);
    this.route = new Apigatewayv2Route(this, "Route", {
      apiId,
      routeKey: escapeTerraform(routeKey),
      authorizationType: authorization?.type ?? "NONE",
      authorizerId: authorization?.authorizerId,
      ...(authorization?.apiKeyRequired === true && { apiKeyRequired: true }),
      operationName: nameOperation(routeKey),
      target: `integrations/${this.integration.integration.id}`,
      ...(this.model && { modelSelectionExpression: CONSTANT_DEFAULT, requestModels: { $default: this.model.name } }),
      ...(answers && { routeResponseSelectionExpression: "$default" }),
    });
    if (!answers) return;
    this.routeResponse = new Apigatewayv2RouteResponse(this, "RouteResponse", {
      apiId,
      routeId: this.route.id,
      routeResponseKey: "$default",
    });
  }

  /** Everything of the route that a deployment freezes. */
  get frozen(): readonly TerraformResource[] {
    const { integration, responses } = this.integration;
    const optional = [this.model, this.routeResponse].filter((resource) => resource !== undefined);
    return [integration, ...responses, this.route, ...optional];
  }

  /** The resources whose ARNs a deployment freezes. */
  get frozenArns(): readonly TerraformResource[] {
    const { stateMachine, alias } = this.workflow ?? {};
    return [stateMachine, alias, this.integration.role].filter((resource) => resource !== undefined);
  }

  private createWorkflow({ apiId, route, ...shared }: RunsWorkflow): WorkflowStateMachine {
    const { execution = "sync", permissions = [], replyAddress } = { ...route, ...shared };
    const reply = { location: shared.location, apiId, stageName: replyAddress.stage };
    return new WorkflowStateMachine(this, "Workflow", {
      ...shared,
      // The new one is made before the old one goes, so that a route may change from one kind to the other.
      name: `${nameRoute(route.routeKey)}${execution === "async" ? "-async" : ""}`,
      execution,
      definition: route.definition,
      substitutions: route.substitutions,
      permissions: execution === "async" ? [...permissions, allowPostToConnection(reply)] : permissions,
      logLevel: route.logLevel ?? "ERROR",
      logExecutionData: route.logExecutionData ?? false,
      delivery: route.delivery,
      roleArn: route.workflowRoleArn,
      timeouts: shared.stateMachineTimeouts,
    });
  }

  private createIntegration({ route, ...shared }: WebSocketRouteProps): RouteIntegration {
    const name = nameRoute(route.routeKey);
    const { longest } = TIMEOUT_MILLISECONDS;
    if ("table" in route) {
      return createTableIntegration(this, { ...shared, name, timeoutMilliseconds: longest, route });
    }
    if ("mock" in route) {
      // A template without a word is none.
      const responseTemplate = route.mock === "" ? undefined : route.mock;
      return new MockIntegration(this, "Mock", { ...shared, routeKey: route.routeKey, responseTemplate });
    }
    const { timeoutMilliseconds = longest } = route;
    if ("lambda" in route) {
      const { lambda: functionArn, integrationRoleArn: roleArn } = route;
      return new LambdaIntegration(this, "Lambda", { ...shared, name, timeoutMilliseconds, functionArn, roleArn });
    }
    if ("http" in route) return createHttpIntegration(this, { apiId: shared.apiId, timeoutMilliseconds, route });
    if ("sqs" in route || "sns" in route || "events" in route) {
      return createTargetIntegration(this, { ...shared, routeKey: route.routeKey, name, timeoutMilliseconds, route });
    }
    if (this.workflow === undefined) throw new Error(`route '${route.routeKey}' runs nothing`);
    return createWorkflowIntegration(this, { ...shared, name, timeoutMilliseconds, route, workflow: this.workflow });
  }

  private createModel(apiId: string, schema: string): Apigatewayv2Model {
    // `a/b` and `a-b` are two routes of one API, whose models' names hold letters and digits only.
    const name = `${nameOperation(this.routeKey).replace(/Route$/, "Message")}${hashShort(this.routeKey)}`;
    return new Apigatewayv2Model(this, "Model", {
      apiId,
      name,
      contentType: "application/json",
      schema: escapeTerraform(schema),
    });
  }
}

function runsWorkflow(props: WebSocketRouteProps): props is RunsWorkflow {
  return "workflow" in props.route;
}

/** `DefaultRoute` for `$default`, `ChatJoinRoute` for `chat/join`: at most the 64 characters that AWS accepts. */
function nameOperation(routeKey: string): string {
  const words = routeKey.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  return `${words
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("")
    .slice(0, 59)}Route`;
}
