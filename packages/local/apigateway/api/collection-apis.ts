import { defineCollection } from "./collection-actions";
import {
  AUTHORIZER,
  INTEGRATION,
  INTEGRATION_RESPONSE,
  MODEL,
  requireAuthorizer,
  requireIntegration,
  requireIntegrationResponse,
  requireModel,
  requireRoute,
  requireRouteResponse,
  ROUTE,
  ROUTE_RESPONSE,
} from "./collection-members";
import type { Actions } from "./rest-json";

const API = "/v2/apis/{apiId}";

/**
 * The actions on what an API consists of. Which members there are is documented; which of them AWS refuses when is
 * *assumed*, but where a text is said to be recorded.
 * @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/api-reference.html
 */
export const COLLECTION_ACTIONS: Actions = {
  ...defineCollection({
    collection: "routes",
    one: "Route",
    many: "Routes",
    path: `${API}/routes`,
    idMember: "routeId",
    idLength: 7,
    members: ROUTE,
    merged: ["requestParameters"],
    requireResource: requireRoute,
  }),
  ...defineCollection({
    collection: "routeResponses",
    one: "RouteResponse",
    many: "RouteResponses",
    path: `${API}/routes/{routeId}/routeresponses`,
    idMember: "routeResponseId",
    parentMember: "routeId",
    idLength: 7,
    members: ROUTE_RESPONSE,
    requireResource: requireRouteResponse,
  }),
  ...defineCollection({
    collection: "integrations",
    one: "Integration",
    many: "Integrations",
    path: `${API}/integrations`,
    idMember: "integrationId",
    idLength: 7,
    members: INTEGRATION,
    merged: ["requestParameters"],
    requireResource: requireIntegration,
  }),
  ...defineCollection({
    collection: "integrationResponses",
    one: "IntegrationResponse",
    many: "IntegrationResponses",
    path: `${API}/integrations/{integrationId}/integrationresponses`,
    idMember: "integrationResponseId",
    parentMember: "integrationId",
    idLength: 7,
    members: INTEGRATION_RESPONSE,
    merged: ["responseParameters"],
    requireResource: requireIntegrationResponse,
  }),
  ...defineCollection({
    collection: "authorizers",
    one: "Authorizer",
    many: "Authorizers",
    path: `${API}/authorizers`,
    idMember: "authorizerId",
    idLength: 6,
    members: AUTHORIZER,
    requireResource: requireAuthorizer,
  }),
  ...defineCollection({
    collection: "models",
    one: "Model",
    many: "Models",
    path: `${API}/models`,
    idMember: "modelId",
    idLength: 6,
    members: MODEL,
    requireResource: requireModel,
  }),
};
