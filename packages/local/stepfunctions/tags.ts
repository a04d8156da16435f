import { isJsonObject, type Json } from "@sfn-websocket/languages/jsonpath/json";
import { type Action, defineAction } from "./action";
import { parseStateMachineArn } from "./arns";
import { ARN } from "./request-members";
import type { StoredStateMachine, Tag } from "./resources";
import type { StateMachineStore } from "./state-machine-store";
import { StepFunctionsError } from "./wire";

const MAXIMUM_TAGS = 50;

type TagRequest = { readonly resourceArn: string; readonly tags: readonly Tag[] };
type UntagRequest = { readonly resourceArn: string; readonly tagKeys: readonly string[] };

/** The actions on the tags of state machines. */
export function createTagActions(store: StateMachineStore): Readonly<Record<string, Action>> {
  return {
    TagResource: defineAction<TagRequest>({
      name: "TagResource",
      mutates: true,
      constraints: { resourceArn: ARN, tags: { type: "list", items: "structure", required: true } },
      run: ({ resourceArn, tags }) => {
        const { tags: held } = findTagged(store, resourceArn);
        const all = new Map([...held, ...readTags(tags).map(({ key, value }) => [key, value] as const)]);
        if (all.size > MAXIMUM_TAGS) throw new StepFunctionsError("TooManyTags", `Too many tags: '${resourceArn}'`);
        for (const [key, value] of all) held.set(key, value);
        return {};
      },
    }),
    UntagResource: defineAction<UntagRequest>({
      name: "UntagResource",
      mutates: true,
      constraints: { resourceArn: ARN, tagKeys: { type: "list", items: "string", required: true } },
      run: ({ resourceArn, tagKeys }) => {
        const { tags } = findTagged(store, resourceArn);
        for (const key of tagKeys) tags.delete(key);
        return {};
      },
    }),
    ListTagsForResource: defineAction<{ readonly resourceArn: string }>({
      name: "ListTagsForResource",
      constraints: { resourceArn: ARN },
      run: ({ resourceArn }) => ({
        tags: [...findTagged(store, resourceArn).tags].map(([key, value]) => ({ key, value })),
      }),
    }),
  };
}

/** Returns what is a tag in a list that a request holds. */
export function readTags(list: readonly unknown[] = []): Tag[] {
  return (list as readonly Json[])
    .filter(isJsonObject)
    .flatMap(({ key, value = "" }) =>
      typeof key === "string" ? [{ key, value: typeof value === "string" ? value : "" }] : [],
    );
}

/** Text: *assumed*. */
function findTagged(store: StateMachineStore, resourceArn: string): StoredStateMachine {
  const stored = store.machines.get(parseStateMachineArn(resourceArn).machineArn);
  if (stored !== undefined) return stored;
  throw new StepFunctionsError("ResourceNotFound", `Resource not found: '${resourceArn}'`);
}
