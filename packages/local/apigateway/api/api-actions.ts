import { ApiGatewayError, badRequest } from "../api-gateway-error";
import { applyChanges } from "./changes";
import { PAGE, pageOf } from "./pages";
import { API, requireValidApi } from "./api-members";
import { isoNow } from "./context";
import { requireMembers, TEXT_MAP } from "./members";
import { type Actions, defineAction } from "./rest-json";

/** The actions on APIs. @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid.html */
export const API_ACTIONS: Actions = {
  CreateApi: defineAction({
    method: "POST",
    path: "/v2/apis",
    status: 201,
    mutates: true,
    members: { ...API, protocolType: {}, tags: TEXT_MAP },
    call(context, { body: members }) {
      const { gateway, region, createId } = context;
      requireProtocol(members.protocolType);
      requireValidApi(members);
      const apiId = createId(10);
      const apiEndpoint = `wss://${apiId}.execute-api.${region}.amazonaws.com`;
      return gateway.createApi({ apiId, apiEndpoint, createdDate: isoNow(context), tags: {}, ...members });
    },
  }),
  GetApi: defineAction({
    method: "GET",
    path: "/v2/apis/{apiId}",
    members: {},
    call: ({ gateway }, { parameter }) => gateway.getApi(parameter("apiId")),
  }),
  GetApis: defineAction({
    method: "GET",
    path: "/v2/apis",
    query: PAGE,
    members: {},
    call: ({ gateway }, { query }) => pageOf(gateway.apis(), query),
  }),
  UpdateApi: defineAction({
    method: "PATCH",
    path: "/v2/apis/{apiId}",
    mutates: true,
    members: API,
    call({ gateway }, { parameter, body }) {
      const updated = applyChanges(gateway.getApi(parameter("apiId")), body);
      requireProtocol(updated.protocolType);
      requireValidApi(updated);
      gateway.updateApi(updated);
      gateway.deployAutomatically(updated.apiId);
      return updated;
    },
  }),
  DeleteApi: defineAction({
    method: "DELETE",
    path: "/v2/apis/{apiId}",
    status: 204,
    mutates: true,
    members: {},
    call: ({ gateway }, { parameter }) => gateway.deleteApi(parameter("apiId")),
  }),
};

/** The text on the protocol is *recorded* by moto 5.2.1. */
function requireProtocol(protocolType: string | undefined): void {
  requireMembers({ protocolType }, ["protocolType"]);
  if (protocolType === "HTTP")
    throw new ApiGatewayError("UnknownOperationException", "only WebSocket APIs are emulated, got HTTP");
  if (protocolType !== "WEBSOCKET") throw badRequest("Invalid protocol specified. Must be one of [HTTP, WEBSOCKET]");
}
