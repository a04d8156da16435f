import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { isJsonObject, type Json, type JsonObject, listObjects } from "@sfn-websocket/languages/json";
import { readSynthesized, type Synthesized } from "../read-synthesized";

/** Where cdktf writes what it synthesizes, unless a plan lies in another such folder. */
const OUTPUT = "cdktf.out";

/** The name of the stack that a plan is of, where only the plan itself can say it. */
export type FindStack = (plan: Json) => string | undefined;

/**
 * The name of a plan's stack: the file's where it has one of its own, as `chat` for `chat.json`, `chat.plan.json` and
 * `cdktf.out/stacks/chat/plan.json`; else that of the synthesized stack which the plan is of, wherever the plan lies; else
 * the folder's.
 */
export function nameStack(input: string, plan: Json, findStack: FindStack = findSynthesized): string {
  if (input === "-") return findStack(plan) ?? "standard input";
  const name = basename(input)
    .replace(/\.json$/, "")
    .replace(/[.-](tf)?plan$/, "");
  if (!/^(tf)?plan$/.test(name)) return name;
  const folder = dirname(resolve(input));
  const isStack = existsSync(join(folder, "cdk.tf.json")) || basename(dirname(folder)) === "stacks";
  return (isStack ? undefined : findStack(plan)) ?? basename(folder);
}

function findSynthesized(plan: Json): string | undefined {
  try {
    return matchStack(readSynthesized(OUTPUT), plan);
  } catch {
    // Without stacks to compare with, the folder's name is all there is.
    return undefined;
  }
}

/** The one stack with all the resources that the plan configures, under the names that it gives them. */
export function matchStack(stacks: Synthesized, plan: Json): string | undefined {
  const configured = listConfigured(plan);
  const found = [...stacks].filter(([, stack]) => {
    const addresses = listAddresses(stack);
    return (
      configured.size > 0 &&
      addresses.length === configured.size &&
      addresses.every(([address, name]) => configured.has(address) && isSameName(name, configured.get(address)))
    );
  });
  return found.length === 1 ? found[0]?.[0] : undefined;
}

/** Names that refer to something are known to Terraform only. */
function isSameName(synthesized: Json | undefined, planned: Json | undefined): boolean {
  const isText = typeof synthesized === "string" && typeof planned === "string";
  return !isText || synthesized.includes("${") || synthesized === planned;
}

function listConfigured(plan: Json): ReadonlyMap<string, Json | undefined> {
  const { configuration, resource_changes: changes } = isJsonObject(plan) ? plan : {};
  const root = isJsonObject(configuration) ? configuration["root_module"] : undefined;
  const names = new Map(
    listObjects(changes).map(({ address, change }) => {
      const after = isJsonObject(change) ? change["after"] : undefined;
      return [address, isJsonObject(after) ? after["name"] : undefined] as const;
    }),
  );
  const resources = listObjects(isJsonObject(root) ? root["resources"] : undefined);
  const managed = resources.flatMap(({ address, mode }) => (mode === "data" ? [] : [String(address)]));
  return new Map(managed.filter((address) => !address.startsWith("data.")).map((one) => [one, names.get(one)]));
}

function listAddresses(stack: JsonObject): [address: string, name: Json | undefined][] {
  const types = isJsonObject(stack["resource"]) ? Object.entries(stack["resource"]) : [];
  return types.flatMap(([type, named]) =>
    Object.entries(isJsonObject(named) ? named : {}).map(([id, resource]): [string, Json | undefined] => [
      `${type}.${id}`,
      isJsonObject(resource) ? resource["name"] : undefined,
    ]),
  );
}
