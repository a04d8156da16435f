import { hasFailed } from "../apigateway/stage/message-report";
import { LIMITS } from "../apigateway/wire";
import type { EventSteps } from "../apigateway/stage/event-steps";
import { ExecutionTrail } from "../stepfunctions/execution-trail";
import type { CompactMessage } from "./compact-message";
import { cutLine, cutText } from "./cut-text";
import { describeEnd, readExecutionTrace } from "./read-execution";
import { readHandshake } from "./read-handshake";
import { readPermissions } from "./read-permissions";
import { readSelection } from "./read-selection";
import { readRequest, readResponse } from "./read-templates";
import { readVerdicts } from "./read-verdicts";
import type { IntegrationCall, Trace, TracedFrame, TraceSummary } from "./trace";

export function summarizeEvent(id: number, steps: EventSteps): TraceSummary {
  const { stage, event, endedAt, status } = steps;
  const trail = findTrail(steps);
  const failure = explainFailure(steps);
  return {
    id,
    kind: event.eventType,
    startedAt: event.requestTimeEpoch,
    ...(endedAt !== undefined && { duration: endedAt - event.requestTimeEpoch }),
    api: stage.api.name,
    stage: stage.settings.stageName,
    connectionId: event.connection.connectionId,
    routeKey: findRouteKey(steps),
    workflow: trail?.run?.machine.name,
    status: endedAt === undefined ? "running" : status,
    outcome: judge(steps, trail),
    ...(isUnanswered(steps) && { isUnanswered: true }),
    failure: failure && cutLine(failure),
    excerpt: cutLine(event.body) || undefined,
  };
}

/** As `summarizeEvent` of the whole, which is not worked out again for a list. */
export function summarizeMessage(id: number, message: CompactMessage): TraceSummary {
  const { body, startedAt, endedAt, stage, route, connection, machine } = message;
  return {
    id,
    kind: "MESSAGE",
    startedAt,
    duration: endedAt - startedAt,
    api: stage?.api.name,
    stage: stage?.settings.stageName,
    connectionId: connection?.connectionId,
    routeKey: route?.route.routeKey,
    workflow: machine?.name,
    status: 200,
    outcome: "ok",
    ...(route?.isTwoWay === false && { isUnanswered: true }),
    excerpt: cutLine(body) || undefined,
  };
}

export function renderEvent(id: number, steps: EventSteps, longest?: number): Trace {
  const { event } = steps;
  const trail = findTrail(steps);
  return {
    ...summarizeEvent(id, steps),
    received: event.eventType === "MESSAGE" ? cutText(event.body) : undefined,
    handshake: event.eventType === "CONNECT" ? readHandshake(event) : undefined,
    close: event.disconnect,
    selection: readSelection(steps),
    verdicts: readVerdicts(steps),
    request: readRequest(steps),
    permissions: readPermissions(steps),
    call: readCall(steps),
    execution: trail && readExecutionTrace(trail, longest),
    response: readResponse(steps),
    frame: readFrame(steps),
  };
}

const findTrail = ({ started }: EventSteps): ExecutionTrail | undefined =>
  started instanceof ExecutionTrail && started.run !== undefined ? started : undefined;

const isUnanswered = ({ event, endedAt, refusal, frame }: EventSteps): boolean =>
  event.eventType === "MESSAGE" && endedAt !== undefined && refusal === undefined && frame === undefined;

function findRouteKey({ event, route, routeKey }: EventSteps): string {
  if (event.eventType !== "MESSAGE") return `$${event.eventType.toLowerCase()}`;
  return route?.route.routeKey ?? routeKey;
}

function judge(steps: EventSteps, trail: ExecutionTrail | undefined): TraceSummary["outcome"] {
  if (steps.endedAt === undefined) return "running";
  if (steps.error !== undefined || steps.status >= 400) return "failed";
  if (trail?.ended !== undefined && trail.outcome !== "SUCCEEDED") return "failed";
  return hasFailed(steps) ? "caught" : "ok";
}

/** What the client was not told too. */
function explainFailure(steps: EventSteps): string | undefined {
  const { refusal, status, result } = steps;
  const trail = findTrail(steps);
  const ofStates = trail?.describeLatestFailure() ?? (trail && describeEnd(trail));
  if (refusal) return [refusal.text || `refused with ${refusal.status}`, refusal.cause].join(": ");
  const denial = steps.checks?.find((check) => check.denial !== undefined)?.denial;
  if (status >= 400 && denial !== undefined) return denial;
  if (status >= 400) return `the integration answered ${status}${result?.body ? `: ${result.body}` : ""}`;
  return ofStates;
}

function readCall({
  route,
  request,
  calledAt,
  answeredAt,
  result,
  refusal,
  checks = [],
}: EventSteps): IntegrationCall | undefined {
  const { integrationType, integrationUri = "" } = route?.target?.integration ?? {};
  if (integrationType === undefined || request === undefined) return undefined;
  const [, service, name] = /:apigateway:[\w-]+:([\w-]+):action\/(\w+)$/.exec(integrationUri) ?? [];
  const action =
    checks.find(({ by, action: asked }) => by === undefined && asked !== "sts:AssumeRole")?.action ??
    (name && `${service}:${name}`);
  return {
    type: integrationType,
    uri: integrationUri,
    action,
    request: cutText(request),
    ...(result && { status: result.status, answer: cutText(result.body), duration: answeredAt - calledAt }),
    error: result ? undefined : refusal?.cause,
  };
}

function readFrame(steps: EventSteps): TracedFrame {
  const { event, endedAt, refusal, frame, route, routeKey } = steps;
  if (endedAt === undefined) return { kind: "none", why: "it has not ended" };
  if (event.eventType === "DISCONNECT") return { kind: "none", why: "nobody is there to read it" };
  if (refusal) return { kind: "error", ...text(frame), why: refusal.cause };
  if (event.eventType === "CONNECT")
    return frame === undefined
      ? { kind: "none", why: "the connection is accepted" }
      : { kind: "error", ...text(frame), why: "the integration's answer refuses the connection" };
  if (frame !== undefined) return { kind: "answer", ...text(frame), why: explainAnswer(routeKey, frame) };
  const fix = route?.isTwoWay === false ? ` (aws_apigatewayv2_route_response)` : "";
  return { kind: "none", why: `route '${routeKey}' has no route response${fix}` };
}

function explainAnswer(routeKey: string, frame: string): string {
  const why = `route '${routeKey}' has a route response`;
  if (frame === "") return `${why}, and the answer is empty`;
  const bytes = Buffer.byteLength(frame);
  if (bytes <= LIMITS.message) return why;
  return `${why}; the answer has ${bytes} bytes, a message of AWS's at most ${LIMITS.message}: it may not arrive there`;
}

const text = (frame: string | undefined) => (frame === undefined ? {} : { text: cutText(frame) });
