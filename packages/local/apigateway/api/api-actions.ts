import type { JsonObject } from "@sfn-websocket/languages/json";
import { ApiGatewayError, badRequest } from "../api-gateway-error";
import type { Api } from "../resources";
import { applyChanges } from "./changes";
import { PAGE, pageOf } from "./collection-actions";
import { requireExpression } from "./collection-apis";
import { type ApiContext, isoNow } from "./context";
import { FLAG, requireMembers, requireOneOf, TEXT_MAP } from "./members";
import type { Actions } from "./rest-json";

const MEMBERS = {
  apiKeySelectionExpression: {},
  description: {},
  disableExecuteApiEndpoint: FLAG,
  disableSchemaValidation: FLAG,
  ipAddressType: {},
  name: {},
  routeSelectionExpression: {},
  version: {},
} as const;

const REQUIRED = ["name", "routeSelectionExpression"];

/** The actions on APIs. @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid.html */
export const API_ACTIONS: Actions<ApiContext> = {
  CreateApi: {
    method: "POST",
    path: "/v2/apis",
    status: 201,
    mutates: true,
    members: { ...MEMBERS, protocolType: {}, tags: TEXT_MAP },
    call(context, { body: members }) {
      const { gateway, region, createId } = context;
      requireValidApi(members);
      const apiId = createId(10);
      const apiEndpoint = `wss://${apiId}.execute-api.${region}.amazonaws.com`;
      const { name, routeSelectionExpression } = members;
      const known = { name: String(name), routeSelectionExpression: String(routeSelectionExpression) };
      return gateway.createApi({ apiId, apiEndpoint, createdDate: isoNow(context), tags: {}, ...members, ...known });
    },
  },
  GetApi: {
    method: "GET",
    path: "/v2/apis/{apiId}",
    call: ({ gateway }, { parameter }) => gateway.getApi(parameter("apiId")),
  },
  GetApis: {
    method: "GET",
    path: "/v2/apis",
    query: PAGE,
    call: ({ gateway }, { query }) => pageOf(gateway.apis(), query),
  },
  UpdateApi: {
    method: "PATCH",
    path: "/v2/apis/{apiId}",
    mutates: true,
    members: MEMBERS,
    call({ gateway }, { parameter, body }) {
      const updated: Api = applyChanges(gateway.getApi(parameter("apiId")), body);
      requireValidApi({ ...updated } as object as JsonObject);
      gateway.updateApi(updated);
      gateway.deployAutomatically(updated.apiId);
      return updated;
    },
  },
  DeleteApi: {
    method: "DELETE",
    path: "/v2/apis/{apiId}",
    status: 204,
    mutates: true,
    call: ({ gateway }, { parameter }) => gateway.deleteApi(parameter("apiId")),
  },
};

/** The text on the protocol is *recorded* by moto 5.2.1. */
function requireValidApi(members: JsonObject): void {
  const { protocolType } = members;
  requireMembers(members, ["protocolType"]);
  if (protocolType === "HTTP")
    throw new ApiGatewayError("UnknownOperationException", "only WebSocket APIs are emulated, got HTTP; use WEBSOCKET");
  if (protocolType !== "WEBSOCKET") throw badRequest("Invalid protocol specified. Must be one of [HTTP, WEBSOCKET]");
  requireMembers(members, REQUIRED);
  requireOneOf(members, "apiKeySelectionExpression", [
    "$request.header.x-api-key",
    "$context.authorizer.usageIdentifierKey",
  ]);
  requireOneOf(members, "ipAddressType", ["ipv4", "dualstack"]);
  requireExpression(members, "routeSelectionExpression");
}
