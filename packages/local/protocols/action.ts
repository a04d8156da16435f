import type { Json } from "@sfn-websocket/languages/json";
import type { Constraints, Refusal } from "./constraints";
import { readRequest, type RequestOf } from "./request";

/** An action of a service's API, whatever the protocol of its call; its name is its key in the table of them. */
export interface Action<Store, Answer> {
  /** Of a request; a member that is not among them has no effect. */
  readonly members: Constraints;
  /** True if resources change. @default false */
  readonly mutates?: true;
  /** Reads a request and runs it; throws the service's error for one that breaks a constraint, and for what AWS refuses. */
  readonly answer: (store: Store, body: Json) => Answer;
}

/** A service's actions, by their names in the API. */
export type Actions<Store, Answer> = Readonly<Record<string, Action<Store, Answer>>>;

/** What an action is made of; `run` is handed a request that meets the constraints, without members that are null. */
export interface ActionParts<Members extends Constraints, Store, Answer> {
  readonly members: Members;
  /** @default false */
  readonly mutates?: true;
  readonly run: (store: Store, request: RequestOf<Members>) => Answer;
}

/** Returns what makes a service's actions of their parts; `fail` makes the service's error of a refusal. */
export function createDefineAction<Store, Answer>(fail: (refusal: Refusal) => Error) {
  return <const Members extends Constraints>({
    members,
    mutates,
    run,
  }: ActionParts<Members, Store, Answer>): Action<Store, Answer> => ({
    members,
    ...(mutates && { mutates }),
    answer: (store, body) => run(store, readRequest(body, members, fail)),
  });
}
