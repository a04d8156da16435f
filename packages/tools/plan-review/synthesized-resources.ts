import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import { concealValue } from "./conceal-values";
import type { References } from "./read-references";
import { isList, isValueObject, Unknown, type Value, type ValueObject } from "./values";

/** A resource as it is synthesized. */
export interface SynthesizedResource {
  readonly address: string;
  readonly type: string;
  readonly values: ValueObject;
  readonly references: References;
  /** Addresses with which it is replaced. */
  readonly replacedWith: readonly string[];
}

/** Members of a resource that are Terraform's own, not the provider's. */
const META = ["//", "connection", "count", "depends_on", "for_each", "lifecycle", "provider", "provisioner"];

/** `${...}`, unless it is escaped: `$${`. */
const REFERENCE = /(?<!\$)\$\{([^{}]*)\}/g;

/** The managed resources of a synthesized stack, by their addresses. */
export function listResources(stack: JsonObject): ReadonlyMap<string, SynthesizedResource> {
  const found = new Map<string, SynthesizedResource>();
  for (const [type, named] of listMembers(stack["resource"]))
    for (const [name, resource] of listMembers(named))
      if (isJsonObject(resource)) found.set(`${type}.${name}`, readResource(type, name, resource));
  return found;
}

function readResource(type: string, name: string, resource: JsonObject): SynthesizedResource {
  const attributes = Object.entries(resource).filter(([attribute]) => !META.includes(attribute));
  const concealed = concealValue({ type, value: Object.fromEntries(attributes), marks: { sensitive: [] } }, []);
  const values = resolveValue(concealed ?? null);
  const lifecycle = isJsonObject(resource["lifecycle"]) ? resource["lifecycle"] : {};
  const triggers = lifecycle["replace_triggered_by"];
  return {
    address: `${type}.${name}`,
    type,
    values: isValueObject(values) ? values : {},
    references: Object.fromEntries(attributes.map(([attribute, value]) => [attribute, listReferences(value)])),
    replacedWith: Array.isArray(triggers) ? triggers.map((trigger) => stripMarks(String(trigger))) : [],
  };
}

/** What is nothing but a reference is unknown; a text that holds some stays a text, in which they can be read. */
function resolveValue(value: Value): Value {
  if (isList(value)) return value.map(resolveValue);
  if (isValueObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, resolveValue(member)]));
  if (typeof value !== "string") return value;
  const only = /^\$\{([^{}]*)\}$/.exec(value)?.[1];
  return only === undefined ? value.replaceAll(/([$%])\1\{/g, "$1{") : new Unknown(only);
}

function listReferences(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(listReferences);
  if (isJsonObject(value)) return Object.values(value).flatMap(listReferences);
  if (typeof value !== "string") return [];
  return [...value.matchAll(REFERENCE)].flatMap(
    ([, expression = ""]) => expression.match(/(?<![\w.-])[a-z]\w*(\.[\w-]+)+/g) ?? [],
  );
}

function stripMarks(text: string): string {
  return text.replace(/^\$\{(.*)\}$/, "$1");
}

function listMembers(value: Json | undefined): [string, Json][] {
  return isJsonObject(value) ? Object.entries(value) : [];
}
