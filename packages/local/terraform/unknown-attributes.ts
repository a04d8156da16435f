import { isJsonObject, type Json, type JsonObject, readOwn } from "@sfn-websocket/languages/json";
import { suggestName } from "@sfn-websocket/languages/nearest-name";
import { type BlockTypes, findTypes, listAttributes } from "./convert-attributes";

/** What every block of a resource may have, of Terraform's own or of the provider's version 6, and what has no simple type. */
const OTHERS = new Set([
  ...["//", "count", "connection", "depends_on", "dynamic", "for_each", "lifecycle", "provider", "provisioner"],
  ...["id", "region", "timeouts", "additional_version_weights", "status_codes"],
]);

/**
 * The names in a resource's block that its type does not have, such as a misspelled one, which Terraform would refuse: each
 * with its place below the resource, and why it is told. None of a type that is not served.
 */
export function listUnknownAttributes(type: string, block: JsonObject): readonly string[] {
  const types = findTypes(type);
  return types === undefined ? [] : [...new Set(findUnknown(block, types, ""))];
}

function findUnknown(block: Json, types: BlockTypes, place: string): readonly string[] {
  if (Array.isArray(block)) return block.flatMap((each) => findUnknown(each, types, place));
  if (!isJsonObject(block)) return [];
  const inner = types.blocks ?? {};
  const known = [...[...listAttributes(types)].map(([name]) => name), ...Object.keys(inner)];
  return Object.entries(block).flatMap(([name, value]) => {
    const blocks = readOwn(inner, name);
    if (blocks !== undefined) return findUnknown(value, blocks, `${place}${name}.`);
    if (known.includes(name) || OTHERS.has(name)) return [];
    return [`${place}${name} (no attribute of the provider; ${suggestName(name, known, "drop it")})`];
  });
}
