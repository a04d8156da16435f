import { defineAction, type IamActions, PAGE, POLICY, printPage, printTags, readTagList, ROLE, TAGS } from "./action";
import { addTags, POLICY_KEYS, ROLE_KEYS, TAG_KEYS } from "./tags";

/** The actions on the tags of roles and of policies. */
export const TAG_ACTIONS: IamActions = {
  TagRole: defineAction({
    mutates: true,
    members: { ...ROLE, ...TAGS },
    run: (iam, request) => void addTags(iam.roleTags(request.RoleName), readTagList(request), ROLE_KEYS),
  }),
  UntagRole: defineAction({
    mutates: true,
    members: { ...ROLE, ...TAG_KEYS },
    run: (iam, { RoleName, TagKeys }) => removeTags(iam.roleTags(RoleName), TagKeys),
  }),
  ListRoleTags: defineAction({
    members: { ...ROLE, ...PAGE },
    run: (iam, request) => printPage(request, "Tags", printTags(iam.roleTags(request.RoleName))),
  }),
  TagPolicy: defineAction({
    mutates: true,
    members: { ...POLICY, ...TAGS },
    run: (iam, request) => void addTags(iam.policyTags(request.PolicyArn), readTagList(request), POLICY_KEYS),
  }),
  UntagPolicy: defineAction({
    mutates: true,
    members: { ...POLICY, ...TAG_KEYS },
    run: (iam, { PolicyArn, TagKeys }) => removeTags(iam.policyTags(PolicyArn), TagKeys),
  }),
  ListPolicyTags: defineAction({
    members: { ...POLICY, ...PAGE },
    run: (iam, request) => printPage(request, "Tags", printTags(iam.policyTags(request.PolicyArn))),
  }),
};

function removeTags(tags: Map<string, string>, keys: readonly string[] = []): undefined {
  for (const key of keys) tags.delete(key);
}
