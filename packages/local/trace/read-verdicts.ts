import type { EventSteps } from "../apigateway/stage/event-steps";
import type { Route } from "../apigateway/resources";
import { compileModelSelection } from "../apigateway/templates/request-models";
import { RequestBodyError } from "../apigateway/wire";
import type { Verdict } from "./trace";

/** What the route let pass or refused, in the order in which it was asked. */
export function readVerdicts(steps: EventSteps): readonly Verdict[] {
  return [readAuthorizer, readApiKey, readThrottle, readModel].flatMap((read) => read(steps) ?? []);
}

type Read = (steps: EventSteps) => Verdict | undefined;

const findRoute = ({ stage, event, route }: EventSteps): Route | undefined =>
  route?.route ?? (event.eventType === "CONNECT" ? stage.deployment.routes.get("$connect")?.route : undefined);

const readAuthorizer: Read = (steps) => {
  const { stage, event, refusal, refusedBy, route, endedAt } = steps;
  const { authorizationType = "NONE", authorizerId } = findRoute(steps) ?? {};
  if (event.eventType !== "CONNECT" || authorizationType === "NONE") return undefined;
  const { authorizer } = stage.deployment.routes.get("$connect") ?? {};
  const name = authorizerId === undefined ? authorizationType : (authorizer?.name ?? authorizerId);
  if (refusal !== undefined && route === undefined && refusedBy === undefined)
    return { by: "authorizer", name, allowed: false, why: refusal.cause };
  if (route === undefined && endedAt === undefined) return undefined;
  const { principalId, integrationLatency } = event.connection.authorizer ?? {};
  return {
    by: "authorizer",
    name,
    allowed: true,
    why: principalId === undefined ? "the request is signed" : `it is '${String(principalId)}'`,
    ...(typeof integrationLatency === "number" && { duration: integrationLatency }),
  };
};

const readApiKey: Read = (steps) => {
  const { event, refusal, refusedBy, route } = steps;
  if (event.eventType !== "CONNECT" || findRoute(steps)?.apiKeyRequired !== true) return undefined;
  if (refusedBy === "api key" && refusal) return { by: "api key", allowed: false, why: refusal.cause };
  return route && { by: "api key", allowed: true, why: "the key is one of a usage plan of the stage" };
};

const readThrottle: Read = ({ stage, route, refusal, refusedBy }) => {
  if (route === undefined) return undefined;
  const { throttlingRateLimit: rate, throttlingBurstLimit: burst } = stage.limits(route.route.routeKey);
  if (rate === undefined && burst === undefined) return undefined;
  const bucket = `${rate ?? "no"} messages a second, bursts of ${burst ?? rate}`;
  const allowed = refusedBy !== "throttle";
  return { by: "throttle", allowed, why: allowed ? bucket : `${refusal?.cause}: ${bucket}` };
};

const readModel: Read = ({ event, route, refusal, request }) => {
  const selection = route && compileModelSelection(route.route);
  if (selection === undefined) return undefined;
  const { name } = selection(event);
  if (refusal instanceof RequestBodyError)
    return { by: "model", name, allowed: false, why: `${refusal.cause}: ${refusal.validationError}` };
  return request === undefined ? undefined : { by: "model", name, allowed: true, why: "the message fits" };
};
