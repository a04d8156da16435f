import { isJsonObject, type Json } from "@sfn-websocket/languages/json";

const REFERENCE = /(?<![\w."-])(?:(?:data\.)[a-z][\w-]*|[a-z][\w-]*)\.[A-Za-z_][\w-]*/g;

/**
 * The addresses that the expressions in a value may name: `aws_x.y`, `data.aws_x.y`, `local.x`, `var.x`, `module.x`, each
 * once. What looks like an address within a text or a function's argument is among them: the caller knows what there is.
 */
export function listReferences(value: Json): readonly string[] {
  const found = new Set<string>();
  collect(value, found);
  return [...found];
}

function collect(value: Json, found: Set<string>): void {
  if (typeof value === "string") {
    if (value.includes("${") || value.includes("%{")) addAll(value, found);
  } else if (Array.isArray(value)) for (const item of value) collect(item, found);
  else if (isJsonObject(value))
    for (const [name, member] of Object.entries(value)) {
      if (name === "depends_on" && Array.isArray(member))
        for (const each of member) addAll(typeof each === "string" ? each : "", found);
      else if (name !== "provider" && name !== "//") collect(member, found);
    }
}

function addAll(text: string, found: Set<string>): void {
  for (const [address] of text.matchAll(REFERENCE)) found.add(address);
}
