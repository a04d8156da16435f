import { runAtOnce, type Steps } from "@sfn-websocket/languages/states-language/world/steps";
import {
  compileIntegrationRequest,
  compileIntegrationResponses,
  compileResponse,
  type RequestMapping,
  type ResponseMapping,
} from "../templates/mapping";
import { type CheckMessage, compileRequestModels } from "../templates/request-models";
import { compileRequestParameters } from "../templates/request-parameters";
import type { ApiResources, Authorizer, Integration, IntegrationResponse, Route } from "../resources";
import type { RouteEvent } from "../route-event";
import { compileSelectionExpression, type SelectionExpression } from "../templates/selection-expression";
import { internalServerError } from "../wire";

/** A route with all that answering one of its events takes, prepared. */
export interface DeployedRoute {
  readonly route: Route;
  readonly target?: DeployedIntegration;
  /** True if the route has a route response, so that the client gets an answer. */
  readonly isTwoWay: boolean;
  readonly authorizer?: Authorizer;
}

export interface DeployedIntegration {
  readonly integration: Integration;
  readonly mapParameters: ReturnType<typeof compileRequestParameters>;
  readonly request: RequestMapping;
  readonly response: ResponseMapping;
}

/** A snapshot of an API: later changes to the API do not reach it. */
export interface Deployment {
  readonly deploymentId: string;
  readonly routes: ReadonlyMap<string, DeployedRoute>;
  readonly routeSelectionExpression: string;
  readonly selectRouteKey: SelectionExpression;
  readonly selectApiKey: SelectionExpression;
}

export interface CompileOptions {
  /**
   * What becomes of a route with a wrong template, expression or reference: AWS deploys it, and each of its events
   * fails (*assumed*: no recording shows a template that AWS refuses to deploy). @default false: nothing is deployed
   */
  readonly toleratesErrors?: boolean;
}

/**
 * Freezes and prepares an API's routes.
 *
 * @throws Error when a template, an expression or a reference of a route is wrong and that is not tolerated; the
 * message names the route.
 */
export function compileDeployment(deploymentId: string, resources: ApiResources, options?: CompileOptions): Deployment {
  return runAtOnce(compileInSteps(deploymentId, resources, options));
}

/** As `compileDeployment`, in steps: no step prepares more than one template, or a route's models. */
export function* compileInSteps(
  deploymentId: string,
  resources: ApiResources,
  { toleratesErrors = false }: CompileOptions = {},
): Steps<Deployment> {
  const { routeSelectionExpression, apiKeySelectionExpression = "$request.header.x-api-key" } = resources.api;
  const parts: Parts = { resources, responses: groupResponses(resources) };
  const routes: [string, DeployedRoute][] = [];
  for (const route of resources.routes.values()) {
    try {
      routes.push([route.routeKey, yield* deployRoute(route, parts)]);
    } catch (error) {
      const { message } = error as Error;
      if (!toleratesErrors) throw new Error(`route '${route.routeKey}': ${message}`);
      routes.push([route.routeKey, deployBroken(route, message, resources)]);
    }
  }
  const selectRouteKey = compileSelectionExpression(routeSelectionExpression);
  // Where $default is the only route of messages, the key cannot matter: no message is parsed for it.
  const isSelective = routes.some(([routeKey]) => !routeKey.startsWith("$"));
  return {
    deploymentId,
    routes: new Map(routes),
    routeSelectionExpression,
    selectRouteKey: isSelective ? selectRouteKey : () => undefined,
    selectApiKey: compileSelectionExpression(apiKeySelectionExpression),
  };
}

/** What all routes of a deployment are prepared from. */
interface Parts {
  readonly resources: ApiResources;
  readonly responses: ResponsesByOwner;
}

interface ResponsesByOwner {
  readonly ofIntegration: ReadonlyMap<string, readonly IntegrationResponse[]>;
  /** The ids of the routes that have a response. */
  readonly ofRoute: ReadonlySet<string>;
}

