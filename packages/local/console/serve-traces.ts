import { suggestName } from "@sfn-websocket/languages/nearest-name";
import type { HttpAnswer } from "../http/http-answer";
import { listTaskDenials } from "../trace/list-task-denials";
import { nameTemplateFiles } from "../trace/name-template-files";
import { printTrace } from "../trace/print-trace";
import type { TraceStore } from "../trace/trace-store";
import type { ApiRequest } from "./api-call";
import type { ConsoleWorld } from "./console-world";
import { ConsoleProblem } from "./console-problem";
import { readFilters } from "./filter-traces";
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
  const kept = requireTrace(traces, id);
  const permissions = [...kept.permissions, ...listTaskDenials(aws(), kept.execution)];
  const trace = nameTemplateFiles({ ...kept, permissions }, createFindTemplate(project));
  return readFormat(query) === "json" ? longJson(trace) : printText(printTrace(trace));
}

function requireTrace(traces: TraceStore | undefined, id: string) {
  const found = /^[1-9]\d{0,14}$/.test(id) ? traces?.findTrace(Number(id)) : undefined;
  if (found !== undefined) return found;
  const advice = traces ? "it is none, or older than those that are kept" : "start without --no-trace";
  throw new ConsoleProblem(404, `traces: is not kept, got '${id.slice(0, 64)}'; ${advice}`);
}

function readFormat(query: URLSearchParams): "json" | "text" {
  for (const name of query.keys())
    if (name !== "format")
      throw new ConsoleProblem(
        400,
        `traces: unknown parameter, got '${name}'; ${suggestName(name, ["format"], "use format")}`,
      );
  const format = query.get("format") ?? "json";
  if (format === "json" || format === "text") return format;
  throw new ConsoleProblem(400, `format: is no format, got '${format}'; use json or text`);
}

const printText = (body: string): HttpAnswer => ({
  status: 200,
  headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store", ...HARDENED },
  body,
});
