import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/jsonpath/json";
import type { AwsAnswer, AwsRequest } from "../../protocols/aws-request";
import type { FoundAction, RestAction } from "../../protocols/rest-paths";
import { ApiGatewayError, badRequest } from "../api-gateway-error";

/** One action of an API: where it is called, and what it answers. */
export interface Action<Context> extends RestAction {
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
  /** `{}` where there is none. */
  readonly body: JsonObject;
}

/** An answer that also tells what became of the call. */
export interface ApiGatewayAnswer extends AwsAnswer {
  /** Whether the call may have changed a resource. */
  readonly mutates: boolean;
  /** Method and path of a call that is no action here. */
  readonly unknown?: string;
}

/** Calls an action, and answers as AWS's REST-JSON protocol does. */
export function callAction<Context>(
  { action, groups }: FoundAction<Action<Context>>,
  context: Context,
  request: AwsRequest,
): ApiGatewayAnswer {
  const parameter = (name: string) => decodePart(groups[name] ?? "");
  const body = action.call(context, { parameter, query: request.query, body: readBody(request.body) });
  return answer(action.status ?? 200, body, { mutates: action.mutates === true });
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
