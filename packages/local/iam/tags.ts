import { IamError } from "./iam-error";

export interface Tag {
  readonly key: string;
  readonly value: string;
}

const MAXIMUM_TAGS = 50;

export function readTags(tags: readonly Tag[]): Map<string, string> {
  return addTags(new Map(), tags);
}

/** Adds tags to those that are held; throws IamError LimitExceeded, and adds none, for too many. */
export function addTags(held: Map<string, string>, tags: readonly Tag[]): Map<string, string> {
  const all = new Map([...held, ...tags.map(({ key, value }) => [key, value] as const)]);
  if (all.size > MAXIMUM_TAGS) {
    throw new IamError("LimitExceeded", `The number of tags has reached the maximum limit of ${MAXIMUM_TAGS}.`);
  }
  for (const [key, value] of all) held.set(key, value);
  return held;
}
