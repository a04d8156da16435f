import { Annotations, Lazy, TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { Alarms } from "@sfn-websocket/constructs/alarms";
import { UsagePlan } from "@sfn-websocket/constructs/api-keys";
import { checkStackOptions, listLogs, usesExecuteApiEndpoint } from "@sfn-websocket/constructs/check-stack-options";
import { listAuthorizingHeaders } from "@sfn-websocket/constructs/check-edge";
import { CustomDomain } from "@sfn-websocket/constructs/custom-domain";
import { createDashboard } from "@sfn-websocket/constructs/dashboard";
import { DeploymentStack } from "./deployment-stack";
import { Edge } from "@sfn-websocket/constructs/edge";
import { findUnansweredRoutes } from "@sfn-websocket/constructs/find-unanswered-routes";
import type { RouteProps } from "@sfn-websocket/constructs/route-props";
import type { WebSocketStackProps } from "@sfn-websocket/constructs/stack-props";
import { requireNoProblems } from "@sfn-websocket/constructs/synthesis-error";
import { escapeTerraform } from "@sfn-websocket/constructs/terraform-text";
import { WebSocketApi } from "@sfn-websocket/constructs/websocket-api";
import type { WebSocketRoute } from "@sfn-websocket/constructs/websocket-route";
import type { WorkflowStateMachine } from "@sfn-websocket/constructs/workflow-state-machine";

/** A stack of one WebSocket API with whatever its options ask for. */
export class WebSocketStack extends DeploymentStack {
  readonly api: WebSocketApi;
  private readonly domain?: CustomDomain;
  private readonly alarms?: Alarms;
  private readonly props: WebSocketStackProps;

  constructor(scope: Construct, id: string, props: WebSocketStackProps) {
    const { stageName = "api", logRetentionInDays = 30, root = process.cwd(), apiKeys, customDomain } = props;
    super(scope, id, { ...props, stage: stageName });
    this.props = props;
    requireNoProblems(checkStackOptions(props, this.location.region));

    this.api = new WebSocketApi(this, "WebSocketApi", {
      ...props,
      root,
      location: this.location,
      environment: this.environment,
      logRetentionInDays,
      apiKeyRequired: apiKeys !== undefined,
      apiKeySource: apiKeys?.source,
      disableExecuteApiEndpoint: customDomain !== undefined && !usesExecuteApiEndpoint(props),
    });
    this.keepEndpoint(this.api.routes);
    const { stage } = this.api.stage;
    if (customDomain !== undefined)
      this.domain = new CustomDomain(this, "CustomDomain", {
        ...customDomain,
        stage,
        dualStack: props.dualStack === true,
      });
    if (apiKeys !== undefined) new UsagePlan(this, "ApiKeys", { ...apiKeys, environment: this.environment, stage });
    this.alarms = this.addObservability(props);
    this.addOutputs();
    if ((props.edge ?? false) !== false) this.addEdge(props);
    this.node.addValidation({ validate: () => [...findUnansweredRoutes(this.toTerraform(), this.api.oneWayRoutes)] });
    this.warnOfMissingRole(props);
  }

  /**
   * Adds a route as if it stood in `routes`, for one that needs resources of your own in this stack: their ARNs may
   * stand in its permissions, their names in its definition. Throws a SynthesisError that lists the route's problems.
   */
  addRoute(routeKey: string, route: RouteProps): WebSocketRoute {
    const { root = process.cwd() } = this.props;
    const added = this.api.addRoute(routeKey, route, root);
    this.alarms?.watchWorkflow(added, route);
    const alone = { ...this.props, accessLog: false, routes: { [routeKey]: route } };
    if (usesExecuteApiEndpoint(alone)) this.api.api.resetDisableExecuteApiEndpoint();
    this.keepEndpoint([added]);
    this.warnOfMissingRole(alone);
    return added;
  }

  /** A workflow that calls an API may call this one, which has no other host for Step Functions than its own. */
  private keepEndpoint(routes: readonly WebSocketRoute[]): void {
    if (routes.some(({ workflow }) => workflow?.callsApi)) this.api.api.resetDisableExecuteApiEndpoint();
  }

  private addObservability({ routes, alarms, alarmTopicArn, dashboard }: WebSocketStackProps): Alarms | undefined {
    const { environment, api } = this;
    const topic = { topicArn: alarmTopicArn };
    const created = alarms === true ? new Alarms(this, "Alarms", { environment, api, routes, ...topic }) : undefined;
    if (dashboard === true) createDashboard(this, { environment, api });
    return created;
  }

  private addEdge(props: WebSocketStackProps): void {
    const { environment, api } = this;
    const headers = listAuthorizingHeaders(props);
    const own = typeof props.edge === "object" ? props.edge : {};
    const { distribution } = new Edge(this, "Edge", { ...own, environment, headers, apiEndpoint: api.endpoint });
    new TerraformOutput(this, "EdgeEndpoint", {
      description: "URL of the API behind CloudFront, which takes any path",
      value: `wss://${own.aliases?.[0] ?? distribution.domainName}`,
    });
  }

  /** Terraform applies a stage with a log, and AWS refuses it, where the account has no role for CloudWatch Logs. */
  private warnOfMissingRole(props: WebSocketStackProps): void {
    const logs = listLogs(props);
    if (logs.length === 0 || props.hasCloudWatchRole === true) return;
    Annotations.of(this).addWarning(
      `stage '${this.environment.stage}': AWS refuses its ${logs.join(" and ")} unless the account's API Gateway settings name a CloudWatch Logs role, got no hasCloudWatchRole; set it to true where there is one, or deploy the stack api-gateway-account before`,
    );
  }

  /** What `select` gives of each route's workflow, without those of which it gives nothing. */
  private listByRoute(
    select: (workflow: WorkflowStateMachine) => string | undefined,
  ): readonly (readonly [string, string])[] {
    return this.api.routes.flatMap(({ routeKey, workflow }) => {
      const selected = workflow && select(workflow);
      return selected === undefined ? [] : [[escapeTerraform(routeKey), selected] as const];
    });
  }

  private addOutputs(): void {
    const { stage, connectionTable } = this.api;
    const url = this.domain?.url ?? stage.stage.invokeUrl;
    const byRoute = (select: (workflow: WorkflowStateMachine) => string | undefined) =>
      Lazy.anyValue({ produce: () => Object.fromEntries(this.listByRoute(select)) });
    const outputs: Readonly<Record<string, { readonly description: string; readonly value: unknown } | undefined>> = {
      ApiEndpoint: { description: "URL of the WebSocket API", value: url },
      StateMachineArns: {
        description: "ARN of the state machine that each route runs",
        value: byRoute(({ stateMachine }) => stateMachine.arn),
      },
      LogGroupNames: {
        description: "Log group of each route's workflow",
        value: byRoute(({ logGroup }) => logGroup?.name),
      },
      WscatCommand: { description: "Opens a connection from this machine", value: `npx wscat -c ${url}` },
      ConnectionTableName: connectionTable && {
        description: "Table of the open connections",
        value: connectionTable.name,
      },
      DomainTarget: this.domain && {
        description: "Host that the custom domain is to lead to",
        value: this.domain.target,
      },
    };
    for (const [name, output] of Object.entries(outputs)) if (output) new TerraformOutput(this, name, output);
  }
}
