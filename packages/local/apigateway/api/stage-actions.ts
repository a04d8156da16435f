import type { JsonObject } from "@sfn-websocket/languages/json";
import { refuseLogging } from "../account";
import { ApiGatewayError, badRequest } from "../api-gateway-error";
import type { StageSettings } from "../resources";
import { applyChanges } from "./changes";
import { PAGE, pageOf } from "./collection-actions";
import { type ApiContext, isoNow } from "./context";
import { FLAG, NUMBER, requireMembers, requireOneOf, TEXT_MAP } from "./members";
import type { ActionRequest, Actions } from "./rest-json";

const PATH = "/v2/apis/{apiId}/stages";
const STAGE = `${PATH}/{stageName}`;

const ROUTE_SETTINGS = {
  dataTraceEnabled: FLAG,
  detailedMetricsEnabled: FLAG,
  loggingLevel: {},
  throttlingBurstLimit: NUMBER,
  throttlingRateLimit: NUMBER,
} as const;

const MEMBERS = {
  accessLogSettings: { members: { destinationArn: {}, format: {} } },
  autoDeploy: FLAG,
  clientCertificateId: {},
  defaultRouteSettings: { members: ROUTE_SETTINGS },
  deploymentId: {},
  description: {},
  routeSettings: { type: "map", item: { members: ROUTE_SETTINGS } },
  stageVariables: TEXT_MAP,
} as const;

/** What AWS adds to a stage: a limit that is not given stays away, and one that is given as 0 lets nothing pass. */
const DEFAULTS = { autoDeploy: false, routeSettings: {}, stageVariables: {}, tags: {} };
const DEFAULT_ROUTE_SETTINGS = { dataTraceEnabled: false, detailedMetricsEnabled: false, loggingLevel: "OFF" };

/**
 * What an update of a stage adds to: an empty structure takes nothing away, which only the calls of DELETE do, or an
 * empty text in place of a variable. *Recorded* for access logs and variables.
 * @see https://github.com/go-to-k/cdk-real-drift/issues/806 recorded there, seen live
 */
const MERGED = ["accessLogSettings", "stageVariables", "routeSettings"];

/** The actions on stages. @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages.html */
export const STAGE_ACTIONS: Actions<ApiContext> = {
  CreateStage: {
    method: "POST",
    path: PATH,
    status: 201,
    mutates: true,
    members: { ...MEMBERS, stageName: {}, tags: TEXT_MAP },
    call: createStage,
  },
  GetStage: {
    method: "GET",
    path: STAGE,
    call: ({ gateway }, { parameter }) => gateway.getStage(parameter("apiId"), parameter("stageName")),
  },
  GetStages: {
    method: "GET",
    path: PATH,
    query: PAGE,
    call: ({ gateway }, { parameter, query }) => pageOf(gateway.stageSettings(parameter("apiId")), query),
  },
  UpdateStage: {
    method: "PATCH",
    path: STAGE,
    mutates: true,
    members: MEMBERS,
    call(context, { parameter, body }) {
      const before = context.gateway.getStage(parameter("apiId"), parameter("stageName"));
      const changed = applyChanges(before, body, { merged: MERGED });
      return replaceStage(context, parameter("apiId"), changed);
    },
  },
  DeleteStage: {
    method: "DELETE",
    path: STAGE,
    status: 204,
    mutates: true,
    call: ({ gateway }, { parameter }) => gateway.deleteStage(parameter("apiId"), parameter("stageName")),
  },
  DeleteRouteSettings: {
    method: "DELETE",
    path: `${STAGE}/routesettings/{routeKey}`,
    status: 204,
    mutates: true,
    call(context, { parameter }) {
      const { routeSettings = {}, ...stage } = context.gateway.getStage(parameter("apiId"), parameter("stageName"));
      const routeKey = parameter("routeKey");
      if (!Object.hasOwn(routeSettings, routeKey)) throw unknownRoute(routeKey);
      const kept = Object.entries(routeSettings).filter(([key]) => key !== routeKey);
      replaceStage(context, parameter("apiId"), { ...stage, routeSettings: Object.fromEntries(kept) });
    },
  },
  DeleteAccessLogSettings: {
    method: "DELETE",
    path: `${STAGE}/accesslogsettings`,
    status: 204,
    mutates: true,
    call(context, { parameter }) {
      const { accessLogSettings, ...stage } = context.gateway.getStage(parameter("apiId"), parameter("stageName"));
      replaceStage(context, parameter("apiId"), stage);
    },
  },
};

