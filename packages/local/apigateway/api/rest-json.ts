import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import type { AwsAnswer, AwsRequest } from "../../protocols/aws-request";
import type { FoundAction, RestAction } from "../../protocols/rest-paths";
import type { Constraints } from "../../protocols/constraints";
import { findUnused, type LogUnused } from "../../protocols/unused-members";
import { ApiGatewayError, badRequest } from "../api-gateway-error";
import { readMembers } from "./members";

/** One action of an API: where it is called, and what it answers. */
export interface Action<Context> extends RestAction {
  /** Of the request's body. @default none */
  readonly members?: Constraints;
  /** The names of the query string's parameters. @default none */
  readonly query?: readonly string[];
  /** @default 200 */
  readonly status?: number;
  /** Whether a call that succeeds may change a resource. @default false */
  readonly mutates?: true;
  /** Returns the answer's body, if it has one; throws an ApiGatewayError. */
  readonly call: (context: Context, request: ActionRequest) => object | void;
}

/** The actions of an API by their names. */
export type Actions<Context> = Readonly<Record<string, Action<Context>>>;

export interface ActionRequest {
  /** Returns a parameter of the path, decoded. */
  readonly parameter: (name: string) => string;
  readonly query: URLSearchParams;
  /** What the action's members name of the request's body, each of its type. */
  readonly body: JsonObject;
}

/** An answer that also tells what became of the call. */
export interface ApiGatewayAnswer extends AwsAnswer {
  /** Whether the call may have changed a resource. */
  readonly mutates: boolean;
  /** Method and path of a call that is no action here. */
  readonly unknown?: string;
}

/** What an action is called with. */
export interface ActionCall<Context> {
  readonly context: Context;
  readonly request: AwsRequest;
  readonly logUnused: LogUnused;
}

/** Calls an action, and answers as AWS's REST-JSON protocol does. */
export function callAction<Context>(
  { name, action, groups }: FoundAction<Action<Context>>,
  { context, request, logUnused }: ActionCall<Context>,
): ApiGatewayAnswer {
  const parameter = (part: string) => decodePart(groups[part] ?? "");
  const given = readBody(request.body);
  logUnused(name, listUnused(action, given, request.query));
  const body = readMembers(given, action.members ?? {});
  const answered = action.call(context, { parameter, query: request.query, body });
  return answer(action.status ?? 200, answered, { mutates: action.mutates === true });
}

/** Those of the body and of the query string; those of a signature in the query string have an effect. */
function listUnused<Context>({ members = {}, query = [] }: Action<Context>, body: JsonObject, given: URLSearchParams) {
  const names = [...new Set(given.keys())].filter((name) => !query.includes(name) && !name.startsWith("X-Amz-"));
  return [...names, ...findUnused(body, members)];
}

/** The header tells the error's code; the members are those of the SDKs' models. */
export function answerError(error: ApiGatewayError): ApiGatewayAnswer {
  const { code, message, status } = error;
  return answer(status, { message }, { mutates: false, headers: { "x-amzn-errortype": code } });
}

interface AnswerOptions {
  readonly mutates: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

function answer(status: number, body: object | void, { mutates, headers }: AnswerOptions): ApiGatewayAnswer {
  const isEmpty = status === 204 || body === undefined;
  return {
    status,
    headers: { "content-type": "application/json", ...headers },
    body: isEmpty ? "" : JSON.stringify(body),
    mutates,
  };
}

function decodePart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw badRequest("Invalid request input");
  }
}

/** *Assumed*: the texts, of AWS's other services in this protocol. */
function readBody(text: string): JsonObject {
  if (text.trim() === "") return {};
  let body: Json;
  try {
    body = JSON.parse(text) as Json;
  } catch {
    throw new ApiGatewayError("SerializationException", "Unable to parse the request body as JSON");
  }
  if (isJsonObject(body)) return body;
  throw new ApiGatewayError("SerializationException", "Unexpected value type in payload");
}
