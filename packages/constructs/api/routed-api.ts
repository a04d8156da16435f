import { Apigatewayv2Api } from "@cdktf/provider-aws/lib/apigatewayv2-api";
import { Construct } from "constructs";
import type { ApiLogProps } from "./access-log";
import { API_KEY_SOURCES, type ApiKeySource } from "./api-keys";
import type { AwsLocation } from "../names/aws-location";
import { type CheckedRoute, readRoutes, type RoutesPlace } from "../routes/check-routes";
import { type AuthorizationProps, type ConnectAuthorization, LambdaAuthorizer } from "../routes/connect-authorization";
import { ConnectionTable, type ExistingTable, type TableRoute } from "../routes/connection-table";
import { nameResource, nameRoute } from "../names/resource-name";
import type { RouteProps } from "../options/route-props";
import { ACTION_SELECTS } from "../routes/route-selection";
import type { StateMachineTimeouts } from "../workflows/state-machine-timeouts";
import { escapeTerraform } from "../names/terraform-text";
import { WebSocketRoute } from "../routes/websocket-route";
import { type RouteSettings, WebSocketStage } from "./websocket-stage";
import { resolveTexts } from "../names/resolve-texts";

export interface RoutedApiProps extends ApiLogProps, RouteSettings {
  readonly location: AwsLocation;
  /** The directory that the routes' workflow paths start from. */
  readonly root: string;
  /** What each route runs, by route key: `$default`, `chat`, `orders/create`. @default - those that are added later */
  readonly routes?: Readonly<Record<string, RouteProps>>;
  /** What of a message is the key of its route. @default "$request.body.action" */
  readonly routeSelectionExpression?: string;
  /** @default false */
  readonly connectionTable?: boolean | ExistingTable;
  /** @default - everybody may connect */
  readonly authorization?: AuthorizationProps;
  /** @default false */
  readonly apiKeyRequired?: boolean;
  /** @default "header" */
  readonly apiKeySource?: ApiKeySource;
  /** @default false */
  readonly dualStack?: boolean;
  /** @default false */
  readonly accessLog?: boolean;
  /** @default - as the provider waits, for a Standard workflow's deletion an hour */
  readonly stateMachineTimeouts?: StateMachineTimeouts;
}

/** An API whose routes run workflows, deployed to one stage: a route that is wrong does nothing, and is a problem. */
export class RoutedApi extends Construct {
  readonly api: Apigatewayv2Api;
  readonly connectionTable?: ExistingTable;
  readonly stage: WebSocketStage;
  /** What is wrong with routes that were given. */
  readonly problems: string[];
  /** The routes that were given to begin with, as far as they are right. */
  readonly given: Readonly<Record<string, RouteProps>>;
  private readonly place: Omit<RoutesPlace, "root">;
  private readonly location: AwsLocation;
  private readonly built: WebSocketRoute[];
  private readonly build: (route: CheckedRoute | TableRoute) => WebSocketRoute;

  constructor(scope: Construct, id: string, props: RoutedApiProps) {
    super(scope, id);
    const { root } = props;
    const routes = completeRoutes(props);
    const { region } = props.location;
    const { permissionsBoundary } = props.environment;
    const selection = props.routeSelectionExpression;
    const place = { region, resolve: resolveTexts(this), selection, permissionsBoundary };
    const { checked, problems } = readRoutes(routes, { ...place, root });

    this.problems = [...problems];
    this.given = Object.fromEntries(checked.map((route) => [route.routeKey, route]));
    this.location = props.location;
    this.place = place;
    this.api = this.createApi(props);
    const authorizer = this.createAuthorizer(props);
    this.connectionTable = this.findConnectionTable(props);
    this.build = this.createBuild(props, authorizeConnect(props, authorizer));
    this.built = [...checked, ...listTableRoutes(this.connectionTable)].map(this.build);
    this.stage = this.createStage(props, checked, authorizer);
  }

  get routes(): readonly WebSocketRoute[] {
    return this.built;
  }

  /** The keys of the routes that answer nothing on purpose. */
  get oneWayRoutes(): readonly string[] {
    return this.built.filter(({ isOneWay }) => isOneWay).map(({ routeKey }) => routeKey);
  }

  /** Adds a route to the API and to what its stage serves; a key that the API has already is a problem. */
  addRoute(routeKey: string, route: RouteProps, root: string): WebSocketRoute {
    const other = this.built.find((each) => each.routeKey === routeKey);
    if (other !== undefined) {
      this.problems.push(`route '${routeKey}': is there already, got it twice; remove one of the two`);
      return other;
    }
    const { checked, problems } = readRoutes({ [routeKey]: route }, { ...this.place, root });
    this.problems.push(...problems);
    const [first] = checked;
    if (first === undefined) throw new Error(`route '${routeKey}' was not read`);
    const built = this.build(first);
    this.built.push(built);
    this.stage.serve(built, first);
    return built;
  }

