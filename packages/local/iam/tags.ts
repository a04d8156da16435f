import { type Constraint, type Constraints, refuseMembers } from "../protocols/constraints";
import { IamError } from "./iam-error";

export interface Tag {
  readonly key: string;
  readonly value: string;
}

const MAXIMUM_TAGS = 50;
const OF_TAG = String.raw`[\p{L}\p{Z}\p{N}_.:/=+\-@]`;
const LIST = { type: "list", maximum: MAXIMUM_TAGS, secret: true } as const satisfies Constraint;
const KEY = { minimum: 1, maximum: 128, pattern: `${OF_TAG}+`, secret: true } as const satisfies Constraint;
const VALUE = { maximum: 256, pattern: `${OF_TAG}*`, secret: true } as const satisfies Constraint;

/** Keys to take away. *Recorded*, as is what tags may be, which no refusal shows: LocalStack's AWS-validated snapshots. */
export const TAG_KEYS = { TagKeys: { ...LIST, item: KEY } } as const satisfies Constraints;
const TAGS = { Tags: { ...LIST, item: { members: { key: KEY, value: VALUE } } } } as const satisfies Constraints;

/** Which keys are the same, and what is said of two that are. Texts: *recorded*, as above. */
interface KeyRule {
  readonly fold: (key: string) => string;
  readonly duplicate: string;
}

/** Case makes no difference. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html */
export const ROLE_KEYS: KeyRule = {
  fold: (key) => key.toLowerCase(),
  duplicate: "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
};
export const POLICY_KEYS: KeyRule = { fold: (key) => key, duplicate: "Duplicate tag keys found." };

export function readTags(tags: readonly Tag[], rule: KeyRule): Map<string, string> {
  return addTags(new Map(), tags, rule);
}

/** Adds tags to those that are held; throws IamError, and adds none, for tags that cannot be, twice or too many. */
export function addTags(held: Map<string, string>, tags: readonly Tag[], rule: KeyRule): Map<string, string> {
  const refusal = refuseMembers({ Tags: tags.map((tag) => ({ ...tag })) }, TAGS);
  if (refusal !== undefined && "invalid" in refusal) throw new IamError("ValidationError", refusal.invalid);
  const folded = new Set(tags.map(({ key }) => rule.fold(key)));
  if (folded.size < tags.length) throw new IamError("InvalidInput", rule.duplicate);
  const replaced = [...held.keys()].filter((key) => folded.has(rule.fold(key)));
  if (held.size - replaced.length + tags.length > MAXIMUM_TAGS) {
    throw new IamError("LimitExceeded", `The number of tags has reached the maximum limit of ${MAXIMUM_TAGS}.`);
  }
  for (const key of replaced) held.delete(key);
  for (const { key, value } of tags) held.set(key, value);
  return held;
}
