import { andThen } from "@sfn-websocket/languages/and-then";
import type { Clock } from "../../clock";
import { describeDefect } from "../../guard";
import type { DeployedIntegration, DeployedRoute } from "../stage/deployment";
import { selectRoute } from "../stage/deployment";
import { endEvent, endRefused, findSteps, followSteps, refusedBy, tellSteps } from "../stage/event-steps";
import type { IntegrationRequest, IntegrationResult } from "../integration";
import type { MappingScope } from "../templates/mapping";
import type { RouteEvent } from "../route-event";
import { logOfRoute, type Stage } from "../stage/stage";
import { errorFrame, forbidden, GatewayError, internalServerError, LIMITS, throttled, timedOut } from "../wire";
import { describeThrottle } from "../stage/throttle";

/** What answers a message: a frame, or undefined where the client gets none. */
type Frame = string | undefined;

/**
 * Takes a message through its life and gives the frame that answers it, at once if nothing has to wait: the route's
 * answer, API Gateway's own error, or undefined for a route without a route response. It throws or rejects only where
 * the answer cannot even be logged.
 */
export function answerMessage(stage: Stage, event: RouteEvent): Frame | Promise<Frame> {
  let routeKey = "-";
  followSteps(stage, event);
  try {
    const route = selectRoute(stage.deployment, event);
    if (!route) throw forbidden("no route matches, and there is no $default route");
    routeKey = route.route.routeKey;
    const result = runRoute(stage, route, event);
    if (!(result instanceof Promise)) return sendAnswer(stage, event, route, result);
    tellSteps(event);
    return result.then(
      (later) => sendAnswer(stage, event, route, later),
      (error: unknown) => refuseMessage(stage, event, routeKey, error),
    );
  } catch (error) {
    return refuseMessage(stage, event, routeKey, error);
  }
}

function sendAnswer(stage: Stage, event: RouteEvent, { route, isTwoWay }: DeployedRoute, result: RouteResult): Frame {
  const { routeKey, routeResponseSelectionExpression } = route;
  const { status, latency, body, work } = result;
  endEvent(stage, event, { routeKey, status, work, frame: isTwoWay ? body : undefined, latency });
  if (isTwoWay) return tellLargeAnswer(stage, routeKey, body);
  if (routeResponseSelectionExpression !== undefined) logOfRoute(stage, routeKey, MISSING_RESPONSE);
  return undefined;
}

/** AWS accepts such a route, and is silent. */
const MISSING_RESPONSE =
  "has a route_response_selection_expression, but no route response, so no answer is sent; add an aws_apigatewayv2_route_response, whose key is $default";

/** An answer over AWS's bound of a message is sent: what AWS does with one, no page and no recording tells. */
function tellLargeAnswer(stage: Stage, routeKey: string, body: string): string {
  // A character of JavaScript's takes at most three bytes.
  if (body.length * 3 <= LIMITS.message) return body;
  const bytes = Buffer.byteLength(body);
  if (bytes <= LIMITS.message) return body;
  const fix = `answer with less, or post it to the connection in parts: a message of AWS's has at most ${LIMITS.message}, and this one may not arrive`;
  logOfRoute(stage, routeKey, `the answer is too long, got ${bytes} bytes; ${fix}`);
  return body;
}

/** An error is sent on one-way routes too. *Recorded*. */
function refuseMessage(stage: Stage, event: RouteEvent, routeKey: string, error: unknown): string {
  const refusal = asGatewayError(error);
  const { connectionId } = event.connection;
  const frame = errorFrame(refusal.text, { connectionId, requestId: event.requestId });
  endRefused(stage, event, { routeKey, refusal, frame });
  return frame;
}

/** What a route's integration made of an event. */
export interface RouteResult extends IntegrationResult {
  /** Milliseconds from the call of the integration to its answer. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html */
  readonly latency: number;
}

/**
 * Runs a route for an event: throttle, integration request, integration, integration response. Gives the result at once
 * if nothing has to wait.
 *
 * @throws GatewayError where API Gateway refuses the event or gets no answer.
 */
