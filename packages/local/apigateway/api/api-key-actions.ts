import type { RequestOf } from "../../protocols/request";
import { badRequest } from "../api-gateway-error";
import type { ApiKey } from "../stage/api-keys";
import { applyOperations, PATCH_MEMBERS, type Patches, removeMember, replaceText } from "./patch-operations";
import type { ApiContext } from "./context";
import { FLAG, TEXT_MAP } from "./members";
import { LIST, listOf } from "./pages";
import { type ActionRequest, type Actions, defineAction } from "./rest-json";

const PATCHES: Patches<ApiKey> = {
  "replace /name": replaceText("name"),
  "replace /description": replaceText("description"),
  "remove /description": removeMember("description"),
  "replace /customerId": replaceText("customerId"),
  "remove /customerId": removeMember("customerId"),
  "replace /enabled": (key, { value }) => ({ ...key, enabled: value.toLowerCase() === "true" }),
};

const MEMBERS = {
  customerId: {},
  description: {},
  enabled: FLAG,
  name: {},
  tags: TEXT_MAP,
  value: {},
} as const;

/** The actions on API keys. @see https://docs.aws.amazon.com/apigateway/latest/api/API_CreateApiKey.html */
export const API_KEY_ACTIONS: Actions = {
  CreateApiKey: defineAction({
    method: "POST",
    path: "/apikeys",
    status: 201,
    mutates: true,
    members: MEMBERS,
    call: createApiKey,
  }),
  GetApiKey: defineAction({
    method: "GET",
    path: "/apikeys/{apiKey}",
    query: ["includeValue"],
    members: {},
    call: ({ apiKeys }, { parameter, query }) =>
      viewKey(apiKeys.getApiKey(parameter("apiKey")), query.get("includeValue") === "true"),
  }),
  GetApiKeys: defineAction({
    method: "GET",
    path: "/apikeys",
    query: ["name", "includeValues", ...LIST],
    members: {},
    call({ apiKeys }, { query }) {
      const name = query.get("name") ?? "";
      const found = apiKeys.apiKeys().filter((key) => (key.name ?? "").startsWith(name));
      return listOf(
        found.map((key) => viewKey(key, query.get("includeValues") === "true")),
        query,
      );
    },
  }),
  UpdateApiKey: defineAction({
    method: "PATCH",
    path: "/apikeys/{apiKey}",
    mutates: true,
    members: PATCH_MEMBERS,
    call({ apiKeys, now }, { parameter, body }) {
      const updated = applyOperations(apiKeys.getApiKey(parameter("apiKey")), body, PATCHES);
      const dated = { ...updated, lastUpdatedDate: now() };
      apiKeys.updateApiKey(dated);
      return viewKey(dated, true);
    },
  }),
  DeleteApiKey: defineAction({
    method: "DELETE",
    path: "/apikeys/{apiKey}",
    status: 202,
    mutates: true,
    members: {},
    call: ({ apiKeys }, { parameter }) => apiKeys.deleteApiKey(parameter("apiKey")),
  }),
};

/** *Recorded* by moto 5.2.1: the text. AWS draws 40 characters for a key without a value. */
function createApiKey(
  { apiKeys, createId, now }: ApiContext,
  { body }: ActionRequest<RequestOf<typeof MEMBERS>>,
): object {
  const { value: given = "", enabled, ...members } = body;
  const value = given || createId(40);
  if (value.length < 20) throw badRequest("API Key value should be at least 20 characters");
  const date = now();
  const key: ApiKey = {
    apiKeyId: createId(10),
    value,
    // *Assumed*: a key is disabled unless the request says otherwise, as the model's default is false.
    enabled: enabled === true,
    createdDate: date,
    lastUpdatedDate: date,
    tags: {},
    ...members,
  };
  apiKeys.createApiKey(key);
  return viewKey(key, true);
}

/** v1 of the API writes dates in seconds since 1970. */
function viewKey({ apiKeyId, value, createdDate = 0, lastUpdatedDate = 0, ...key }: ApiKey, hasValue: boolean): object {
  const dates = { createdDate: Math.floor(createdDate / 1000), lastUpdatedDate: Math.floor(lastUpdatedDate / 1000) };
  return { id: apiKeyId, ...(hasValue && { value }), ...key, ...dates, stageKeys: [] };
}
