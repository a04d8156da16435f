import { compileDeployment, type Deployment } from "./deployment";
import type {
  Api,
  ApiResources,
  Authorizer,
  Integration,
  IntegrationResponse,
  Route,
  RouteResponse,
  StageSettings,
} from "./resources";
import { createStage, type GatewayWorld, type Stage } from "./stage";

/**
 * API Gateway v2's control plane in one account and region, as far as WebSocket APIs need it. Identifiers are the
 * caller's to choose. A stage serves what its deployment froze; the API's resources may change meanwhile.
 */
export interface ApiGateway {
  createApi(api: Api): void;
  createRoute(apiId: string, route: Route): void;
  createIntegration(apiId: string, integration: Integration): void;
  createIntegrationResponse(apiId: string, response: IntegrationResponse): void;
  createRouteResponse(apiId: string, response: RouteResponse): void;
  createAuthorizer(apiId: string, authorizer: Authorizer): void;
  createDeployment(apiId: string, deploymentId: string): void;
  createStage(apiId: string, settings: StageSettings): void;
  stages(): readonly Stage[];
  findStage(apiId: string, stageName: string): Stage | undefined;
}

interface MutableApi extends ApiResources {
  readonly routes: Map<string, Route>;
  readonly integrations: Map<string, Integration>;
  readonly integrationResponses: Map<string, IntegrationResponse>;
  readonly routeResponses: Map<string, RouteResponse>;
  readonly authorizers: Map<string, Authorizer>;
  readonly deployments: Map<string, Deployment>;
  readonly stages: Map<string, Stage>;
}

export function createApiGateway(world: GatewayWorld): ApiGateway {
  const apis = new Map<string, MutableApi>();
  const api = (apiId: string) => existing(apis, apiId, "API");
  return {
    createApi: (created) => void apis.set(created.apiId, emptyApi(created)),
    createRoute: (apiId, route) => addRoute(api(apiId), route),
    createIntegration: (apiId, each) => void api(apiId).integrations.set(each.integrationId, each),
    createIntegrationResponse: (apiId, each) =>
      void api(apiId).integrationResponses.set(each.integrationResponseId, each),
    createRouteResponse: (apiId, each) => void api(apiId).routeResponses.set(each.routeResponseId, each),
    createAuthorizer: (apiId, each) => void api(apiId).authorizers.set(each.authorizerId, each),
    createDeployment: (apiId, deploymentId) =>
      void api(apiId).deployments.set(deploymentId, compileDeployment(deploymentId, api(apiId))),
    createStage(apiId, settings) {
      const deployment = existing(api(apiId).deployments, settings.deploymentId ?? "", "deployment");
      api(apiId).stages.set(settings.stageName, createStage(api(apiId).api, settings, deployment, world));
    },
    stages: () => [...apis.values()].flatMap(({ stages }) => [...stages.values()]),
    findStage: (apiId, stageName) => apis.get(apiId)?.stages.get(stageName),
  };
}

function emptyApi(api: Api): MutableApi {
  return {
    api,
    routes: new Map(),
    integrations: new Map(),
    integrationResponses: new Map(),
    routeResponses: new Map(),
    authorizers: new Map(),
    deployments: new Map(),
    stages: new Map(),
  };
}

function addRoute(api: MutableApi, route: Route): void {
  const twin = [...api.routes.values()].find(({ routeKey }) => routeKey === route.routeKey);
  if (twin) throw new Error(`API '${api.api.name}': a route with this key exists, got '${route.routeKey}'; remove one`);
  api.routes.set(route.routeId, route);
}

function existing<T>(resources: ReadonlyMap<string, T>, id: string, what: string): T {
  const resource = resources.get(id);
  if (!resource) throw new Error(`API Gateway: the ${what} does not exist, got '${id}'; create it first`);
  return resource;
}
