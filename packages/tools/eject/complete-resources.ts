import { isJsonObject, type JsonObject } from "@sfn-websocket/languages/json";
import type { ModuleIds } from "./module-ids";
import type { Stack } from "./read-stack";
import { TAGGABLE } from "./taggable-types";
import { printExpression, splitTemplate } from "./template";

/** The resource with the module's tags, and its own beside them. */
export function addTags(type: string, block: JsonObject): JsonObject {
  if (!TAGGABLE.includes(type)) return block;
  const own = block["tags"];
  if (own === undefined) return { ...block, tags: "${var.tags}" };
  if (!isJsonObject(own)) return block;
  const members = Object.entries(own).map(
    ([name, value]) => `${printExpression(splitTemplate(name))} = ${printExpression(splitTemplate(String(value)))}`,
  );
  return { ...block, tags: `\${merge(var.tags, { ${members.join(", ")} })}` };
}

const OPERATIONS = ["create", "update", "delete"] as const;

/** A state machine that waits as the module's variable says, else as the stack does. */
export function addTimeouts(type: string, block: JsonObject): JsonObject {
  if (type !== "aws_sfn_state_machine") return block;
  const own = isJsonObject(block["timeouts"]) ? block["timeouts"] : {};
  const timeouts = OPERATIONS.map((operation) => {
    const variable = `var.state_machine_timeouts.${operation}`;
    const said = own[operation];
    return [operation, said === undefined ? `\${${variable}}` : `\${coalesce(${variable}, ${JSON.stringify(said)})}`];
  });
  return { ...block, timeouts: Object.fromEntries(timeouts) };
}

/** A resource to which a trigger may belong. */
interface Triggered {
  readonly type: string;
  readonly block: JsonObject;
  readonly stack: Stack;
  readonly ids: ModuleIds;
  readonly locals: JsonObject;
}

/** What of a resource is no configuration of AWS's, or changes nothing of what a deployment serves. */
const ASIDE = ["connection", "count", "depends_on", "for_each", "lifecycle", "provider", "provisioner", "tags"];

/** An attribute of a resource, of each instance where there may be several. */
function readAttribute(address: string, block: JsonObject, name: string): string {
  if ("for_each" in block) return `\${values(${address})[*].${name}}`;
  return "count" in block ? `\${${address}[*].${name}}` : `\${${address}.${name}}`;
}

/**
 * A deployment that is made anew whenever what it freezes is configured otherwise. The stack's trigger is a hash that
 * synthesis computes; the module's is one that Terraform does, of every attribute that is configured of whatever the
 * deployment waits for: a changed file, route or variable changes it.
 */
export function addTrigger({ type, block, stack, ids, locals }: Triggered): JsonObject {
  const triggers = block["triggers"];
  if (type !== "aws_apigatewayv2_deployment" || !isJsonObject(triggers) || !isHash(triggers["redeployment"]))
    return block;
  const waited = new Set(Array.isArray(block["depends_on"]) ? block["depends_on"].map(String) : []);
  const frozen = Object.entries(stack.resources).flatMap(([kind, blocks]) =>
    Object.entries(blocks).flatMap(([id, configured]) => {
      const address = `${kind}.${ids.get(`${kind}.${id}`) ?? id}`;
      if (!waited.has(address)) return [];
      const attributes = Object.keys(configured).filter((name) => !ASIDE.includes(name));
      return [
        [
          address,
          Object.fromEntries(attributes.map((name) => [name, readAttribute(address, configured, name)])),
        ] as const,
      ];
    }),
  );
  const name = "deployed" in locals ? `deployed_${Object.keys(locals).length}` : "deployed";
  locals[name] = Object.fromEntries(frozen);
  return { ...block, triggers: { ...triggers, redeployment: `\${sha1(jsonencode(local.${name}))}` } };
}

/** The SHA-256 by which synthesis tells one configuration from another. */
const isHash = (value: unknown): boolean => typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
