import { isJsonObject, type Json, type JsonObject, objectOf } from "@sfn-websocket/languages/json";
import { runtimeError, TaskFailure } from "@sfn-websocket/languages/states-language/values/errors";

/** What a Task state asks `apigateway:invoke` for. */
export interface InvokeRequest {
  /** `<api id>.execute-api.<region>.amazonaws.com` */
  readonly apiEndpoint: string;
  readonly method: string;
  /** Of the URL: the stage and the path, each after one slash, percent-encoded or not. */
  readonly path: string;
  /** Empty for a method that has none. */
  readonly body: string;
  readonly authType: string;
}

const METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"];
const AUTH_TYPES = ["NO_AUTH", "IAM_ROLE", "RESOURCE_POLICY"];
const WITH_BODY = new Set(["PATCH", "POST", "PUT"]);
const FORBIDDEN_HEADER =
  /^(?:x-(?:forwarded|amz).*|authorization|connection|content-md5|expect|host|max-forwards|proxy-authenticate|server|te|transfer-encoding|trailer|upgrade|via|www-authenticate)$/i;

/**
 * Reads a task's parameters; query parameters and headers mean nothing to @connections.
 *
 * @throws TaskFailure or EvaluationError States.Runtime, *assumed*: AWS refuses most of it when the state machine is made.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-api-gateway.html
 */
export function readInvokeRequest(parameters: Json): InvokeRequest {
  const all = objectOf(parameters);
  const { Headers, RequestBody = null, AllowNullValues } = all;
  if (!isHeaders(Headers)) throw malformed(all, "Headers");
  const method = requireValue("Method", readText(all, "Method"), METHODS);
  const forbidden = Object.keys(objectOf(Headers)).find((name) => FORBIDDEN_HEADER.test(name));
  if (forbidden !== undefined) throw refuse(`The header '${forbidden}' is not permitted in the field 'Headers'`);
  return {
    apiEndpoint: readText(all, "ApiEndpoint"),
    method,
    path: [readText(all, "Stage", ""), readText(all, "Path", "")].map(startWithSlash).join(""),
    body: WITH_BODY.has(method) ? printBody(RequestBody, AllowNullValues === true) : "",
    authType: requireValue("AuthType", readText(all, "AuthType", "NO_AUTH"), AUTH_TYPES),
  };
}

/** Each header is a list of texts. */
function isHeaders(headers: Json = {}): boolean {
  if (!isJsonObject(headers)) return false;
  return Object.values(headers).every((each) => Array.isArray(each) && each.every((one) => typeof one === "string"));
}

/** *Recorded* (LocalStack's AWS-validated snapshots, October 2024) for a header that is a text. */
function malformed(parameters: JsonObject, field: string): Error {
  return runtimeError(
    `The Parameters '${JSON.stringify(parameters)}' could not be used to start the Task: [The value of the field '${field}' has an invalid format]`,
  );
}

/**
 * Prints a body as JSON, a text in quotes too. *Recorded* (LocalStack's AWS-validated snapshots): a text comes back as one
 * that was sent in quotes, and null as one that was not sent. *Assumed*: null stays in a list.
 */
function printBody(body: Json, allowsNull: boolean): string {
  if (body === null) return "";
  return JSON.stringify(allowsNull ? body : dropNull(body));
}

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-api-gateway.html for `AllowNullValues` */
function dropNull(value: Json): Json {
  if (Array.isArray(value)) return value.map(dropNull);
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([name, member]) => [name, dropNull(member)]));
}

const startWithSlash = (part: string): string => part.replace(/^\/*(?=[^/])/, "/");

function readText(all: JsonObject, name: string, missing?: string): string {
  const value = all[name] ?? missing;
  if (value === undefined) throw refuse(`The field '${name}' is required but was missing`);
  if (typeof value === "string") return value;
  throw refuse(`The value for the field '${name}' must be a STRING`);
}

function requireValue(name: string, value: string, values: readonly string[]): string {
  if (values.includes(value)) return value;
  throw refuse(`The field '${name}' should have one of these values: [${values.join(", ")}]`);
}

function refuse(cause: string): TaskFailure {
  return new TaskFailure("States.Runtime", cause);
}
