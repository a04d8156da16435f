import { findJson } from "@sfn-websocket/languages/json";
import type { Actions } from "./action";
import { printThrown } from "./api-error";
import { JsonError } from "./json-error";
import type { JsonAnswer } from "./json-protocol";
import { createUnusedLog, findUnused } from "./unused-members";

/** A service in a JSON protocol; the answer of an action is undefined for an empty body. */
export interface ActionsApi<Store> {
  /** As the developer knows it, such as `KMS`. */
  readonly service: string;
  readonly actions: Actions<Store, object | void>;
  readonly store: Store;
  /** Writes one line for the developer: an error that is not the service's own, and members without an effect. */
  readonly log: (line: string) => void;
}

/** Answers an action of a service, its errors included, as AWS does; `body` is the request's JSON text. */
export type AnswerAction = (name: string, body: string) => JsonAnswer;

/** Returns what answers a service's calls. */
export function createAnswers<Store>({ service, actions, store, log }: ActionsApi<Store>): AnswerAction {
  const logUnused = createUnusedLog(service, log);
  return (name, body) => {
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (action === undefined) return { ...new JsonError("UnknownOperationException", "").answer, unknown: name };
    try {
      // What is no JSON is null, which every action refuses.
      const request = findJson(body || "{}") ?? null;
      logUnused(name, findUnused(request, action.members));
      const answer = action.answer(store, request);
      const text = answer === undefined ? "" : JSON.stringify(answer);
      return { status: 200, body: text, ...(action.mutates && { mutates: true }) };
    } catch (thrown) {
      if (thrown instanceof JsonError) return thrown.answer;
      log(`${service}: ${name} failed: ${printThrown(thrown)}`);
      return { ...new JsonError("InternalFailure", "").answer, status: 500 };
    }
  };
}
