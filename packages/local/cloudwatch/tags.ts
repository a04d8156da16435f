import type { Tag } from "./metric-alarm-shape";
import { CloudWatchError } from "./wire";

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_TagResource.html documented */
const MOST_TAGS = 50;

/** Adds tags to those that are held, and returns them; for too many it adds none and throws CloudWatchError, whose code and text are *assumed*. */
export function addTags(held: Map<string, string>, tags: readonly Tag[]): Map<string, string> {
  const all = new Map([...held, ...tags.map(({ Key, Value }) => [Key, Value] as const)]);
  if (all.size > MOST_TAGS)
    throw new CloudWatchError("InvalidParameterValue", `The number of tags exceeds the limit of ${MOST_TAGS}.`);
  for (const [key, value] of all) held.set(key, value);
  return held;
}
