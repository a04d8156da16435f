import { readOwn } from "@sfn-websocket/languages/json";
import type { ResourceChange } from "./plan";
import { isEmpty, isList, isSame, isValueObject, readText, Unknown, type Value, type ValueObject } from "./values";

/** One attribute, or a member within it, that is not what it was. */
export interface Difference {
  /** Member names and list positions joined by dots; the position in a list of one block is left out. */
  readonly path: string;
  readonly before: Value | undefined;
  readonly after: Value | undefined;
}

/** What the provider writes of a resource beside its configuration: it follows from changes that are told already. */
const ECHOES = new Set([
  "arn",
  "id",
  "revision_id",
  "state_machine_version_arn",
  "creation_date",
  "created_date",
  "last_updated_date",
  "last_modified",
  "etag",
  "live_stage_etag",
  "unique_id",
  "create_date",
  // What other resources configure, and the statements of which are told as permissions.
  "inline_policy",
  "managed_policy_arns",
]);

/** The differences between two states of a resource, in the order of its attributes. */
export function listDifferences(before: ValueObject = {}, after: ValueObject = {}): Difference[] {
  const found = Object.keys({ ...before, ...after })
    .sort()
    .filter((name) => !ECHOES.has(name))
    .flatMap((name) => compare(name, readOwn(before, name), readOwn(after, name)));
  // All tags are the resource's own and the provider's: they are told where its own say nothing.
  const told = found.some(({ path }) => path.startsWith("tags."));
  return found.filter(({ path }) => !told || !path.startsWith("tags_all"));
}

function compare(path: string, before: Value | undefined, after: Value | undefined): Difference[] {
  if (isSame(before, after)) return [];
  if (isList(before) && isList(after)) return compareLists(path, before, after);
  if (!isValueObject(before) || !isValueObject(after)) return [{ path, before, after }];
  return Object.keys({ ...before, ...after }).flatMap((name) =>
    compare(`${path}.${name}`, readOwn(before, name), readOwn(after, name)),
  );
}

function compareLists(path: string, before: readonly Value[], after: readonly Value[]): Difference[] {
  if (![...before, ...after].every(isValueObject)) return [{ path, before, after }];
  const [old, current] = [indexBlocks(path, before), indexBlocks(path, after)];
  return [...new Set([...old.keys(), ...current.keys()])].flatMap((name) =>
    compare(name, old.get(name), current.get(name)),
  );
}

/** Blocks by the member that tells them apart, where there is one; else by their position, a single one by none. */
function indexBlocks(path: string, blocks: readonly Value[]): ReadonlyMap<string, Value> {
  const names = blocks.map((block) => NAMES.map((name) => readText(block, name)).find((name) => name !== undefined));
  const isNamed = names.every((name) => name !== undefined) && new Set(names).size === names.length;
  const nameBlock = (index: number) =>
    isNamed ? `${path}[${names[index]}]` : blocks.length === 1 ? path : `${path}.${index}`;
  return new Map(blocks.map((block, index) => [nameBlock(index), block]));
}

const NAMES = ["route_key", "name", "id"];

/**
 * Whether a difference says something: not where a provider computes what is not configured. Where nothing is known of
 * the configuration, what was not set counts as computed.
 */
export function isTelling(
  { path, before, after }: Difference,
  change: Pick<ResourceChange, "references" | "action">,
): boolean {
  const [attribute = ""] = path.split(/[.[]/);
  const isKnown = Object.keys(change.references).length > 0;
  const isConfigured = Object.hasOwn(change.references, attribute);
  if (after instanceof Unknown && after.reference === undefined) return isKnown ? isConfigured : !isEmpty(before);
  return !(change.action === "replace" && isKnown && !isConfigured && isEmpty(after));
}
