import type { RequestOf } from "../protocols/request";
import { defineAction, GROUP_NAME, type LogActions } from "./action";
import { findLogGroup, type LogGroup, type LogStore, readGroupName } from "./log-groups";

const NAME = { logGroupName: { ...GROUP_NAME, required: true } } as const;
const RESOURCE = { resourceArn: { required: true, minimum: 1, maximum: 1_011 } } as const;
const TAGS = { tags: { type: "map", item: {}, required: true } } as const;
const KEYS = { type: "list", item: {}, required: true } as const;

/** The actions on tags, by a group's ARN in the newer form and by its name in the older. */
export const TAG_ACTIONS: LogActions = {
  TagResource: defineAction({
    mutates: true,
    members: { ...RESOURCE, ...TAGS },
    run: (store, request) => addTags(findByArn(store, request), request.tags),
  }),
  UntagResource: defineAction({
    mutates: true,
    members: { ...RESOURCE, tagKeys: KEYS },
    run: (store, request) => removeTags(findByArn(store, request), request.tagKeys),
  }),
  ListTagsForResource: defineAction({
    members: RESOURCE,
    run: (store, request) => listTags(findByArn(store, request)),
  }),
  TagLogGroup: defineAction({
    mutates: true,
    members: { ...NAME, ...TAGS },
    run: (store, request) => addTags(findLogGroup(store, request.logGroupName), request.tags),
  }),
  UntagLogGroup: defineAction({
    mutates: true,
    members: { ...NAME, tags: KEYS },
    run: (store, request) => removeTags(findLogGroup(store, request.logGroupName), request.tags),
  }),
  ListTagsLogGroup: defineAction({
    members: NAME,
    run: (store, { logGroupName }) => listTags(findLogGroup(store, logGroupName)),
  }),
};

const findByArn = (store: LogStore, { resourceArn }: RequestOf<typeof RESOURCE>): LogGroup =>
  findLogGroup(store, readGroupName(resourceArn));

function addTags({ tags: held }: LogGroup, tags: Readonly<Record<string, string>>): void {
  for (const [key, value] of Object.entries(tags)) held.set(key, value);
}

function removeTags({ tags }: LogGroup, keys: readonly string[]): void {
  for (const key of keys) tags.delete(key);
}

const listTags = ({ tags }: LogGroup): object => ({ tags: Object.fromEntries(tags) });