function groupResponses({ integrationResponses, routeResponses }: ApiResources): ResponsesByOwner {
  const ofIntegration = new Map<string, IntegrationResponse[]>();
  for (const response of integrationResponses.values()) {
    const known = ofIntegration.get(response.integrationId);
    if (known) known.push(response);
    else ofIntegration.set(response.integrationId, [response]);
  }
  return { ofIntegration, ofRoute: new Set([...routeResponses.values()].map(({ routeId }) => routeId)) };
}

function* deployRoute(route: Route, parts: Parts): Steps<DeployedRoute> {
  yield;
  const { resources, responses } = parts;
  const target = route.target === undefined ? undefined : yield* deployIntegration(route.target, parts);
  yield;
  return {
    route,
    target: target && guardTarget(target, compileRequestModels(route, resources)),
    isTwoWay: responses.ofRoute.has(route.routeId),
    authorizer: route.authorizerId === undefined ? undefined : requireAuthorizer(route.authorizerId, resources),
  };
}

/** Only messages that fit the route's models pass; where there are none, nothing stands in a message's way. */
function guardTarget(target: DeployedIntegration, check: CheckMessage | undefined): DeployedIntegration {
  if (!check) return target;
  const mapParameters: DeployedIntegration["mapParameters"] = (scope) => {
    check(scope.event);
    return target.mapParameters(scope);
  };
  return { ...target, mapParameters };
}

/** A route whose every event fails with `cause`, after its authorization. */
function deployBroken(route: Route, cause: string, { authorizers }: ApiResources): DeployedRoute {
  const fail = () => {
    throw internalServerError(cause);
  };
  return {
    route,
    isTwoWay: false,
    authorizer: authorizers.get(route.authorizerId ?? ""),
    target: {
      integration: { integrationId: "", integrationType: "MOCK" },
      mapParameters: fail,
      request: { render: fail, describe: () => cause },
      response: { render: fail, describe: () => cause },
    },
  };
}

function* deployIntegration(target: string, { resources, responses }: Parts): Steps<DeployedIntegration> {
  const integrationId = target.replace(/^integrations\//, "");
  const integration = resources.integrations.get(integrationId);
  if (!integration)
    throw new Error(`the target is no integration of the API, got '${target}'; use integrations/<integration id>`);
  const mapParameters = compileRequestParameters(integration.requestParameters ?? {});
  if (integration.integrationType.endsWith("_PROXY"))
    return { integration, mapParameters, request: PROXY_REQUEST, response: PROXY_RESPONSE };
  const request = compileIntegrationRequest(integration);
  const own = responses.ofIntegration.get(integrationId) ?? [];
  for (const response of own) {
    yield;
    compileResponse(response);
  }
  return { integration, mapParameters, request, response: compileIntegrationResponses(own) };
}

const PROXY_REQUEST: RequestMapping = { render: ({ event }) => event.body, describe: () => "a proxy has no templates" };
const PROXY_RESPONSE: ResponseMapping = { render: ({ body }) => body, describe: () => "a proxy has no templates" };

function requireAuthorizer(authorizerId: string, { authorizers }: ApiResources): Authorizer {
  const authorizer = authorizers.get(authorizerId);
  if (!authorizer) throw new Error(`the authorizer does not exist, got '${authorizerId}'; create it first`);
  return authorizer;
}

/**
 * Returns the route that a message goes to: the one whose key the route selection expression yields, else `$default`,
 * else none. A message that is no JSON object or array goes to `$default`; no message reaches `$connect` or
 * `$disconnect` (*assumed*).
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html
 */
export function selectRoute(deployment: Deployment, event: RouteEvent): DeployedRoute | undefined {
  const key = deployment.selectRouteKey(event);
  const isReserved = key === "$connect" || key === "$disconnect";
  const selected = key === undefined || isReserved ? undefined : deployment.routes.get(key);
  return selected ?? deployment.routes.get("$default");
}
