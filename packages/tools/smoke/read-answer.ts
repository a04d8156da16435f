import { findJson, isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";

/** What an answer is, as far as its members tell. */
export type Answer =
  /** What StartSyncExecution answers, or a template's own object with such a `status`. */
  | { readonly kind: "execution"; readonly status: string; readonly execution: JsonObject }
  /** What a route with the response "output" sends of a workflow that failed or timed out. */
  | { readonly kind: "failure"; readonly error?: string; readonly cause?: string }
  /** API Gateway's own error frame, or an error of an AWS service that passed a route. */
  | { readonly kind: "error"; readonly message: string }
  | { readonly kind: "other" };

/** The members of an error frame, by name. */
const ERROR_FRAME = "connectionId,message,requestId";
const STATUSES = ["SUCCEEDED", "FAILED", "TIMED_OUT"];

/** Tells what an answer's text is. */
export function readAnswer(text: string): Answer {
  const json = findJson(text);
  if (!isJsonObject(json)) return { kind: "other" };
  return readError(json) ?? readExecution(json) ?? readFailure(json) ?? { kind: "other" };
}

/** An error frame has the ids of the connection and of the message, and nothing else: a chat's message may have both too. */
function readError(json: JsonObject): Answer | undefined {
  const { message, __type: type } = json;
  if (isErrorFrame(json)) return { kind: "error", message: String(message) };
  if (typeof type !== "string") return undefined;
  const said = message ?? json.Message;
  const code = type.replace(/^.*#/s, "");
  return { kind: "error", message: typeof said === "string" ? `${code}: ${said}` : code };
}

function isErrorFrame(json: JsonObject): boolean {
  return (
    Object.keys(json).sort().join() === ERROR_FRAME && Object.values(json).every((value) => typeof value === "string")
  );
}

function readExecution(json: JsonObject): Answer | undefined {
  const { status } = json;
  if (typeof status !== "string" || !STATUSES.includes(status)) return undefined;
  return { kind: "execution", status, execution: json };
}

function readFailure(json: JsonObject): Answer | undefined {
  const { error, cause, ...others } = json;
  if (Object.keys(others).length > 0 || (error ?? cause) === undefined) return undefined;
  if (!isTextOrAbsent(error) || !isTextOrAbsent(cause)) return undefined;
  return { kind: "failure", ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
}

function isTextOrAbsent(value: Json | undefined): value is string | undefined {
  return value === undefined || typeof value === "string";
}
