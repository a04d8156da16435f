import { type Action, defineAction, GROUP_NAME } from "./action";
import { findLogGroup, type LogGroup, type LogStore, readGroupName } from "./log-groups";

type Tags = Readonly<Record<string, string>>;
type Named = { readonly logGroupName: string };
type Resource = { readonly resourceArn: string };

const NAME = { logGroupName: { ...GROUP_NAME, required: true } } as const;
const RESOURCE = { resourceArn: { required: true, minimum: 1, maximum: 1_011 } } as const;
const TAGS = { tags: { type: "structure", items: "string", required: true } } as const;

/** The actions on tags, by a group's name in the older form and by its ARN in the newer. */
export function createTagActions(store: LogStore): Readonly<Record<string, Action>> {
  const findByArn = ({ resourceArn }: Resource): LogGroup => findLogGroup(store, readGroupName(resourceArn));
  const findByName = ({ logGroupName }: Named): LogGroup => findLogGroup(store, logGroupName);
  return {
    TagResource: defineAction<Resource & { readonly tags: Tags }>({
      mutates: true,
      constraints: { ...RESOURCE, ...TAGS },
      run: (request) => addTags(findByArn(request), request.tags),
    }),
    UntagResource: defineAction<Resource & { readonly tagKeys: readonly string[] }>({
      mutates: true,
      constraints: { ...RESOURCE, tagKeys: { type: "list", items: "string", required: true } },
      run: (request) => removeTags(findByArn(request), request.tagKeys),
    }),
    ListTagsForResource: defineAction<Resource>({
      constraints: RESOURCE,
      run: (request) => listTags(findByArn(request)),
    }),
    TagLogGroup: defineAction<Named & { readonly tags: Tags }>({
      mutates: true,
      constraints: { ...NAME, ...TAGS },
      run: (request) => addTags(findByName(request), request.tags),
    }),
    UntagLogGroup: defineAction<Named & { readonly tags: readonly string[] }>({
      mutates: true,
      constraints: { ...NAME, tags: { type: "list", items: "string", required: true } },
      run: (request) => removeTags(findByName(request), request.tags),
    }),
    ListTagsLogGroup: defineAction<Named>({ constraints: NAME, run: (request) => listTags(findByName(request)) }),
  };
}

function addTags({ tags: held }: LogGroup, tags: Tags): void {
  for (const [key, value] of Object.entries(tags)) held.set(key, String(value));
}

function removeTags({ tags }: LogGroup, keys: readonly string[]): void {
  for (const key of keys) tags.delete(key);
}

const listTags = ({ tags }: LogGroup): object => ({ tags: Object.fromEntries(tags) });
