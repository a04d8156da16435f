import type { RenderAnswer, RenderRequest } from "@sfn-websocket/local/console/editor-api";
import { postJson } from "../call-api";
import { type Answered, useAnswer } from "../components/use-answer";
import type { Draft } from "./drafts";

/** Milliseconds without a change after which the server is asked. */
const PAUSE = 200;

/** What the draft renders to, by the engine that serves messages. */
export function useRender(draft: Draft): Answered<RenderAnswer> {
  const request = writeRequest(draft);
  const text = typeof request === "string" ? request : undefined;
  const ask = async (signal: AbortSignal) =>
    placeError(await postJson<RenderAnswer>("render", JSON.parse(text ?? ""), signal), draft.prefix);
  const rendering = useAnswer(text === undefined ? undefined : ask, [text], PAUSE);
  return typeof request === "string" ? rendering : request;
}

/** The request as text, which is the same for the same draft; a problem while a part of it is no JSON. */
function writeRequest(draft: Draft): string | { readonly problem: string } {
  const { template, prefix, message = "", context, stageVariables, status, samples, route } = draft;
  try {
    const request: RenderRequest = {
      template: prefix + template,
      message,
      context: readObject("$context", context),
      stageVariables: readTexts(readObject("stage variables", stageVariables)),
      ...(samples !== "request" && status !== "" && { status: readStatus(status) }),
      routeKey: route,
      samples,
    };
    return JSON.stringify(request);
  } catch (error) {
    return { problem: (error as Error).message };
  }
}

function readStatus(text: string): number {
  if (/^[1-5]\d\d$/.test(text)) return Number(text);
  throw new Error(`$context.status: is no status, got '${text}'; write it as 200`);
}

function readObject(what: string, text: string): NonNullable<RenderRequest["context"]> {
  if (text.trim() === "") return {};
  const refused = new Error(`${what}: is no JSON object, got what is written; write it as {"name":"value"}`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refused;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw refused;
  return value as NonNullable<RenderRequest["context"]>;
}

/** Stage variables are texts. */
function readTexts(values: Readonly<Record<string, unknown>>): Record<string, string> {
  const wrong = Object.entries(values).find(([, value]) => typeof value !== "string");
  if (wrong)
    throw new Error(`stage variables: '${wrong[0]}' is no text, got ${JSON.stringify(wrong[1])}; put it in quotes`);
  return values as Record<string, string>;
}

/** Lines are counted from the template's own first. */
function placeError(answer: RenderAnswer, prefix: string): RenderAnswer {
  const { error } = answer;
  if (error?.line === undefined || prefix === "") return answer;
  return { ...answer, error: { ...error, line: Math.max(1, error.line - (prefix.split("\n").length - 1)) } };
}
