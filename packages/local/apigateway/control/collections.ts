import { conflict, existing } from "../api-gateway-error";
import { readSchema } from "../templates/model";
import type {
  Api,
  ApiResources,
  Authorizer,
  Integration,
  IntegrationResponse,
  Model,
  Route,
  RouteResponse,
} from "../resources";

/** What an API consists of, by the name of the collection. */
export interface Collections {
  readonly routes: Route;
  readonly routeResponses: RouteResponse;
  readonly integrations: Integration;
  readonly integrationResponses: IntegrationResponse;
  readonly authorizers: Authorizer;
  readonly models: Model;
}

export type Collection = keyof Collections;

/** An API's resources by id, in the order of their creation. */
export type CollectionMaps = { readonly [K in Collection]: Map<string, Collections[K]> };

interface CollectionRules<T> {
  /** As AWS names one that is not there. */
  readonly name: string;
  readonly id: (resource: T) => string;
  /** What AWS adds to a request that leaves it out. */
  readonly defaults: Partial<T>;
  /** Throws where another resource stands against this one, or its parent is missing. */
  readonly requireValid: (resource: T, maps: CollectionMaps) => void;
  /** Throws where something needs the resource, else removes what goes with it. */
  readonly release: (id: string, maps: CollectionMaps) => void;
}

const nothing = () => undefined;

/**
 * The rules of each collection. The texts of a route key that is taken and of an integration in use are *recorded* in
 * error reports of others, that of an authorizer in use by radkawar/stackd (us-east-1, September 2026); the rest is *assumed*
 * in their style.
 */
export const COLLECTIONS: { readonly [K in Collection]: CollectionRules<Collections[K]> } = {
  routes: {
    name: "route",
    id: ({ routeId }) => routeId,
    defaults: { apiKeyRequired: false, authorizationType: "NONE" },
    requireValid({ routeId, routeKey }, { routes }) {
      if (some(routes, (other) => other.routeId !== routeId && other.routeKey === routeKey))
        throw conflict(`Route with key ${routeKey} already exists for this API`);
    },
    release: (id, { routeResponses }) => removeAll(routeResponses, ({ routeId }) => routeId === id),
  },
  routeResponses: {
    name: "RouteResponse",
    id: ({ routeResponseId }) => routeResponseId,
    defaults: {},
    requireValid({ routeResponseId, routeId, routeResponseKey }, { routes, routeResponses }) {
      existing(routes, routeId, "route");
      const isSame = (other: RouteResponse) =>
        other.routeResponseId !== routeResponseId &&
        other.routeId === routeId &&
        other.routeResponseKey === routeResponseKey;
      if (some(routeResponses, isSame))
        throw conflict(`RouteResponse with key ${routeResponseKey} already exists for this Route`);
    },
    release: nothing,
  },
  integrations: {
    name: "Integration",
    id: ({ integrationId }) => integrationId,
    defaults: {
      connectionType: "INTERNET",
      integrationResponseSelectionExpression: "${integration.response.statuscode}",
      passthroughBehavior: "WHEN_NO_MATCH",
      payloadFormatVersion: "1.0",
      timeoutInMillis: 29_000,
    },
    requireValid: nothing,
    release(id, { routes, integrationResponses }) {
      const users = [...routes.values()].filter(({ target }) => target === `integrations/${id}`);
      const ids = users.map(({ routeId }) => routeId);
      if (ids.length > 0)
        throw conflict(
          `Cannot delete Integration because it is referenced by the following Routes with Ids: [${ids.join(", ")}]`,
        );
      removeAll(integrationResponses, ({ integrationId }) => integrationId === id);
    },
  },
  integrationResponses: {
    name: "IntegrationResponse",
    id: ({ integrationResponseId }) => integrationResponseId,
    defaults: {},
    requireValid(
      { integrationResponseId, integrationId, integrationResponseKey },
      { integrations, integrationResponses },
    ) {
      existing(integrations, integrationId, "Integration");
      const isSame = (other: IntegrationResponse) =>
        other.integrationResponseId !== integrationResponseId &&
        other.integrationId === integrationId &&
        other.integrationResponseKey === integrationResponseKey;
      if (some(integrationResponses, isSame))
        throw conflict(`IntegrationResponse with key ${integrationResponseKey} already exists for this Integration`);
    },
    release: nothing,
  },
  authorizers: {
    name: "Authorizer",
    id: ({ authorizerId }) => authorizerId,
    defaults: {},
    requireValid({ authorizerId, name }, { authorizers }) {
      if (some(authorizers, (other) => other.authorizerId !== authorizerId && other.name === name))
        throw conflict(`Authorizer name must be unique. Authorizer ${name} already exists in this API`);
    },
    release(id, { routes, authorizers }) {
      const user = [...routes.values()].find(({ authorizerId }) => authorizerId === id);
      if (user !== undefined)
        throw conflict(
          `Cannot delete authorizer '${authorizers.get(id)?.name}', is referenced in route: ${user.routeKey}`,
        );
    },
  },
  models: {
    name: "Model",
    id: ({ modelId }) => modelId,
    defaults: { contentType: "application/json" },
    requireValid({ modelId, name, schema }, { models }) {
      readSchema(schema);
      if (some(models, (other) => other.modelId !== modelId && other.name === name))
        throw conflict("Model name already exists for this API");
    },
    release: nothing,
  },
};

export const emptyCollections = (): CollectionMaps => ({
  routes: new Map(),
  routeResponses: new Map(),
  integrations: new Map(),
  integrationResponses: new Map(),
  authorizers: new Map(),
  models: new Map(),
});

/** Returns what a deployment freezes: later changes of the maps do not reach it. */
export const freezeResources = (api: Api, maps: CollectionMaps): ApiResources => ({
  api,
  routes: new Map(maps.routes),
  routeResponses: new Map(maps.routeResponses),
  integrations: new Map(maps.integrations),
  integrationResponses: new Map(maps.integrationResponses),
  authorizers: new Map(maps.authorizers),
  models: new Map(maps.models),
});

function some<T>(resources: ReadonlyMap<string, T>, test: (resource: T) => boolean): boolean {
  return [...resources.values()].some(test);
}

function removeAll<T>(resources: Map<string, T>, test: (resource: T) => boolean): void {
  for (const [id, resource] of resources) if (test(resource)) resources.delete(id);
}
