import type { Apigatewayv2Api } from "@cdktf/provider-aws/lib/apigatewayv2-api";
import type { Apigatewayv2Stage } from "@cdktf/provider-aws/lib/apigatewayv2-stage";
import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { Alarms } from "./api/alarms";
import { UsagePlan } from "./api/api-keys";
import { type AwsLocation, readRegion, locate } from "./names/aws-location";
import { checkApiOptions, dropWrong, listLogs, usesExecuteApiEndpoint } from "./api/check-api-options";
import { checkResourceNames, describeNamesElsewhere } from "./api/check-resource-names";
import { NO_ROUTE } from "./routes/check-routes";
import { listAuthorizingHeaders } from "./api/check-edge";
import type { ExistingTable } from "./routes/connection-table";
import { CustomDomain } from "./api/custom-domain";
import { warnOfSubprotocol } from "./routes/connect-authorization";
import { createDashboard } from "./api/dashboard";
import { Edge } from "./api/edge";
import { findUnansweredRoutes } from "./api/find-unanswered-routes";
import { allowPostToConnection, allowTasks, writePolicy } from "./roles/policy-statements";
import { isRecord } from "./options/refuse-value";
import { type Environment, hashShort, type NamedResource, nameResource } from "./names/resource-name";
import type { RouteProps } from "./options/route-props";
import { RoutedApi } from "./api/routed-api";
import { show } from "./options/show-value";
import { synthesizeRoutes } from "./api/synthesize-routes";
import { writeReferences } from "./options/unknown-values";
import { warn } from "./options/warn";
import type { WebSocketApiProps } from "./api/websocket-api-props";
import type { WebSocketRoute } from "./routes/websocket-route";
import { resolveTexts } from "./names/resolve-texts";
import type { WorkflowStateMachine } from "./workflows/workflow-state-machine";

/**
 * A WebSocket API whose routes run Step Functions workflows, with whatever its options ask for: keys, a domain, an edge,
 * alarms, a dashboard. What is wrong with its options and routes, synthesis tells, all of it at once.
 */
export class WebSocketApi extends Construct {
  readonly api: Apigatewayv2Api;
  readonly stage: Apigatewayv2Stage;
  /** URL of the API, its own domain's where it has one: `wss://…`. */
  readonly url: string;
  /** Host of the API's default endpoint, without the stage. */
  readonly endpoint: string;
  /** URL of the API behind CloudFront, which takes any path; undefined without `edge`. */
  readonly edgeUrl?: string;
  /** Host that the custom domain is to lead to; undefined without one. */
  readonly domainTarget?: string;
  /** The table of the open connections; undefined where none keeps them. */
  readonly connectionTable?: ExistingTable;
  private readonly routed: RoutedApi;
  private readonly environment: Environment;
  private readonly location: AwsLocation;
  private readonly props: WebSocketApiProps;
  private readonly alarms?: Alarms;
  private readonly optionProblems: readonly string[];
  private hasRoute: boolean;

  constructor(scope: Construct, id: string, options: WebSocketApiProps = {}) {
    super(scope, id);
    // JavaScript lets one give anything.
    const given: WebSocketApiProps = isRecord(options) ? options : {};
    // Another type is a problem of the option's own.
    const region = typeof given.region === "string" ? given.region : readRegion(this);
    this.optionProblems = isRecord(options) ? checkApiOptions(given, region) : [describeShapeless(options)];
    this.props = dropWrong(given, region);
    const { props } = this;
    this.hasRoute = Object.keys(props.routes ?? {}).length > 0;
    this.environment = describeEnvironment(props, { path: this.node.path, region });
    this.location = locate(this, region);
    this.routed = this.createApi();
    this.api = this.routed.api;
    this.stage = this.routed.stage.stage;
    this.endpoint = this.routed.endpoint;
    this.connectionTable = this.routed.connectionTable;
    const domain = this.createDomain();
    this.domainTarget = domain?.target;
    this.url = domain?.url ?? this.stage.invokeUrl;
    const { apiKeys } = props;
    if (apiKeys !== undefined)
      new UsagePlan(this, "ApiKeys", { ...apiKeys, environment: this.environment, stage: this.stage });
    this.alarms = this.createAlarms();
    if (props.dashboard === true) createDashboard(this, { environment: this.environment, api: this.routed });
    this.edgeUrl = this.createEdge();
    this.warnOfMissingRole({ ...props, routes: this.routed.given });
    for (const warning of warnOfSubprotocol(props.authorization, this.routed.given)) warn(this, warning);
    this.node.addValidation({ validate: () => [...this.problems, ...this.checkRoutes(), ...this.checkNames()] });
  }

