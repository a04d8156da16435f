import type { RequestOf } from "../protocols/request";
import { defineAction, GROUP_NAME, type LogActions } from "./action";
import { requireLogGroup, type LogGroup, type LogStore, readGroupName } from "./log-groups";

const NAME = { logGroupName: { ...GROUP_NAME, required: true } } as const;
const RESOURCE = { resourceArn: { required: true, minimum: 1, maximum: 1_011 } } as const;
const TAGS = { tags: { type: "map", item: {}, required: true } } as const;
const KEYS = { type: "list", item: {}, required: true } as const;

/** The actions on tags, by a group's ARN in the newer form and by its name in the older. */
export const TAG_ACTIONS: LogActions = {
  TagResource: defineAction({
    mutates: true,
    members: { ...RESOURCE, ...TAGS },
    run: (store, request) => addTags(requireByArn(store, request), request.tags),
  }),
  UntagResource: defineAction({
    mutates: true,
    members: { ...RESOURCE, tagKeys: KEYS },
    run: (store, request) => removeTags(requireByArn(store, request), request.tagKeys),
  }),
  ListTagsForResource: defineAction({
    members: RESOURCE,
    run: (store, request) => listTags(requireByArn(store, request)),
  }),
  TagLogGroup: defineAction({
    mutates: true,
    members: { ...NAME, ...TAGS },
    run: (store, request) => addTags(requireLogGroup(store, request.logGroupName), request.tags),
  }),
  UntagLogGroup: defineAction({
    mutates: true,
    members: { ...NAME, tags: KEYS },
    run: (store, request) => removeTags(requireLogGroup(store, request.logGroupName), request.tags),
  }),
  ListTagsLogGroup: defineAction({
    members: NAME,
    run: (store, { logGroupName }) => listTags(requireLogGroup(store, logGroupName)),
  }),
};

const requireByArn = (store: LogStore, { resourceArn }: RequestOf<typeof RESOURCE>): LogGroup =>
  requireLogGroup(store, readGroupName(resourceArn));

function addTags({ tags: held }: LogGroup, tags: Readonly<Record<string, string>>): void {
  for (const [key, value] of Object.entries(tags)) held.set(key, value);
}

function removeTags({ tags }: LogGroup, keys: readonly string[]): void {
  for (const key of keys) tags.delete(key);
}

const listTags = ({ tags }: LogGroup): object => ({ tags: Object.fromEntries(tags) });
