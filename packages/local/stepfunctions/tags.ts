import { orderAsHashMap } from "@sfn-websocket/languages/states-language/fields/java-hash-set";
import { type Actions, defineAction } from "./action";
import { parseStateMachineArn } from "./arns";
import { ARN, TAG_LIST } from "./request-members";
import type { RequestOf } from "../protocols/request";
import type { StoredStateMachine, Tag } from "./resources";
import type { StateMachineStore } from "./state-machine-store";
import { StepFunctionsError } from "./wire";

const MAXIMUM_TAGS = 50;

/** The actions on the tags of state machines. */
export const TAG_ACTIONS: Actions = {
  TagResource: defineAction({
    mutates: true,
    members: { resourceArn: ARN, tags: { ...TAG_LIST, required: true } },
    run(store, { resourceArn, tags }) {
      const { tags: held } = requireTagged(store, resourceArn);
      requireUsersTags(tags);
      const all = new Map([...held, ...readTags(tags).map(({ key, value }) => [key, value] as const)]);
      if (all.size > MAXIMUM_TAGS) throw new StepFunctionsError("TooManyTags", `Too many tags: '${resourceArn}'`);
      for (const [key, value] of all) held.set(key, value);
      return {};
    },
  }),
  UntagResource: defineAction({
    mutates: true,
    members: { resourceArn: ARN, tagKeys: { type: "list", item: {}, required: true } },
    run(store, { resourceArn, tagKeys }) {
      const { tags } = requireTagged(store, resourceArn);
      for (const key of tagKeys) tags.delete(key);
      return {};
    },
  }),
  // *Recorded*: a version has none, which is no error, and the order (radkawar/stackd, us-west-2, September 2026).
  ListTagsForResource: defineAction({
    members: { resourceArn: ARN },
    run(store, { resourceArn }) {
      const { machineArn, qualifier } = parseStateMachineArn(resourceArn);
      const { tags } = requireTagged(store, qualifier === undefined ? resourceArn : machineArn);
      const keys = qualifier === undefined ? orderAsHashMap([...tags.keys()]) : [];
      return { tags: keys.map((key) => ({ key, value: tags.get(key) })) };
    },
  }),
};

/** Returns the tags of a list that a request holds; one without a key is none. */
export function readTags(list: RequestOf<{ tags: typeof TAG_LIST }>["tags"] = []): Tag[] {
  return list.flatMap(({ key, value = "" }) => (key === undefined ? [] : [{ key, value }]));
}

/** *Recorded*: the code and the text (radkawar/stackd, us-west-2, September 2026). */
function requireUsersTags(tags: readonly { readonly key?: string }[]): void {
  if (!tags.some(({ key }) => key?.startsWith("aws:"))) return;
  const text = "Caller is an end user and not allowed to mutate system tags";
  throw new StepFunctionsError("AccessDeniedException", text);
}

/** *Recorded*, of TagResource for a version too: the text (LocalStack's AWS-validated snapshots). */
function requireTagged(store: StateMachineStore, resourceArn: string): StoredStateMachine {
  const { machineArn, qualifier } = parseStateMachineArn(resourceArn);
  const stored = store.machines.get(machineArn);
  if (stored !== undefined && qualifier === undefined) return stored;
  throw new StepFunctionsError("ResourceNotFound", `Resource not found: '${resourceArn}'`);
}
