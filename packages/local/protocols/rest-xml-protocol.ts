import { randomUUID } from "node:crypto";
import { isJsonObject, type Json } from "@sfn-websocket/languages/json";
import { type ApiError, printThrown } from "./api-error";
import type { AwsRequest } from "./aws-request";
import type { ApiAnswer } from "./json-protocol";
import type { Constraints } from "./constraints";
import { compileActions, type FoundAction, type RestAction } from "./rest-paths";
import { createUnusedLog, findUnused, findUnusedParameters, type LogUnused } from "./unused-members";
import { parseXml, printXml } from "./xml-document";
import { dropEmpty, type XmlElement } from "./xml-element";

/** One action of an API in AWS's REST-XML protocol: where it is called, and what it answers. */
export interface RestXmlAction<Store> extends RestAction {
  /** The names of the query string's other parameters. @default none */
  readonly query?: readonly string[];
  /** Of the request's document: its root element and what is in it. @default the request has no body */
  readonly members?: Constraints;
  /** @default 200 */
  readonly status?: number;
  /** True if resources change. @default false */
  readonly mutates?: true;
  readonly call: (store: Store, request: RestXmlRequest) => RestXmlResult | void;
}

/** A service's actions, by their names in the API. */
export type RestXmlActions<Store> = Readonly<Record<string, RestXmlAction<Store>>>;

export interface RestXmlRequest {
  /** A parameter of the path, decoded. */
  readonly parameter: (name: string) => string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** What the request's root element of that name holds. @throws Error where there is none. */
  readonly body: (root: string) => XmlElement;
}

export interface RestXmlResult {
  /** @default none */
  readonly headers?: Readonly<Record<string, string>>;
  /** The root element, by its name, or a text that is no XML. @default an empty body */
  readonly body?: { readonly [root: string]: Json } | string;
}

export interface RestXmlApi<Store> {
  /** As the developer knows it, such as `CloudFront`. */
  readonly service: string;
  /** Of the documents' elements. */
  readonly namespace: string;
  readonly actions: RestXmlActions<Store>;
  readonly store: Store;
  readonly isError: (thrown: unknown) => thrown is ApiError;
  /** Writes one line for the developer: an error that is not the service's own, and elements without an effect. */
  readonly log: (line: string) => void;
}

/** A request whose body cannot be read. *Assumed*: code and text. */
class MalformedInput extends Error {
  readonly code = "MalformedInput";
  readonly status = 400;
}

/**
 * Returns what answers the calls of a service in the REST-XML protocol, its errors included; an error that is not the
 * service's own is AWS's 500.
 */
export function createRestXmlApi<Store>(api: RestXmlApi<Store>): (request: AwsRequest) => ApiAnswer {
  const findAction = compileActions(api.actions);
  const logUnused = createUnusedLog(api.service, api.log);
  return (request) => {
    const found = findAction(request);
    if (found) return callAction(api, found, { request, logUnused });
    // *Assumed*: the document.
    const unknown = `${request.method} ${request.path}`;
    return { ...answer(api, 404, { body: { UnknownOperationException: "" } }), unknown };
  };
}

function createRequest(
  request: AwsRequest,
  groups: Readonly<Record<string, string>>,
  document: XmlElement | undefined,
): RestXmlRequest {
  return {
    parameter: (name) => decodeURIComponent(groups[name] ?? ""),
    query: request.query,
    headers: request.headers,
    body(root) {
      const content = (document ?? readDocument(request.body))[root];
      if (content === undefined) throw new MalformedInput(`The request has no element ${root}.`);
      return isJsonObject(content) ? content : {};
    },
  };
}

/** Those of the query string and of the document; what is there and empty, or AWS's own `false` or 0, asks for nothing. */
function listUnused(
  { marker = "", query = [], members = {} }: RestXmlAction<never>,
  request: AwsRequest,
  document: XmlElement = {},
): readonly string[] {
  const known = [...marker.split("=").slice(0, 1), ...query];
  return [...findUnusedParameters(request.query, known), ...findUnused(dropEmpty(document), members)];
}

function readDocument(text: string): XmlElement {
  try {
    return parseXml(text);
  } catch {
    throw new MalformedInput("Could not parse the request's XML.");
  }
}

function callAction<Store>(
  api: RestXmlApi<Store>,
  { name, action, groups }: FoundAction<RestXmlAction<Store>>,
  { request, logUnused }: { readonly request: AwsRequest; readonly logUnused: LogUnused },
): ApiAnswer {
  try {
    const hasDocument = action.members !== undefined && request.body !== "";
    const document = hasDocument ? readDocument(request.body) : undefined;
    logUnused(name, listUnused(action, request, document));
    const result = action.call(api.store, createRequest(request, groups, document)) ?? {};
    return { ...answer(api, action.status ?? 200, result), ...(action.mutates && { mutates: true }) };
  } catch (thrown) {
    if (api.isError(thrown) || thrown instanceof MalformedInput) return answerError(api, thrown);
    if (thrown instanceof URIError) return answerError(api, new MalformedInput("The path cannot be decoded."));
    api.log(`${api.service}: ${name} failed: ${printThrown(thrown)}`);
    const message = "The request processing has failed because of an unknown error, exception or failure.";
    return answerError(api, { code: "InternalFailure", status: 500, message });
  }
}

function answerError(
  api: Pick<RestXmlApi<never>, "namespace">,
  { code, status, message }: Omit<ApiError, "name">,
): ApiAnswer {
  const requestId = randomUUID();
  const error = { Type: status < 500 ? "Sender" : "Receiver", Code: code, Message: message };
  const body = { ErrorResponse: { Error: error, RequestId: requestId } };
  return answer(api, status, { body, headers: { "x-amzn-requestid": requestId } });
}

function answer(
  { namespace }: Pick<RestXmlApi<never>, "namespace">,
  status: number,
  { headers, body = "" }: RestXmlResult,
): ApiAnswer {
  const text = typeof body === "string" ? body : printXml(body, namespace);
  return { status, headers: { "content-type": "text/xml", "x-amzn-requestid": randomUUID(), ...headers }, body: text };
}
