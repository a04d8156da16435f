import type { JsonObject } from "@sfn-websocket/languages/json";
import type { DeployedRoute } from "./deployment";
import type { IntegrationResult, Work } from "../integration";
import { contextVariables, type RouteEvent } from "../route-event";
import { logOfRoute, type Stage } from "./stage";
import type { GatewayError } from "../wire";

/** What a role is asked for. */
export interface RoleQuestion {
  /** Empty where a function's own policy is asked. */
  readonly roleArn: string;
  readonly action: string;
  readonly resource: string;
}

/** What decides a question as policies are now. */
export interface RoleExplanation {
  readonly allowed: boolean;
  readonly principal: string;
  /** In one line. */
  readonly why: string;
  /** The statement that decides, and where it stands. @default none does */
  readonly statement?: { readonly policy: string; readonly json: JsonObject };
  /** The smallest statement that would allow it. @default it is allowed, or no statement could */
  readonly needed?: JsonObject;
}

/** One question to IAM on the way of an event; without a role, to the policy of the function that is called. */
export interface RoleCheck extends RoleQuestion {
  /** Whose role it is. @default the integration's */
  readonly by?: "authorizer" | undefined;
  /** AWS's text of the denial. @default it was allowed */
  readonly denial: string | undefined;
  /** Tells what decides it, when somebody reads it. */
  readonly explain: (question: RoleQuestion) => RoleExplanation;
}

/** Who refused an event before its integration was called. */
export type RefusedBy = "throttle" | "authorizer" | "api key" | "model";

/**
 * What API Gateway has done for an event: each stage of its way leaves its product here, by reference, and nothing is
 * described before somebody reads it. There is one only while somebody follows events.
 */
export class EventSteps {
  /** `-` where no route was found. */
  routeKey = "-";
  /** What the integration answered, or API Gateway in its place; 0 before. */
  status = 0;
  /** API Gateway's own message where it refused or failed. */
  error: string | undefined = undefined;
  /** Why it did, for the developer. @default it is told elsewhere */
  cause: string | undefined = undefined;
  work: Work | undefined = undefined;
  route: DeployedRoute | undefined = undefined;
  refusal: GatewayError | undefined = undefined;
  refusedBy: RefusedBy | undefined = undefined;
  /** The rendered integration request. */
  request: string | undefined = undefined;
  /** Epoch, milliseconds: when the integration was called, and when its answer was there. */
  calledAt = 0;
  answeredAt = 0;
  checks: readonly RoleCheck[] | undefined = undefined;
  /** What the call has started, from when it has started. */
  started: Work | undefined = undefined;
  result: IntegrationResult | undefined = undefined;
  /** The rendered integration response. */
  response: string | undefined = undefined;
  /** What the client got. @default nothing */
  frame: string | undefined = undefined;
  /** Of its trace; 0 where none is kept, and before it is. */
  traceId = 0;
  /** Epoch, milliseconds. @default it has not ended */
  endedAt: number | undefined = undefined;

  constructor(
    readonly stage: Stage,
    readonly event: RouteEvent,
  ) {}
}

/** What was done for an event so far; undefined where nobody follows it. */
export function findSteps({ steps }: RouteEvent): EventSteps | undefined {
  return steps instanceof EventSteps ? steps : undefined;
}

/** Follows an event from now on, where somebody wants to know; whoever is told of those that run is not told of it yet. */
export function followSteps(stage: Stage, event: RouteEvent): void {
  if (stage.world.report !== undefined) event.steps = new EventSteps(stage, event);
}

/** Tells that a followed event runs, which nobody could see of one that ends at once. */
export function tellSteps(event: RouteEvent): void {
  const steps = findSteps(event);
  if (steps) steps.stage.world.begun?.(steps);
}

/** How an event ended that API Gateway did not refuse. */
interface Ending extends Pick<EventSteps, "routeKey" | "status"> {
  readonly work?: Work | undefined;
  /** What the client gets. @default nothing */
  readonly frame?: string | undefined;
  /** Milliseconds that the integration took. @default none was called */
  readonly latency?: number | undefined;
}

/** Ends an event for whoever follows it, and in the access log. */
export function endEvent(stage: Stage, event: RouteEvent, { routeKey, status, work, frame, latency }: Ending): void {
  const steps = findSteps(event);
  if (steps) {
    steps.routeKey = routeKey;
    steps.status = status;
    steps.work = work;
    steps.frame = frame;
    report(steps);
  }
  stage.accessLog?.({ context: contextVariables(event, routeKey), status, integrationLatency: latency });
}

/** How an event ended that API Gateway refused. */
interface Refused extends Pick<EventSteps, "routeKey"> {
  readonly refusal: GatewayError;
  /** What the client gets. @default nothing */
  readonly frame?: string;
}

/** Ends an event that is refused, as `endEvent` does, and tells the developer why. */
export function endRefused(stage: Stage, event: RouteEvent, { routeKey, refusal, frame }: Refused): void {
  const { status, text, cause, integrationLatency } = refusal;
  logOfRoute(stage, routeKey, `${text} (${status}): ${cause}`);
  stage.accessLog?.({ context: contextVariables(event, routeKey), status, refusal, integrationLatency });
  const steps = findSteps(event);
  if (steps === undefined) return;
  steps.routeKey = routeKey;
  steps.refusal = refusal;
  steps.status = status;
  steps.error = text;
  // The line of a message has no room for it.
  if (event.eventType !== "MESSAGE") steps.cause = cause;
  steps.frame = frame;
  report(steps);
}

function report(steps: EventSteps): void {
  const { world } = steps.stage;
  steps.endedAt = world.clock.now();
  world.report?.(steps);
}

/** Notes who refuses an event, and returns the refusal. */
export function refusedBy(event: RouteEvent, by: RefusedBy, refusal: GatewayError): GatewayError {
  const steps = findSteps(event);
  if (steps !== undefined) steps.refusedBy = by;
  return refusal;
}
