import { notFound } from "../api-gateway-error";
import { type Actions, defineAction } from "./rest-json";

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes-routeid-requestparameters-requestparameterkey.html */
export const ROUTE_PARAMETER_ACTIONS: Actions = {
  DeleteRouteRequestParameter: defineAction({
    method: "DELETE",
    path: "/v2/apis/{apiId}/routes/{routeId}/requestparameters/{requestParameterKey}",
    status: 204,
    mutates: true,
    members: {},
    call({ gateway }, { parameter }) {
      const key = parameter("requestParameterKey");
      const { requestParameters = {}, ...route } = gateway.get(parameter("apiId"), "routes", parameter("routeId"));
      if (!Object.hasOwn(requestParameters, key)) throw notFound("RequestParameter", key);
      const kept = Object.entries(requestParameters).filter(([name]) => name !== key);
      gateway.update(parameter("apiId"), "routes", { ...route, requestParameters: Object.fromEntries(kept) });
      gateway.deployAutomatically(parameter("apiId"));
    },
  }),
};
