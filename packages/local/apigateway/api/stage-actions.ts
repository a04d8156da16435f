import { runInTurns } from "@sfn-websocket/languages/states-language/world/steps";
import type { RequestOf } from "../../protocols/request";
import { refuseLogging } from "../control/account";
import { ApiGatewayError, badRequest } from "../api-gateway-error";
import type { StageSettings } from "../resources";
import { applyChanges } from "./changes";
import { PAGE, pageOf } from "./pages";
import { type ApiContext, isoNow } from "./context";
import { FLAG, NUMBER, requireMembers, TEXT_MAP } from "./members";
import { type ActionRequest, type Actions, defineAction } from "./rest-json";
import {
  requireAccessLogFormat,
  requireRouteSettings,
  requireStageName,
  requireStageVariables,
  unknownRoute,
} from "./stage-members";

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

const NEW = { ...MEMBERS, stageName: {}, tags: TEXT_MAP } as const;

/** A stage before its access log was looked at. */
type RequestedStage = Omit<StageSettings, "accessLogSettings"> & Pick<RequestOf<typeof MEMBERS>, "accessLogSettings">;

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
export const STAGE_ACTIONS: Actions = {
  CreateStage: defineAction({
    method: "POST",
    path: PATH,
    status: 201,
    mutates: true,
    members: NEW,
    call: createStage,
  }),
  GetStage: defineAction({
    method: "GET",
    path: STAGE,
    members: {},
    call: ({ gateway }, { parameter }) => gateway.getStage(parameter("apiId"), parameter("stageName")),
  }),
  GetStages: defineAction({
    method: "GET",
    path: PATH,
    query: PAGE,
    members: {},
    call: ({ gateway }, { parameter, query }) => pageOf(gateway.stageSettings(parameter("apiId")), query),
  }),
  UpdateStage: defineAction({
    method: "PATCH",
    path: STAGE,
    mutates: true,
    members: MEMBERS,
    async call(context, { parameter, body }) {
      if (body.autoDeploy === true) await compileAhead(context, parameter("apiId"));
      const before = context.gateway.getStage(parameter("apiId"), parameter("stageName"));
      const changed = applyChanges(before, body, { merged: MERGED });
      return replaceStage(context, parameter("apiId"), changed);
    },
  }),
  DeleteStage: defineAction({
    method: "DELETE",
    path: STAGE,
    status: 204,
    mutates: true,
    members: {},
    call: ({ gateway }, { parameter }) => gateway.deleteStage(parameter("apiId"), parameter("stageName")),
  }),
  DeleteRouteSettings: defineAction({
    method: "DELETE",
    path: `${STAGE}/routesettings/{routeKey}`,
    status: 204,
    mutates: true,
    members: {},
    call(context, { parameter }) {
      const { routeSettings = {}, ...stage } = context.gateway.getStage(parameter("apiId"), parameter("stageName"));
      const routeKey = parameter("routeKey");
      if (!Object.hasOwn(routeSettings, routeKey)) throw unknownRoute(routeKey);
      const kept = Object.entries(routeSettings).filter(([key]) => key !== routeKey);
      replaceStage(context, parameter("apiId"), { ...stage, routeSettings: Object.fromEntries(kept) });
    },
  }),
  DeleteAccessLogSettings: defineAction({
    method: "DELETE",
    path: `${STAGE}/accesslogsettings`,
    status: 204,
    mutates: true,
    members: {},
    call(context, { parameter }) {
      const { accessLogSettings, ...stage } = context.gateway.getStage(parameter("apiId"), parameter("stageName"));
      replaceStage(context, parameter("apiId"), stage);
    },
  }),
};

async function createStage(context: ApiContext, { parameter, body }: ActionRequest<RequestOf<typeof NEW>>) {
  const apiId = parameter("apiId");
  context.gateway.getApi(apiId);
  requireMembers(body, ["stageName"]);
  requireStageName(body.stageName);
  const now = isoNow(context);
  const dates = { createdDate: now, lastUpdatedDate: now };
  const { stageName, ...members } = body;
  const requested = applyChanges({ stageName, ...DEFAULTS, ...dates }, members, { merged: ["stageVariables"] });
  if (requested.autoDeploy === true) await compileAhead(context, apiId);
  return context.gateway.createStage(apiId, requireStage(context, apiId, requested));
}

function replaceStage(context: ApiContext, apiId: string, changed: RequestedStage): StageSettings {
  const dated = { ...changed, lastUpdatedDate: isoNow(context) };
  return context.gateway.updateStage(apiId, requireStage(context, apiId, dated));
}

/** What is compiled of the API here, in turns, is at hand when the stage deploys it at once. */
async function compileAhead({ gateway, createId }: ApiContext, apiId: string): Promise<void> {
  if (gateway.list(apiId, "routes").length > 0) await runInTurns(gateway.compileApi(apiId, createId(6)));
}

/** An access log without a destination is none. */
function completeSettings({ accessLogSettings, ...settings }: RequestedStage): RequestedStage {
  return {
    ...settings,
    defaultRouteSettings: { ...DEFAULT_ROUTE_SETTINGS, ...settings.defaultRouteSettings },
    ...(accessLogSettings?.destinationArn && { accessLogSettings }),
  };
}

/** What sets the role that a stage with logs needs: an account has it once in each region. */
const SET_ROLE =
  "declare an aws_api_gateway_account, or run 'aws apigateway update-account --patch-operations op=replace,path=/cloudwatchRoleArn,value=ROLE_ARN' with a role that API Gateway may assume and that may write logs";

/** The texts are *recorded* in error reports of others. */
function requireStage(
  { gateway, logsWithoutRole }: ApiContext,
  apiId: string,
  requested: RequestedStage,
): StageSettings {
  const { accessLogSettings, ...settings } = completeSettings(requested);
  requireRouteSettings(settings, gateway.list(apiId, "routes"));
  requireStageVariables(settings);
  const refusal = refuseLogging(gateway.account, { ...settings, accessLogSettings });
  if (refusal !== undefined && logsWithoutRole !== true)
    throw new ApiGatewayError("BadRequestException", refusal, SET_ROLE);
  return { ...settings, ...(accessLogSettings && { accessLogSettings: requireAccessLog(accessLogSettings) }) };
}

function requireAccessLog({ destinationArn = "", format }: NonNullable<RequestedStage["accessLogSettings"]>) {
  const [, , service, , , ...resource] = destinationArn.split(":");
  if (service !== "logs" && service !== "firehose") throw badRequest("Invalid ARN specified in the request");
  const name = resource.slice(1).join(":");
  if (!/^[\w/.#-]+$/.test(name))
    throw badRequest(
      `Access log destination must only contain characters a-z, A-Z, 0-9, '_', '-', '/', '.': '${resource.join(":")}'`,
    );
  if (!format) throw badRequest("Format is required");
  requireAccessLogFormat(format);
  return { destinationArn, format };
}
