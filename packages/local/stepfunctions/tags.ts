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
  ListTagsForResource: defineAction({
    members: { resourceArn: ARN },
    run: (store, { resourceArn }) => ({
      tags: [...requireTagged(store, resourceArn).tags].map(([key, value]) => ({ key, value })),
    }),
  }),
};

/** Returns the tags of a list that a request holds; one without a key is none. */
export function readTags(list: RequestOf<{ tags: typeof TAG_LIST }>["tags"] = []): Tag[] {
  return list.flatMap(({ key, value = "" }) => (key === undefined ? [] : [{ key, value }]));
}

/** *Recorded*, of a version: it has no tags, and the text (LocalStack's AWS-validated snapshots). */
function requireTagged(store: StateMachineStore, resourceArn: string): StoredStateMachine {
  const { machineArn, qualifier } = parseStateMachineArn(resourceArn);
  const stored = store.machines.get(machineArn);
  if (stored !== undefined && qualifier === undefined) return stored;
  throw new StepFunctionsError("ResourceNotFound", `Resource not found: '${resourceArn}'`);
}
