import { defineAction, KEY, type KmsActions, listPage, PAGE } from "./action";
import { requireMadeKey } from "./keys";

interface Tag {
  readonly TagKey: string;
  readonly TagValue: string;
}

const TAG_KEY = { required: true, minimum: 1, maximum: 128 } as const;
export const TAGS = {
  item: { members: { TagKey: TAG_KEY, TagValue: { required: true, maximum: 256 } } },
} as const;

/** The actions on keys' tags. */
export const TAG_ACTIONS: KmsActions = {
  TagResource: defineAction({
    mutates: true,
    members: { ...KEY, Tags: { ...TAGS, required: true } },
    run(store, { KeyId, Tags }) {
      const { tags } = requireMadeKey(store, KeyId);
      for (const [key, value] of readTags(Tags)) tags.set(key, value);
    },
  }),
  UntagResource: defineAction({
    mutates: true,
    members: { ...KEY, TagKeys: { item: TAG_KEY, required: true } },
    run(store, { KeyId, TagKeys }) {
      const { tags } = requireMadeKey(store, KeyId);
      for (const key of TagKeys) tags.delete(key);
    },
  }),
  ListResourceTags: defineAction({
    members: { ...KEY, ...PAGE },
    run(store, request) {
      const { tags } = requireMadeKey(store, request.KeyId, { whileDeleted: true });
      const listed = [...tags].map(([TagKey, TagValue]): Tag => ({ TagKey, TagValue }));
      return listPage("Tags", listed, request);
    },
  }),
};

export const readTags = (tags: readonly Tag[]): Map<string, string> =>
  new Map(tags.map(({ TagKey, TagValue }) => [TagKey, TagValue]));
