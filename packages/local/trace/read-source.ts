import { printJson } from "@sfn-websocket/languages/jsonpath/read-json";
import type { ExecutionTrail } from "../stepfunctions/execution-trail";
import type { Trace, TraceSummary } from "./trace";
import type { TraceSource } from "./trace-source";
import { expandMessage, renderMessage } from "./expand-message";
import { renderCall, summarizeCall } from "./read-call";
import { renderEvent, summarizeEvent, summarizeMessage } from "./read-event";
import { renderExecution, summarizeExecution } from "./read-execution";

/** What the list tells of a trace; what failed and what came are cut to a line. */
export function summarize(id: number, source: TraceSource): TraceSummary {
  if (source.kind === "message") return summarizeMessage(id, source);
  if (source.kind === "event") return summarizeEvent(id, source.steps);
  if (source.kind === "call") return summarizeCall(id, source.call);
  return summarizeExecution(id, source.trail);
}

/**
 * Whether a text stands in what a trace has received, sent on and answered, or in its summary; in small letters or capitals.
 * What states hand on to each other is not looked through.
 */
export function holds({ id, source }: { readonly id: number; readonly source: TraceSource }, text: string): boolean {
  const wanted = text.toLowerCase();
  const texts = [...listTexts(source), JSON.stringify(summarize(id, source))];
  return texts.some((each) => each.toLowerCase().includes(wanted));
}

function listTexts(source: TraceSource): readonly string[] {
  if (source.kind === "call") return [source.call.request.body.toString()];
  if (source.kind === "execution") return listTextsOfRun(source.trail);
  const steps = source.kind === "message" ? renderMessage(source) : source.steps;
  const { event, request = "", result, response = "" } = steps;
  return [event.body, request, result?.body ?? "", response];
}

function listTextsOfRun({ run, ended }: ExecutionTrail): readonly string[] {
  const output = ended?.output === undefined ? "" : printJson(ended.output);
  return [run?.input ?? "", output, ended?.error ?? "", ended?.cause ?? ""];
}

/** The trace, as far as it has come; of an execution with more characters of data than `longest` the outline. */
export function render(id: number, source: TraceSource, longest?: number): Trace {
  if (source.kind === "message") return renderEvent(id, expandMessage(source), longest);
  if (source.kind === "event") return renderEvent(id, source.steps, longest);
  if (source.kind === "call") return renderCall(id, source.call);
  return renderExecution(id, source.trail, longest);
}
