import { randomUUID } from "node:crypto";
import type { AwsRequest } from "../../protocols/aws-request";
import { compileActions } from "../../protocols/rest-paths";
import { createUnusedLog } from "../../protocols/unused-members";
import { ApiGatewayError } from "../api-gateway-error";
import { createResourceId } from "../control/resource-id";
import { ACCOUNT_ACTIONS } from "./account-actions";
import { API_ACTIONS } from "./api-actions";
import { API_KEY_ACTIONS } from "./api-key-actions";
import { API_MAPPING_ACTIONS } from "./api-mapping-actions";
import { COLLECTION_ACTIONS } from "./collection-apis";
import type { ApiContext } from "./context";
import { DEPLOYMENT_ACTIONS } from "./deployment-actions";
import { DOMAIN_NAME_ACTIONS } from "./domain-name-actions";
import { type ActionCall, type Actions, answerError, type ApiGatewayAnswer, callAction } from "./rest-json";
import { ROUTE_PARAMETER_ACTIONS } from "./route-parameter-actions";
import { STAGE_ACTIONS } from "./stage-actions";
import { TAG_ACTIONS } from "./tag-actions";
import { USAGE_PLAN_ACTIONS, USAGE_PLAN_KEY_ACTIONS } from "./usage-plan-actions";

export type { ApiGatewayAnswer } from "./rest-json";

/** Every action, of `/v2` (WebSocket APIs) and of v1 (what WebSocket APIs share with REST APIs). */
export const ACTIONS: Actions = {
  ...API_ACTIONS,
  ...COLLECTION_ACTIONS,
  ...ROUTE_PARAMETER_ACTIONS,
  ...DEPLOYMENT_ACTIONS,
  ...STAGE_ACTIONS,
  ...DOMAIN_NAME_ACTIONS,
  ...API_MAPPING_ACTIONS,
  ...TAG_ACTIONS,
  ...ACCOUNT_ACTIONS,
  ...API_KEY_ACTIONS,
  ...USAGE_PLAN_ACTIONS,
  ...USAGE_PLAN_KEY_ACTIONS,
};

const findAction = compileActions(ACTIONS);

export interface ApiGatewayApiOptions extends Omit<ApiContext, "createId" | "now"> {
  /** epoch, milliseconds. @default the machine's clock */
  readonly now?: () => number;
  /** Returns a new id of that many characters. @default a random one */
  readonly createId?: (length: number) => string;
  /** Writes one line for the developer. */
  readonly log: (line: string) => void;
}

/**
 * Returns a function that answers every call of API Gateway's control plane in one region, errors included, as AWS does;
 * it never rejects. The answer tells whether the call may have changed a resource, and names a call that is not emulated.
 */
export function createApiGatewayApi(options: ApiGatewayApiOptions): (request: AwsRequest) => Promise<ApiGatewayAnswer> {
  const { now = Date.now, createId = createResourceId, log, ...rooms } = options;
  const context: ApiContext = { ...rooms, now, createId };
  const logUnused = createUnusedLog("API Gateway", log);
  return async (request) => {
    const { headers, ...answer } = await answerRequest({ context, request, logUnused }, log);
    return { ...answer, headers: { ...headers, "x-amzn-requestid": randomUUID() } };
  };
}

async function answerRequest(call: ActionCall, log: (line: string) => void): Promise<ApiGatewayAnswer> {
  const { request } = call;
  const called = `${request.method} ${request.path}`;
  try {
    const found = findAction(request);
    if (found) return await callAction(found, call);
    return { ...answerError(new ApiGatewayError("UnknownOperationException", "")), unknown: called };
  } catch (error) {
    if (error instanceof ApiGatewayError) {
      if (error.advice !== undefined) log(`API Gateway: ${called}: ${error.message}; ${error.advice}`);
      const isUnknown = error.code === "UnknownOperationException";
      return { ...answerError(error), ...(isUnknown && { unknown: `${called}: ${error.message}` }) };
    }
    log(`API Gateway: ${called} failed: ${error instanceof Error ? error.stack : String(error)}`);
    const headers = { "content-type": "application/json", "x-amzn-errortype": "InternalServerErrorException" };
    return { status: 500, headers, body: '{"message":"Internal server error"}', mutates: true };
  }
}
