import { isJsonObject, type Json, type JsonObject, readOwn } from "@sfn-websocket/languages/json";
import { FORCED_REPLACEMENTS } from "./forced-replacements";
import type { Plan, ResourceChange } from "./plan";
import { isOneStack, readSynthesized } from "../read-synthesized";
import { listResources, type SynthesizedResource } from "./synthesized-resources";
import { isList, isSame, isValueObject, type Value } from "./values";

/**
 * What would change between two synthesized outputs, as plans that Terraform had no part in: the state, the provider's
 * defaults and what AWS holds are not known.
 *
 * @throws Error for a path where there is no synthesized stack, and for a folder beside a file.
 */
export function compareSynthesized(base: string, head: string): Plan[] {
  const [before, after] = [readSynthesized(base), readSynthesized(head)];
  const [isOne, isOther] = [isOneStack(base), isOneStack(head)];
  if (isOne !== isOther)
    throw new Error(`--before: is a folder beside a file, got '${base}' and '${head}'; name two of a kind`);
  // Two files are the same stack, whatever the files are called.
  if (isOne) return [...after].map(([name, stack]) => compareStacks(name, [...before.values()][0], stack));
  const names = [...new Set([...after.keys(), ...before.keys()])];
  return names.map((name) => compareStacks(name, before.get(name), after.get(name)));
}

/** The plan of one stack; undefined is one that is not there. */
export function compareStacks(stack: string, before: JsonObject | undefined, after: JsonObject | undefined): Plan {
  const moves = after ? listMoves(after) : new Map<string, string>();
  const [old, current] = [before ? listResources(before) : new Map(), after ? listResources(after) : new Map()];
  const moved = new Map([...old].map(([address, resource]) => [moves.get(address) ?? address, resource]));
  const addresses = [...new Set([...current.keys(), ...moved.keys()])].sort();
  const changes = addresses.map((address) => compareResource(address, moved.get(address), current.get(address)));
  const [previousRegion, region] = [before, after].map(readRegion);
  return {
    stack,
    source: "synthesized",
    errored: false,
    incomplete: false,
    ...(region !== undefined && { region }),
    ...(previousRegion !== undefined && { previousRegion }),
    changes: cascade(changes, current),
    drift: [],
    checks: [],
  };
}

function readRegion(stack: JsonObject | undefined): string | undefined {
  const providers = isJsonObject(stack?.["provider"]) ? stack["provider"]["aws"] : undefined;
  const [provider] = Array.isArray(providers) ? providers : [providers];
  const region = isJsonObject(provider) ? provider["region"] : undefined;
  return typeof region === "string" && !region.includes("${") ? region : undefined;
}

/** The addresses that `moved` blocks give to resources, by those that they had. */
function listMoves(stack: JsonObject): ReadonlyMap<string, string> {
  const blocks: Json[] = Array.isArray(stack["moved"]) ? stack["moved"] : [];
  return new Map(
    blocks.flatMap((block) => (isJsonObject(block) ? [[String(block["from"]), String(block["to"])] as const] : [])),
  );
}

function compareResource(
  address: string,
  before: SynthesizedResource | undefined,
  after: SynthesizedResource | undefined,
): ResourceChange {
  const type = (after ?? before)?.type ?? "";
  const replacePaths = before && after ? listForced(type, before, after) : [];
  const action = replacePaths.length > 0 ? "replace" : chooseAction(before, after);
  return {
    address,
    ...(before && before.address !== address && { previousAddress: before.address }),
    type,
    action,
    deposed: false,
    ...(before && { before: before.values }),
    ...(after && { after: after.values }),
    replacePaths,
    references: (after ?? before)?.references ?? {},
  };
}

function chooseAction(
  before: SynthesizedResource | undefined,
  after: SynthesizedResource | undefined,
): ResourceChange["action"] {
  if (before === undefined) return "create";
  if (after === undefined) return "destroy";
  return isSame(before.values, after.values) ? "no-op" : "update";
}

function listForced(type: string, before: SynthesizedResource, after: SynthesizedResource): string[] {
  const forcing = readOwn(FORCED_REPLACEMENTS, type) ?? [];
  return forcing.filter((name) => !isSame(before.values[name], after.values[name]));
}

/** Replaces what refers to a replaced resource where it cannot change, until nothing more follows. */
function cascade(
  changes: readonly ResourceChange[],
  resources: ReadonlyMap<string, SynthesizedResource>,
): readonly ResourceChange[] {
  const replaced = new Set(changes.filter(({ action }) => action === "replace").map(({ address }) => address));
  const byAddress = new Map(changes.map((change) => [change.address, change]));
  const isTriggered = (reference: string) => triggers(reference, byAddress);
  const next = changes.map((change) => {
    const resource = resources.get(change.address);
    if (!resource || (change.action !== "no-op" && change.action !== "update")) return change;
    if (resource.replacedWith.some(isTriggered))
      return { ...change, action: "replace" as const, reason: "replace_by_triggers" };
    return follow(change, resource, replaced);
  });
  return next.every((change, index) => change === changes[index]) ? changes : cascade(next, resources);
}

/**
 * Whether what `replace_triggered_by` refers to changes: a resource in any way, an attribute where its value does; one
 * that the provider computes changes where the resource is replaced.
 *
 * @see https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#replace_triggered_by documented
 */
function triggers(reference: string, changes: ReadonlyMap<string, ResourceChange>): boolean {
  const [type = "", name = "", ...path] = [...reference.matchAll(/[\w-]+/g)].map(([part]) => part);
  const change = changes.get(`${type}.${name}`);
  if (change === undefined) return false;
  if (path.length === 0) return change.action === "replace" || change.action === "update";
  const [before, after] = [readPath(change.before, path), readPath(change.after, path)];
  const isConfigured = Object.hasOwn({ ...change.before, ...change.after }, path[0] ?? "");
  return isConfigured ? !isSame(before, after) : change.action === "replace";
}

function readPath(value: Value | undefined, path: readonly string[]): Value | undefined {
  return path.reduce<Value | undefined>((found, name) => {
    if (isList(found)) return found[Number(name)];
    return isValueObject(found) ? readOwn(found, name) : undefined;
  }, value);
}

function follow(
  change: ResourceChange,
  { references }: SynthesizedResource,
  replaced: ReadonlySet<string>,
): ResourceChange {
  const isReplaced = (reference: string) => replaced.has(reference.split(".").slice(0, 2).join("."));
  const forcing = readOwn(FORCED_REPLACEMENTS, change.type) ?? [];
  const path = forcing.find((name) => references[name]?.some(isReplaced));
  return path === undefined
    ? change
    : { ...change, action: "replace", replacePaths: [path], reason: "replace_by_triggers" };
}
