import type { JsonObject } from "@sfn-websocket/languages/jsonpath/json";
import { type Page, takePage } from "../protocols/pages";
import { pickShapes, refuseRequest, type Shapes } from "./shape";
import { CloudWatchError, invalid } from "./wire";

/** What an answer is made of; a member that is undefined is left out. */
export type AnswerValue =
  string | number | boolean | Date | undefined | readonly AnswerValue[] | { readonly [name: string]: AnswerValue };

/** The members of an answer. */
export type Answer = { readonly [name: string]: AnswerValue };

/** An action of the API, whatever the protocol of its call. */
export interface Action {
  /** Of the request's members. */
  readonly shapes: Shapes;
  /** True if resources change. @default false */
  readonly mutates?: true;
  /** Returns undefined for an action whose answer AWS's model leaves out. @throws CloudWatchError. */
  readonly answer: (request: JsonObject) => Answer | undefined;
}

/** What an action is made of; `run` is handed a request that its shapes allow, without members that are null. */
export interface ActionParts<Request> extends Pick<Action, "shapes" | "mutates"> {
  readonly run: (request: Request) => Answer | void;
}

export function defineAction<Request>({ run, ...action }: ActionParts<Request>): Action {
  return { ...action, answer: (request) => run(readRequest<Request>(request, action.shapes)) ?? undefined };
}

/** Returns a request of the type that its shapes describe. @throws CloudWatchError ValidationError or SerializationException. */
export function readRequest<Request>(request: JsonObject, shapes: Shapes): Request {
  const refusal = refuseRequest(request, shapes);
  if (refusal !== undefined && "unreadable" in refusal)
    throw new CloudWatchError("SerializationException", refusal.unreadable);
  if (refusal !== undefined) throw invalid(refusal.invalid);
  // The shapes say what the type says.
  return pickShapes(request, shapes) as unknown as Request;
}

/** A part of a list. @throws CloudWatchError InvalidNextToken, whose text is *assumed*. */
export function listPage<Item>(list: readonly Item[], token: string | undefined, size: number): Page<Item> {
  const page = takePage(list, { ...(token !== undefined && { token }), size }, size);
  if (page !== undefined) return page;
  throw new CloudWatchError("InvalidNextToken", "The next token specified is invalid.");
}
