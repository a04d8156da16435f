import type { ConnectionCall } from "../apigateway/stage/connection-call";
import { cutLine, cutText } from "./cut-text";
import type { Trace, TracedFrame, TraceSummary } from "./trace";

export function summarizeCall(id: number, call: ConnectionCall): TraceSummary {
  const { stage, request, answer, at } = call;
  const text = request.body.toString("utf8", 0, 1_000);
  const hasFailed = answer.status >= 400;
  return {
    id,
    kind: "POST",
    startedAt: at,
    duration: 0,
    api: stage.api.name,
    stage: stage.settings.stageName,
    connectionId: request.connectionId,
    routeKey: `${request.method} @connections`,
    status: answer.status,
    outcome: hasFailed ? "failed" : "ok",
    failure: hasFailed ? cutLine(explainRefusal(call)) : undefined,
    excerpt: cutLine(text) || undefined,
  };
}

export function renderCall(id: number, call: ConnectionCall): Trace {
  const body = call.request.body.toString();
  return {
    ...summarizeCall(id, call),
    received: body === "" ? undefined : cutText(body),
    verdicts: [],
    permissions: [],
    frame: describeFrame(call, body),
  };
}

/** Why a call is refused that AWS answers without a word. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html */
const REASONS: Readonly<Record<number, string>> = {
  410: "GoneException: no connection of this id is open",
  413: "the message is over 128 KB",
  429: "LimitExceededException: the client does not read what waits for it",
};

function explainRefusal({ answer: { status, headers = {} }, errorMessage }: ConnectionCall): string {
  return errorMessage ?? REASONS[status] ?? headers["x-amzn-errortype"] ?? `refused with ${status}`;
}

function describeFrame(call: ConnectionCall, body: string): TracedFrame {
  const { request, answer } = call;
  if (answer.status >= 400) return { kind: "none", why: explainRefusal(call) };
  if (request.method !== "POST") return { kind: "none", why: `${request.method} sends nothing to the client` };
  return { kind: "answer", text: cutText(body), why: "posted to the connection" };
}