  /** Host of the API's default endpoint, through which workflows post to connections too. */
  get endpoint(): string {
    return `${this.api.id}.execute-api.${this.location.region}.${this.location.dnsSuffix}`;
  }

  /** Returns what makes a route of this API; `$connect` alone is authorized. */
  private createBuild(props: RoutedApiProps, authorization: ConnectAuthorization): RoutedApi["build"] {
    const shared = {
      ...props,
      apiId: this.api.id,
      replyAddress: { apiEndpoint: this.endpoint, stage: props.environment.stage },
    };
    return (route) => {
      const ofRoute =
        route.routeKey === "$connect"
          ? { ...shared, route, authorization }
          : { ...shared, route, authorization: undefined };
      return new WebSocketRoute(this, nameRoute(route.routeKey), ofRoute);
    };
  }

  private createStage(
    props: RoutedApiProps,
    checked: readonly CheckedRoute[],
    authorizer: LambdaAuthorizer | undefined,
  ): WebSocketStage {
    const { throttle, executionLogLevel, detailedMetrics } = props;
    const ofTable = listTableRoutes(this.connectionTable).map(({ routeKey }) => [routeKey, {}] as const);
    return new WebSocketStage(this, "Stage", {
      ...props,
      routes: Object.fromEntries([...checked.map((route) => [route.routeKey, route] as const), ...ofTable]),
      defaults: { throttle, executionLogLevel, detailedMetrics },
      apiId: this.api.id,
      frozen: [
        this.api,
        ...(authorizer ? [authorizer.authorizer] : []),
        ...this.routes.flatMap(({ frozen }) => frozen),
      ],
      replacedWith: [
        ...this.routes.flatMap(({ frozenArns }) => frozenArns),
        ...(authorizer?.role ? [authorizer.role] : []),
      ],
    });
  }

  private createApi(props: RoutedApiProps): Apigatewayv2Api {
    const { environment, dualStack } = props;
    const { routeSelectionExpression = ACTION_SELECTS } = props;
    return new Apigatewayv2Api(this, "Api", {
      name: nameResource("api", environment),
      protocolType: "WEBSOCKET",
      routeSelectionExpression: escapeTerraform(routeSelectionExpression),
      // The provider says the header by itself.
      ...(props.apiKeySource === "authorizer" && { apiKeySelectionExpression: API_KEY_SOURCES.authorizer }),
      // Said in any case: AWS would keep what is only no longer said.
      ipAddressType: dualStack === true ? "dualstack" : "ipv4",
    });
  }

  /** The table of the open connections: one of the stack's, or one that is there already. */
  private findConnectionTable(props: RoutedApiProps): ExistingTable | undefined {
    const { connectionTable = false, kmsKeyArn } = props;
    if (typeof connectionTable === "object") return connectionTable;
    if (!connectionTable) return undefined;
    const { table } = new ConnectionTable(this, "ConnectionTable", props);
    return { name: table.name, arn: table.arn, kmsKeyArn };
  }

  private createAuthorizer({ authorization, environment, location }: RoutedApiProps): LambdaAuthorizer | undefined {
    if (authorization === undefined || authorization === "AWS_IAM") return undefined;
    return new LambdaAuthorizer(this, "Authorizer", { ...authorization, apiId: this.api.id, environment, location });
  }
}

/** Only a route authorizes: an API whose connections are to be authorized gets a `$connect` that does nothing else. */
function completeRoutes({ routes = {}, authorization, apiKeyRequired, connectionTable }: RoutedApiProps) {
  const isAuthorized = authorization !== undefined || apiKeyRequired === true;
  if (!isAuthorized || (connectionTable ?? false) !== false || "$connect" in routes) return routes;
  return { ...routes, $connect: { mock: "" } };
}

function listTableRoutes(table: ExistingTable | undefined): readonly TableRoute[] {
  if (table === undefined) return [];
  return [
    { routeKey: "$connect", table },
    { routeKey: "$disconnect", table },
  ];
}

function authorizeConnect(
  { authorization, apiKeyRequired }: RoutedApiProps,
  authorizer: LambdaAuthorizer | undefined,
): ConnectAuthorization {
  if (authorizer) return { type: "CUSTOM", authorizerId: authorizer.authorizer.id, apiKeyRequired };
  return { type: authorization === "AWS_IAM" ? "AWS_IAM" : "NONE", apiKeyRequired };
}
