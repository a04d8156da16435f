import { isJsonObject, type JsonObject, requireJson } from "@sfn-websocket/languages/json";
import type { AwsAnswer, AwsRequest } from "../../protocols/aws-request";
import type { FoundAction, RestAction } from "../../protocols/rest-paths";
import type { Constraints } from "../../protocols/constraints";
import type { RequestOf } from "../../protocols/request";
import { findUnused, findUnusedParameters, type LogUnused } from "../../protocols/unused-members";
import { ApiGatewayError, badRequest } from "../api-gateway-error";
import type { ApiContext } from "./context";
import { readMembers } from "./members";

/** One action of the API: where it is called, and what it answers. */
export interface Action extends RestAction {
  /** Of the request's body; a member that is not among them has no effect. */
  readonly members: Constraints;
  /** The names of the query string's parameters. @default none */
  readonly query?: readonly string[];
  /** @default 200 */
  readonly status?: number;
  /** Whether a call that succeeds may change a resource. @default false */
  readonly mutates?: true;
  /** Returns the answer's body, if it has one; throws an ApiGatewayError. */
  readonly answer: (context: ApiContext, request: ActionRequest<JsonObject>) => Answered;
}

type Answered = object | void | Promise<object | void>;

/** The actions of the API by their names. */
export type Actions = Readonly<Record<string, Action>>;

export interface ActionRequest<Body> {
  /** Returns a parameter of the path, decoded. */
  readonly parameter: (name: string) => string;
  readonly query: URLSearchParams;
  readonly body: Body;
}

/** What an action is made of; `call` is handed a body that meets the constraints, without members that are null. */
export interface ActionParts<Members extends Constraints> extends Omit<Action, "members" | "answer"> {
  readonly members: Members;
  readonly call: (context: ApiContext, request: ActionRequest<RequestOf<Members>>) => Answered;
}

export function defineAction<const Members extends Constraints>(parts: ActionParts<Members>): Action {
  const { call, ...rest } = parts;
  const answer: Action["answer"] = (context, { body, ...request }) =>
    call(context, { ...request, body: readMembers(body, parts.members) });
  return { ...rest, answer };
}

/** An answer that also tells what became of the call. */
export interface ApiGatewayAnswer extends AwsAnswer {
  /** Whether the call may have changed a resource. */
  readonly mutates: boolean;
  /** Method and path of a call that is no action here. */
  readonly unknown?: string;
}

/** What an action is called with. */
export interface ActionCall {
  readonly context: ApiContext;
  readonly request: AwsRequest;
  readonly logUnused: LogUnused;
}

/** Calls an action, and answers as AWS's REST-JSON protocol does. */
export async function callAction(
  { name, action, groups }: FoundAction<Action>,
  { context, request, logUnused }: ActionCall,
): Promise<ApiGatewayAnswer> {
  const parameter = (part: string) => decodePart(groups[part] ?? "");
  const body = readBody(request.body);
  logUnused(name, listUnused(action, body, request.query));
  const answered = await action.answer(context, { parameter, query: request.query, body });
  return answer(action.status ?? 200, answered, { mutates: action.mutates === true });
}

/** Those of the body and of the query string. */
function listUnused({ members, query = [] }: Action, body: JsonObject, given: URLSearchParams) {
  return [...findUnusedParameters(given, query), ...findUnused(body, members)];
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
  const unreadable = () => new ApiGatewayError("SerializationException", "Unable to parse the request body as JSON");
  const body = requireJson(text, unreadable);
  if (isJsonObject(body)) return body;
  throw new ApiGatewayError("SerializationException", "Unexpected value type in payload");
}
