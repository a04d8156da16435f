import type { HttpAnswer } from "../http/http-answer";
import { listTaskDenials } from "../trace/list-task-denials";
import { nameTemplateFiles } from "../trace/name-template-files";
import { printTrace } from "../trace/print-trace";
import type { TraceStore } from "../trace/trace-store";
import type { ApiRequest } from "./api-call";
import type { ConsoleWorld } from "./console-world";
import { ConsoleProblem } from "./console-problem";
import { readCount, readFilters, requireKnown } from "./filter-traces";
import { HARDENED } from "./hardened";
import { json, longJson } from "./answer-json";
import { createFindTemplate } from "./project-files";

/** Answers `traces` and `traces/ID`. @throws ConsoleProblem for a trace that is not kept and a query that is none. */
export async function serveTraces({ aws, project }: ConsoleWorld, { id, query }: ApiRequest): Promise<HttpAnswer> {
  const { traces } = aws();
  if (id === undefined) {
    const matches = readFilters(query);
    return json({
      traces: traces ? await matches(traces) : [],
      dropped: traces?.dropped ?? 0,
      isKept: traces !== undefined,
    });
  }
  const { format, longest } = readForm(query);
  const kept = requireTrace(traces, id, longest);
  const permissions = [...kept.permissions, ...listTaskDenials(aws(), kept.execution)];
  const trace = nameTemplateFiles({ ...kept, permissions }, createFindTemplate(project));
  return format === "json" ? longJson(trace) : printText(printTrace(trace));
}

function requireTrace(traces: TraceStore | undefined, id: string, longest?: number) {
  const found = /^[1-9]\d{0,14}$/.test(id) ? traces?.findTrace(Number(id), longest) : undefined;
  if (found !== undefined) return found;
  const advice = traces ? "it is none, or older than those that are kept" : "start without --no-trace";
  throw new ConsoleProblem(404, `traces: is not kept, got '${id.slice(0, 64)}'; ${advice}`);
}

/** How a trace is told, and from how many characters of data on in outline. */
function readForm(query: URLSearchParams): { readonly format: "json" | "text"; readonly longest?: number } {
  requireKnown(query, ["format", "longest"]);
  const format = query.get("format") ?? "json";
  if (format !== "json" && format !== "text")
    throw new ConsoleProblem(400, `format: is no format, got '${format}'; use json or text`);
  const longest = query.get("longest");
  return { format, ...(longest !== null && { longest: readCount("longest", longest) }) };
}

const printText = (body: string): HttpAnswer => ({
  status: 200,
  headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store", ...HARDENED },
  body,
});