function createStage(context: ApiContext, { parameter, body }: ActionRequest): object {
  const apiId = parameter("apiId");
  context.gateway.getApi(apiId);
  const { stageName, ...members } = body;
  requireMembers({ ...(stageName !== undefined && { stageName }) }, ["stageName"]);
  // *Assumed*: the text, of REST APIs.
  if (!/^[\w-]{1,128}$/.test(String(stageName))) throw badRequest("Stage name only allows a-zA-Z0-9_-");
  const now = isoNow(context);
  const dates = { createdDate: now, lastUpdatedDate: now };
  const requested = applyChanges({ stageName: String(stageName), ...DEFAULTS, ...dates }, members, {
    merged: ["stageVariables"],
  });
  const settings = completeSettings(requested);
  requireValidStage(context, apiId, settings);
  return context.gateway.createStage(apiId, settings);
}

function replaceStage(context: ApiContext, apiId: string, changed: StageSettings): StageSettings {
  const settings = completeSettings({ ...changed, lastUpdatedDate: isoNow(context) });
  requireValidStage(context, apiId, settings);
  return context.gateway.updateStage(apiId, settings);
}

/** An access log without a destination is none. */
function completeSettings({ accessLogSettings, ...settings }: StageSettings): StageSettings {
  return {
    ...settings,
    defaultRouteSettings: { ...DEFAULT_ROUTE_SETTINGS, ...settings.defaultRouteSettings },
    ...(accessLogSettings?.destinationArn && { accessLogSettings }),
  };
}

/** What sets the role that a stage with logs needs: an account has it once in each region. */
const SET_ROLE =
  "declare an aws_api_gateway_account, or run 'aws apigateway update-account --patch-operations op=replace,path=/cloudwatchRoleArn,value=ROLE_ARN' with a role that API Gateway may assume and that may write logs";

/** The texts are *recorded* in error reports of others; that of a level is *assumed*. */
function requireValidStage({ gateway }: ApiContext, apiId: string, settings: StageSettings): void {
  const { routeSettings = {}, defaultRouteSettings = {}, accessLogSettings } = settings;
  const levels = [defaultRouteSettings, ...Object.values(routeSettings)];
  for (const each of levels)
    requireOneOf({ ...each } as object as JsonObject, "loggingLevel", ["OFF", "ERROR", "INFO"]);
  const routes = gateway.list(apiId, "routes");
  const strange = Object.keys(routeSettings).find((key) => !routes.some(({ routeKey }) => routeKey === key));
  if (strange !== undefined) throw unknownRoute(strange);
  const refusal = refuseLogging(gateway.account, settings);
  if (refusal !== undefined) throw new ApiGatewayError("BadRequestException", refusal, SET_ROLE);
  requireValidAccessLog(accessLogSettings);
}

function requireValidAccessLog(settings: StageSettings["accessLogSettings"]): void {
  if (settings === undefined) return;
  const [, , service, , , ...resource] = settings.destinationArn.split(":");
  if (service !== "logs" && service !== "firehose") throw badRequest("Invalid ARN specified in the request");
  const name = resource.slice(1).join(":");
  if (!/^[\w/.#-]+$/.test(name))
    throw badRequest(
      `Access log destination must only contain characters a-z, A-Z, 0-9, '_', '-', '/', '.': '${resource.join(":")}'`,
    );
  if (!settings.format) throw badRequest("Format is required");
}

const unknownRoute = (routeKey: string): ApiGatewayError =>
  new ApiGatewayError("NotFoundException", `Unable to find Route by key ${routeKey} within the provided RouteSettings`);
