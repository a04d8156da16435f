import type { Aws } from "../account/aws";
import { selectRoute } from "../apigateway/stage/deployment";
import { EventSteps } from "../apigateway/stage/event-steps";
import type { MappingScope } from "../apigateway/templates/mapping";
import { asGatewayError } from "../apigateway/events/message";
import { type Connection, MessageEvent } from "../apigateway/route-event";
import type { Stage } from "../apigateway/stage/stage";
import {
  CLOSES,
  forbidden,
  type GatewayError,
  internalServerError,
  LIMITS,
  RequestBodyError,
} from "../apigateway/wire";
import { readSelection } from "../trace/read-selection";
import { readRequest } from "../trace/read-templates";
import { readVerdicts } from "../trace/read-verdicts";
import type { Preview, PreviewRequest } from "./client-api";
import { ConsoleProblem } from "./console-problem";

/**
 * What a message would select and render if it were sent now, by the stage's own deployment: its trace up to the call.
 * Nothing is called or logged, and no throttle is asked.
 *
 * @throws ConsoleProblem where there is no such stage.
 */
export function previewMessage(aws: Aws, { apiId, stage: stageName, message, connectionId }: PreviewRequest): Preview {
  const stage = findStage(aws, apiId, stageName);
  if (!stage)
    throw new ConsoleProblem(404, `stage: nobody can connect to it, got '${apiId}/${stageName}'; deploy to it`);
  const steps = takeSteps(stage, new MessageEvent(findConnection(aws, stage, connectionId), message, Date.now()));
  const selection = readSelection(steps);
  if (selection === undefined) throw new Error("a message has no selection");
  const request = steps.refusal instanceof RequestBodyError ? undefined : readRequest(steps);
  const refused = refuseSize(message) ?? describeRefusal(steps.refusal);
  return {
    selection,
    verdicts: readVerdicts(steps).filter(({ by }) => by !== "throttle"),
    ...(request && { request }),
    ...(steps.route && { isTwoWay: steps.route.isTwoWay }),
    ...(refused !== undefined && { refused }),
  };
}

const describeRefusal = (refusal: GatewayError | undefined): string | undefined =>
  refusal && `${refusal.text} (${refusal.status}): ${refusal.cause}`;

function refuseSize(message: string): string | undefined {
  const bytes = Buffer.byteLength(message);
  const { code } = CLOSES.tooBig;
  if (bytes > LIMITS.message)
    return `the socket is closed with ${code}: the message has ${bytes} bytes, ${LIMITS.message} are the most`;
  if (bytes > LIMITS.frame)
    return `the socket is closed with ${code} if it comes in one frame: it has ${bytes} bytes, a frame ${LIMITS.frame} at most`;
  return undefined;
}

const findStage = (aws: Aws, apiId: string, stageName: string): Stage | undefined =>
  aws.regions().flatMap(({ apigateway }) => apigateway.findStage(apiId, stageName) ?? [])[0];

/** What goes before the call, as `runRoute` does it, and no further. */
function takeSteps(stage: Stage, event: MessageEvent): EventSteps {
  const steps = new EventSteps(stage, event);
  event.steps = steps;
  try {
    steps.route = selectRoute(stage.deployment, event);
    if (!steps.route) throw forbidden("no route matches, and there is no $default route");
    const { route, target } = steps.route;
    steps.routeKey = route.routeKey;
    if (!target) throw internalServerError("the route has no integration");
    const scope = { event, routeKey: route.routeKey, stageVariables: stage.variables, tell: () => undefined };
    steps.request = render(target, scope);
  } catch (error) {
    steps.refusal = asGatewayError(error);
  }
  return steps;
}

type Target = NonNullable<NonNullable<EventSteps["route"]>["target"]>;

/** The models are asked where parameters are mapped. */
function render({ mapParameters, request }: Target, scope: MappingScope): string {
  mapParameters(scope);
  return request.render(scope);
}

/** The open connection that would send it, or one as a client on this machine has. */
function findConnection(aws: Aws, { api, settings, world }: Stage, connectionId: string | undefined): Connection {
  const open = connectionId === undefined ? undefined : aws.connections.get(connectionId)?.connection;
  if (open && open.apiId === api.apiId && open.stageName === settings.stageName) return open;
  return {
    connectionId: "SOqGjdZioAMCEeg=",
    connectedAt: Date.now(),
    identity: { sourceIp: "127.0.0.1", userAgent: "preview" },
    apiId: api.apiId,
    stageName: settings.stageName,
    domainName: `${api.apiId}.execute-api.${world.region}.amazonaws.com`,
  };
}
