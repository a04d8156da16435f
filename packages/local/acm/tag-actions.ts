import { type AcmActions, ARN, defineAction } from "./action";
import { requireCertificate } from "./certificates";

interface Tag {
  readonly Key: string;
  readonly Value?: string;
}

export const TAGS = {
  minimum: 1,
  maximum: 50,
  item: { members: { Key: { required: true, minimum: 1, maximum: 128 }, Value: { maximum: 256 } } },
} as const;

/** The actions on certificates' tags. */
export const TAG_ACTIONS: AcmActions = {
  AddTagsToCertificate: defineAction({
    mutates: true,
    members: { ...ARN, Tags: { ...TAGS, required: true } },
    run(store, { CertificateArn, Tags }) {
      const { tags } = requireCertificate(store, CertificateArn);
      for (const [key, value] of readTags(Tags)) tags.set(key, value);
    },
  }),
  RemoveTagsFromCertificate: defineAction({
    mutates: true,
    members: { ...ARN, Tags: { ...TAGS, required: true } },
    run(store, { CertificateArn, Tags }) {
      const { tags } = requireCertificate(store, CertificateArn);
      for (const { Key, Value } of Tags) if (Value === undefined || tags.get(Key) === Value) tags.delete(Key);
    },
  }),
  ListTagsForCertificate: defineAction({
    members: ARN,
    run: (store, { CertificateArn }) => ({
      Tags: [...requireCertificate(store, CertificateArn).tags].map(([Key, Value]): Tag => ({ Key, Value })),
    }),
  }),
};

export const readTags = (tags: readonly Tag[]): Map<string, string> =>
  new Map(tags.map(({ Key, Value = "" }) => [Key, Value]));
