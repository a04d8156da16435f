import { type Actions, createDefineAction } from "../protocols/action";
import type { Refusal } from "../protocols/constraints";
import { type Page, takePage } from "../protocols/pages";
import type { Dashboards } from "./dashboards";
import type { AlarmStore } from "./metric-alarms";
import { CloudWatchError, invalid } from "./wire";

/** What an answer is made of; a member that is undefined is left out. */
export type AnswerValue =
  string | number | boolean | Date | undefined | readonly AnswerValue[] | { readonly [name: string]: AnswerValue };

/** The members of an answer. */
export type Answer = { readonly [name: string]: AnswerValue };

/** What actions work on. */
export interface CloudWatchStore {
  readonly alarms: AlarmStore;
  readonly dashboards: Dashboards;
}

/** The actions of the API, whatever the protocol of a call; an answer that AWS's model leaves out is undefined. */
export type CloudWatchActions = Actions<CloudWatchStore, Answer | void>;

/** Returns CloudWatchError ValidationError or SerializationException. */
export const refuse = (refusal: Refusal): CloudWatchError =>
  "unreadable" in refusal
    ? new CloudWatchError("SerializationException", refusal.unreadable)
    : invalid(refusal.invalid);

/** Returns an action whose request AWS's errors refuse. */
export const defineAction = createDefineAction<CloudWatchStore, Answer | void>(refuse);

/** A part of a list. @throws CloudWatchError InvalidNextToken, whose text is *assumed*. */
export function listPage<Item>(list: readonly Item[], token: string | undefined, size: number): Page<Item> {
  const page = takePage(list, { ...(token !== undefined && { token }), size }, size);
  if (page !== undefined) return page;
  throw new CloudWatchError("InvalidNextToken", "The next token specified is invalid.");
}
