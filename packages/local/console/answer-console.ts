import type { HttpAnswer } from "../http/http-answer";
import { API_CALLS } from "./api-calls";
import type { ConsoleWorld } from "./console-world";
import type { ConsoleRequest } from "./console-request";
import { findAsset } from "./assets";
import { problem } from "./answer-json";
import { ConsoleProblem } from "./console-problem";
import { refuseForeignPage } from "./refuse-foreign-page";

const API = /^api\/([\w-]+)(?:\/([^/]+))?$/;

/** Answers a request below `/_console/`: the page's files, and the calls of its API. */
export async function answerConsole(request: ConsoleRequest, world: ConsoleWorld): Promise<HttpAnswer> {
  const foreign = refuseForeignPage(request.headers);
  if (foreign !== undefined) return problem(403, foreign);
  if (!request.path.startsWith("api/")) return (await findAsset(request)) ?? problem(404, noSuch("page", request.path));
  const [, name = "", id] = API.exec(request.path) ?? [];
  const call = Object.hasOwn(API_CALLS, name) ? API_CALLS[name] : undefined;
  if (!call || (id !== undefined && call.takesId !== true)) return problem(404, noSuch("call", request.path));
  if (request.method !== call.method)
    return problem(405, `${name}: is no ${request.method} call; send a ${call.method} request`);
  if (call.method === "POST" && !/^application\/json\b/.test(request.headers["content-type"] ?? ""))
    return problem(415, `${name}: takes JSON, got '${request.headers["content-type"] ?? ""}'; name the content type`);
  try {
    return await call.run(world, { ...request, id });
  } catch (thrown) {
    if (thrown instanceof ConsoleProblem) return problem(thrown.status, thrown.message);
    throw thrown;
  }
}

const noSuch = (what: string, path: string): string =>
  `/_console/${path}: no such ${what}; the calls are ${Object.keys(API_CALLS).join(", ")}`;