export function runRoute(stage: Stage, deployed: DeployedRoute, event: RouteEvent): RouteResult | Promise<RouteResult> {
  const { routeKey } = deployed.route;
  const { target } = deployed;
  const steps = findSteps(event);
  if (steps) steps.route = deployed;
  if (!stage.throttle(routeKey)())
    throw refusedBy(event, "throttle", throttled(describeThrottle(stage.limits(routeKey))));
  if (!target) throw internalServerError("the route has no integration");
  const { clock } = stage.world;
  const scope = new RouteScope(stage, event, routeKey);
  const request = renderRequest(target, scope);
  const calledAt = clock.now();
  if (steps) {
    steps.request = request.body;
    steps.calledAt = calledAt;
  }
  return andThen(callTarget(stage, request), (result) => {
    const { status, headers, work } = result;
    if (status >= 400) tellFailure(target, result, scope);
    const answered = clock.now();
    if (steps) {
      steps.result = result;
      steps.answeredAt = answered;
    }
    const body = target.response.render(result, scope);
    if (body === "" && deployed.isTwoWay) tellEmptyAnswer(target, result, scope);
    if (steps) steps.response = body;
    return { status, headers, latency: answered - calledAt, work, body };
  });
}

class RouteScope implements MappingScope {
  constructor(
    private readonly stage: Stage,
    readonly event: RouteEvent,
    readonly routeKey: string,
  ) {}

  get stageVariables(): MappingScope["stageVariables"] {
    return this.stage.variables;
  }

  tell(line: string): void {
    logOfRoute(this.stage, this.routeKey, line);
  }
}

function renderRequest({ integration, mapParameters, request }: DeployedIntegration, scope: MappingScope) {
  const { event, routeKey, stageVariables } = scope;
  const { header: headers, querystring, path } = mapParameters(scope);
  const body = request.render(scope);
  return { integration, event, routeKey, body, stageVariables, headers, querystring, path };
}

/** Characters of a backend's answer that the developer sees. */
const LONGEST_ANSWER = 1_000;

/** A backend that refuses what it was sent is what a wrong template looks like; what a proxy answers is its own affair. */
function tellFailure(
  { integration, request, response }: DeployedIntegration,
  result: IntegrationResult,
  scope: MappingScope,
) {
  if (integration.integrationType.endsWith("_PROXY")) return;
  const answer = result.body.length > LONGEST_ANSWER ? `${result.body.slice(0, LONGEST_ANSWER)}…` : result.body;
  const mapping = `${request.describe(scope)}; ${response.describe(result, scope)}`;
  scope.tell(`the integration answered ${result.status} '${answer}'; ${mapping}`);
}

/** A client takes an empty message for none; what a proxy answers is its own affair. */
function tellEmptyAnswer(
  { integration, response }: DeployedIntegration,
  result: IntegrationResult,
  scope: MappingScope,
) {
  if (result.body === "" || integration.integrationType.endsWith("_PROXY")) return;
  scope.tell(
    `the answer is empty: ${response.describe(result, scope)}; let the template render what clients are to get`,
  );
}

type Answer = IntegrationResult | Promise<IntegrationResult>;

function callTarget({ world }: Stage, request: IntegrationRequest): Answer {
  const { integrationType, timeoutInMillis = LIMITS.integrationTimeout } = request.integration;
  const answer = world.integrations[integrationType](request);
  return answer instanceof Promise ? awaitAnswer(answer, world.clock, timeoutInMillis) : answer;
}

/** What is to be done about an answer that comes too late. */
const LATE = `raise timeout_milliseconds, ${LIMITS.integrationTimeout} at most, or post the answer to the connection`;

/** Gives up at the integration's timeout as API Gateway does: the backend is not told and goes on. */
function awaitAnswer(
  answer: Promise<IntegrationResult>,
  clock: Clock,
  milliseconds: number,
): Promise<IntegrationResult> {
  const calledAt = clock.now();
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      if (error instanceof GatewayError && error.responseType.startsWith("INTEGRATION_"))
        error.integrationLatency = clock.now() - calledAt;
      reject(error as Error);
    };
    const cancel = clock.after(milliseconds, () =>
      fail(timedOut(`the integration did not answer within ${milliseconds} ms, and goes on unheard; ${LATE}`)),
    );
    answer.then(resolve, fail).finally(cancel);
  });
}

/** An error that is not API Gateway's own is a defect of this program: clients see what they would see of AWS's. */
export function asGatewayError(error: unknown): GatewayError {
  if (error instanceof GatewayError) return error;
  return internalServerError(describeDefect(error));
}
