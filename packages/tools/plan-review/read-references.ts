import { isJsonObject, type Json, listObjects } from "@sfn-websocket/languages/json";

/** The addresses that each attribute of a resource refers to. */
export type References = Readonly<Record<string, readonly string[]>>;

/**
 * What the resources of a plan refer to, by their address without the index of an instance: known before Terraform knows
 * any value.
 */
export function readReferences(configuration: Json | undefined): ReadonlyMap<string, References> {
  const found = new Map<string, References>();
  if (isJsonObject(configuration)) readModule(configuration["root_module"], "", found);
  return found;
}

/** The address of the resource, or of the block, which an instance is one of. */
export function stripIndex(address: string): string {
  return address.replaceAll(/\[("(?:[^"\\]|\\.)*"|\d+)\]/g, "");
}

function readModule(module: Json | undefined, prefix: string, found: Map<string, References>): void {
  if (!isJsonObject(module)) return;
  for (const resource of listObjects(module["resources"])) {
    const { address, expressions } = resource;
    if (typeof address !== "string" || !isJsonObject(expressions)) continue;
    const references = Object.entries(expressions).map(([name, expression]): [string, string[]] => [
      name,
      listReferences(expression).map((reference) => `${prefix}${reference}`),
    ]);
    found.set(`${prefix}${address}`, Object.fromEntries(references));
  }
  const calls = isJsonObject(module["module_calls"]) ? module["module_calls"] : {};
  for (const [name, call] of Object.entries(calls))
    if (isJsonObject(call)) readModule(call["module"], `${prefix}module.${name}.`, found);
}

function listReferences(expression: Json | undefined): string[] {
  if (Array.isArray(expression)) return expression.flatMap(listReferences);
  if (!isJsonObject(expression)) return [];
  const { references } = expression;
  if (Array.isArray(references)) return references.filter((reference) => typeof reference === "string");
  return Object.entries(expression).flatMap(([name, inner]) =>
    name === "constant_value" ? [] : listReferences(inner),
  );
}