  /** What is wrong with the options and with all routes so far; a construct with problems is not synthesized. */
  get problems(): readonly string[] {
    return writeReferences(this, [...this.optionProblems, ...this.routed.problems]);
  }

  get routes(): readonly WebSocketRoute[] {
    return this.routed.routes;
  }

  /** URL that is posted to for connections: `https://…/@connections/ID` follows. */
  get callbackUrl(): string {
    return `https://${this.endpoint}/${this.environment.stage}`;
  }

  /** The state machine of each route that runs one, by route key. */
  get stateMachines(): Readonly<Record<string, SfnStateMachine>> {
    return this.selectByRoute(({ stateMachine }) => stateMachine);
  }

  /** The log group of each route whose workflow has one, by route key. */
  get logGroups(): Readonly<Record<string, CloudwatchLogGroup>> {
    return this.selectByRoute(({ logGroup }) => logGroup);
  }

  /**
   * Adds a route as if it stood in `routes`, for one that needs resources of your own: their ARNs may stand in its
   * permissions, their names in its definition. What is wrong with it, synthesis tells.
   */
  addRoute(routeKey: string, route: RouteProps): WebSocketRoute {
    this.hasRoute = true;
    const known = this.routed.problems.length;
    const added = this.routed.addRoute(routeKey, route, this.props.root ?? process.cwd());
    if (this.routed.problems.length > known) return added;
    this.alarms?.watchWorkflow(added, route);
    const alone = { ...this.props, accessLog: false, routes: { [routeKey]: route } };
    if (usesExecuteApiEndpoint(alone)) this.api.resetDisableExecuteApiEndpoint();
    this.keepEndpoint([added]);
    this.warnOfMissingRole(alone);
    return added;
  }

  /**
   * Lets a role post to the connections of this API's stage, and do nothing else. The default endpoint, which is where
   * AWS documents that call, stays open then.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html documented
   */
  grantManageConnections(role: Construct & { readonly name: string }): IamRolePolicy {
    const stage = { location: this.location, apiId: this.api.id, stageName: this.environment.stage };
    this.api.resetDisableExecuteApiEndpoint();
    return new IamRolePolicy(this, `ManageConnections-${hashShort(role.node.path)}`, {
      // One role may post to the connections of two APIs.
      name: `manage-connections-${hashShort(this.node.path)}`,
      role: role.name,
      policy: writePolicy(allowTasks(allowPostToConnection(stage))),
    });
  }

  /** The name of a resource of one's own by the rule of all the others, cut to what AWS takes. */
  nameResource(resource: NamedResource, last: string): string {
    return nameResource(resource, this.environment, last);
  }

  private createApi(): RoutedApi {
    const { root = process.cwd(), logRetentionInDays = 30, apiKeys, customDomain, ...props } = this.props;
    const { location, environment } = this;
    const keys = { apiKeyRequired: apiKeys !== undefined, apiKeySource: apiKeys?.source };
    const placed = { ...props, root, logRetentionInDays, location, environment, ...keys };
    // Its id is a part of what Terraform calls the resources.
    const routed = new RoutedApi(this, "WebSocketApi", placed);
    const uses = usesExecuteApiEndpoint({ ...props, routes: routed.given });
    const isNeeded = uses || routed.routes.some(({ workflow }) => workflow?.callsApi);
    if (customDomain !== undefined && !isNeeded) routed.api.disableExecuteApiEndpoint = true;
    return routed;
  }

