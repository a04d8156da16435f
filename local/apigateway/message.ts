import type { DeployedIntegration, DeployedRoute } from "./deployment";
import { selectRoute } from "./deployment";
import type { IntegrationResult } from "./integration";
import type { MappingScope } from "./mapping";
import type { RouteEvent } from "./route-event";
import type { Stage } from "./stage";
import { errorFrame, forbidden, GatewayError, internalServerError, LIMITS, throttled, timedOut } from "./wire";

/**
 * Takes a message through its life and resolves to the frame that answers it: the route's answer, API Gateway's own
 * error, or undefined for a route without a route response. Never rejects.
 */
export async function answerMessage(stage: Stage, event: RouteEvent): Promise<string | undefined> {
  const route = selectRoute(stage.deployment, event);
  const routeKey = route?.route.routeKey ?? "-";
  const ids = { connectionId: event.connection.connectionId, requestId: event.requestId };
  try {
    if (!route) throw forbidden("no route matches the message, and there is no $default route");
    const { body, status, latency } = await runRoute(stage, route, event);
    stage.accessLog?.({ event, routeKey, status, integrationLatency: latency });
    return route.isTwoWay ? body : undefined;
  } catch (error) {
    const { status, text, cause } = asGatewayError(error);
    stage.world.log(`${stage.api.name}/${stage.settings.stageName}: route '${routeKey}': ${text} (${status}): ${cause}`);
    stage.accessLog?.({ event, routeKey, status, errorMessage: text });
    return errorFrame(text, ids);
  }
}

/** What a route's integration made of an event. */
export interface RouteResult extends IntegrationResult {
  /** Milliseconds that the integration took. */
  readonly latency: number;
}

/**
 * Runs a route for an event: throttle, integration request, integration, integration response.
 *
 * @throws GatewayError where API Gateway refuses the event or gets no answer.
 */
export async function runRoute(stage: Stage, deployed: DeployedRoute, event: RouteEvent): Promise<RouteResult> {
  const { routeKey } = deployed.route;
  const { target } = deployed;
  if (!stage.throttle(routeKey)()) throw throttled("the throttle of the stage or the route is exceeded");
  if (!target) throw internalServerError("the route has no integration");
  const { clock } = stage.world;
  const started = clock.now();
  const scope: MappingScope = { event, routeKey, stageVariables: stage.variables };
  const result = await callTarget(stage, target, scope);
  return {
    status: result.status,
    headers: result.headers,
    latency: clock.now() - started,
    body: target.renderResponse(result, scope),
  };
}

/** Calls the integration, and gives up at its timeout as API Gateway does; the backend is not told and goes on. */
async function callTarget(stage: Stage, target: DeployedIntegration, scope: MappingScope): Promise<IntegrationResult> {
  const { integration } = target;
  const { event, routeKey, stageVariables } = scope;
  const { header, querystring, path } = target.mapParameters(scope);
  const body = target.renderRequest(scope);
  const call = stage.world.integrations[integration.integrationType];
  const request = { integration, event, routeKey, body, stageVariables, headers: header, querystring, path };
  const milliseconds = integration.timeoutInMillis ?? LIMITS.integrationTimeout;
  return new Promise((resolve, reject) => {
    const cancel = stage.world.clock.after(milliseconds, () =>
      reject(timedOut(`the integration did not answer within ${milliseconds} ms`)),
    );
    call(request).then(
      (result) => {
        cancel();
        resolve(result);
      },
      (error: unknown) => {
        cancel();
        reject(error);
      },
    );
  });
}

/** An error that is not API Gateway's own is a defect of this program: clients see what they would see of AWS's. */
export function asGatewayError(error: unknown): GatewayError {
  if (error instanceof GatewayError) return error;
  return internalServerError(error instanceof Error ? (error.stack ?? error.message) : String(error));
}
