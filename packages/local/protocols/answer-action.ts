import { findJson } from "@sfn-websocket/languages/json";
import type { Actions } from "./action";
import type { JsonAnswer } from "./json-protocol";
import { findUnused, type LogUnused } from "./unused-members";

/** An error as its service prints it, with the status 400. */
interface PrintedError {
  /** JSON text. */
  readonly body: string;
}

/** What answers the actions of a service in a JSON protocol; the answer of an action is undefined for an empty body. */
export interface ActionsApi<Store> {
  readonly actions: Actions<Store, object | void>;
  readonly store: Store;
  readonly logUnused: LogUnused;
  readonly isError: (thrown: unknown) => thrown is PrintedError;
  /** What is answered where there is no such action. */
  readonly unknown: PrintedError;
}

/** Answers one call, the service's errors included. */
export function answerAction<Store>(api: ActionsApi<Store>, name: string, body: string): JsonAnswer {
  const { actions, store, logUnused, isError, unknown } = api;
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (action === undefined) return { status: 400, body: unknown.body, unknown: name };
  try {
    // What is no JSON is null, which every action refuses.
    const request = findJson(body || "{}") ?? null;
    logUnused(name, findUnused(request, action.members));
    const answer = action.answer(store, request);
    const text = answer === undefined ? "" : JSON.stringify(answer);
    return { status: 200, body: text, ...(action.mutates && { mutates: true }) };
  } catch (thrown) {
    if (isError(thrown)) return { status: 400, body: thrown.body };
    throw thrown;
  }
}
