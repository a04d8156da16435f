import type { ComponentChildren } from "preact";
import type { Trace } from "@sfn-websocket/local/trace/trace";
import { formatDuration, formatLength } from "./format";
import type { StageId } from "./stage-id";
import {
  CallBody,
  ExecutionBody,
  FrameBody,
  PermissionsBody,
  ReceivedBody,
  ResponseBody,
  SelectionBody,
  TemplateBody,
  VerdictsBody,
} from "./stage-bodies";
import type { TraceProps } from "./use-whole";

/** A stage of a message's way. */
export interface Stage {
  readonly title: string;
  /** What came of it, in one line. @default the trace has no such stage, or did not get so far */
  readonly tell: (trace: Trace) => string | undefined;
  readonly hasFailed: (trace: Trace) => boolean;
  readonly Body: (props: TraceProps) => ComponentChildren;
}

/** All stages, in order. */
export const STAGES: Readonly<Record<StageId, Stage>> = {
  received: { title: "Received", tell: tellReceived, hasFailed: () => false, Body: ReceivedBody },
  selection: {
    title: "Route selection",
    tell: ({ selection }) => selection && (selection.chosen ?? "no route"),
    hasFailed: ({ selection }) => selection !== undefined && selection.chosen === undefined,
    Body: SelectionBody,
  },
  verdicts: {
    title: "Verdicts",
    tell: tellVerdicts,
    hasFailed: ({ verdicts }) => verdicts.some(({ allowed }) => !allowed),
    Body: VerdictsBody,
  },
  request: {
    title: "Request template",
    tell: ({ request }) => request && tellTemplate(request),
    hasFailed: ({ request }) => request?.error !== undefined,
    Body: ({ trace }) => trace.request && <TemplateBody template={trace.request} />,
  },
  permissions: {
    title: "Permissions",
    tell: tellPermissions,
    hasFailed: ({ permissions }) => permissions.some(({ allowed }) => !allowed),
    Body: PermissionsBody,
  },
  call: {
    title: "Call",
    tell: tellCall,
    hasFailed: ({ call }) => call?.error !== undefined || (call?.status ?? 200) >= 400,
    Body: CallBody,
  },
  execution: {
    title: "Execution",
    tell: tellExecution,
    hasFailed: ({ execution }) => execution !== undefined && !/^(SUCCEEDED|RUNNING)$/.test(execution.status),
    Body: ExecutionBody,
  },
  response: {
    title: "Integration response",
    tell: ({ response }) => response && `${response.key}, because ${response.why}`,
    hasFailed: ({ response }) => response?.error !== undefined,
    Body: ResponseBody,
  },
  frame: {
    title: "Frame",
    tell: ({ frame }) => (frame.kind === "none" ? `none: ${frame.why}` : frame.text?.text || frame.why),
    hasFailed: ({ frame }) => frame.kind === "error",
    Body: FrameBody,
  },
};

function tellReceived({ received, handshake, close }: Trace): string | undefined {
  if (handshake) return `${handshake.path} from ${handshake.sourceIp}`;
  if (close) return `${close.statusCode} ${close.reason}`;
  return received && formatLength(received.length);
}

function tellVerdicts({ verdicts }: Trace): string | undefined {
  if (verdicts.length === 0) return undefined;
  return verdicts.map(({ by, name, allowed }) => `${name ?? by} ${allowed ? "✓" : "✕"}`).join(" · ");
}

function tellTemplate({ error, source, template, rendered }: NonNullable<Trace["request"]>): string {
  if (error) return error.message;
  const name = template === undefined ? "none, the body passes as it is" : `'${source.key ?? "$default"}'`;
  return rendered ? `${name}: ${formatLength(rendered.length)}` : name;
}

function tellPermissions({ permissions }: Trace): string | undefined {
  if (permissions.length === 0) return undefined;
  return permissions.map(({ action, allowed }) => `${action} ${allowed ? "✓" : "✕"}`).join(" · ");
}

function tellCall({ call }: Trace): string | undefined {
  if (call === undefined) return undefined;
  const { action, type, status, error, duration } = call;
  const parts = [action ?? type, status === undefined ? undefined : `status ${status}`, error];
  return [...parts, duration === undefined ? undefined : formatDuration(duration)].filter(Boolean).join(" · ");
}

function tellExecution({ execution }: Trace): string | undefined {
  if (execution === undefined) return undefined;
  const { status, states, error, duration } = execution;
  const parts = [status, error, `${states.length} ${states.length === 1 ? "state" : "states"}`];
  return [...parts, duration === undefined ? undefined : formatDuration(duration)].filter(Boolean).join(" · ");
}