  /** A workflow that calls an API may call this one, which has no other host for Step Functions than its own. */
  private keepEndpoint(routes: readonly WebSocketRoute[]): void {
    if (routes.some(({ workflow }) => workflow?.callsApi)) this.api.resetDisableExecuteApiEndpoint();
  }

  private createDomain(): CustomDomain | undefined {
    const { customDomain, dualStack = false } = this.props;
    if (customDomain === undefined) return undefined;
    return new CustomDomain(this, "CustomDomain", { ...customDomain, stage: this.stage, dualStack });
  }

  private createAlarms(): Alarms | undefined {
    const { environment, routed: api, props } = this;
    if (props.alarms !== true) return undefined;
    return new Alarms(this, "Alarms", { environment, api, routes: api.given, topicArn: props.alarmTopicArn });
  }

  private createEdge(): string | undefined {
    const { props, environment, endpoint: apiEndpoint } = this;
    if ((props.edge ?? false) === false) return undefined;
    const own = typeof props.edge === "object" ? props.edge : {};
    const headers = listAuthorizingHeaders(props);
    const { distribution } = new Edge(this, "Edge", { ...own, environment, headers, apiEndpoint });
    return `wss://${own.aliases?.[0] ?? distribution.domainName}`;
  }

  /** Terraform applies a stage with a log, and AWS refuses it, where the account has no role for CloudWatch Logs. */
  private warnOfMissingRole(props: WebSocketApiProps): void {
    const logs = listLogs(props);
    if (logs.length === 0 || props.hasCloudWatchRole === true) return;
    warn(
      this,
      `stage '${this.environment.stage}': AWS refuses its ${logs.join(" and ")} unless the account's API Gateway settings name a CloudWatch Logs role, got no hasCloudWatchRole; set it to true where there is one, or deploy the stack api-gateway-account before`,
    );
  }

  /** What `select` gives of each route's workflow, without those of which it gives nothing. */
  private selectByRoute<T>(select: (workflow: WorkflowStateMachine) => T | undefined): Readonly<Record<string, T>> {
    const selected = this.routes.flatMap(({ routeKey, workflow }): [string, T][] => {
      const found = workflow && select(workflow);
      return found === undefined ? [] : [[routeKey, found]];
    });
    return Object.fromEntries(selected);
  }

  /** Whether there are any, and what others have done to the API's routes, or added beside them. */
  private checkRoutes(): readonly string[] {
    if (!this.hasRoute) return [NO_ROUTE];
    if (this.routes.length > USUAL_ROUTES) warn(this, describeManyRoutes(this.routes.length));
    const own = resolveTexts(this)(this.api.id);
    const terraform = synthesizeRoutes(TerraformStack.of(this));
    return findUnansweredRoutes(terraform, this.routed.oneWayRoutes, (apiId) => apiId === own);
  }

  private checkNames(): readonly string[] {
    const isApi = (construct: Construct) => construct instanceof WebSocketApi;
    for (const warning of describeNamesElsewhere(this, isApi)) warn(this, warning);
    return checkResourceNames(this, isApi);
  }
}

/** Of an API, and as many integrations. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html documented */
const USUAL_ROUTES = 300;

const describeManyRoutes = (count: number): string =>
  `routes: AWS takes ${USUAL_ROUTES} routes and as many integrations of an API by default, got ${count}; have both quotas raised before you deploy, or make two APIs`;

const describeShapeless = (options: unknown): string =>
  `options are no object, got ${show(options)}; give { routes: { $default: { workflow: "..." } } }`;

/** What the names of the API's resources begin with: its own name, or the path of its construct, which no other one has. */
function describeEnvironment(
  props: WebSocketApiProps,
  { path, region }: { readonly path: string; readonly region: string },
): Environment {
  const { name = path, stageName = "api", resourcePrefix: prefix, workspace, environment } = props;
  const { rolePath, permissionsBoundary } = props;
  return { stack: name, stage: stageName, region, prefix, workspace, environment, rolePath, permissionsBoundary };
}
