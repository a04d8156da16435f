import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";

/** Returns the attributes under AWS's names; those of `required` must be there, with a value of the same type. */
export function request<T>(attributes: JsonObject, required: T): T {
  const members = Object.entries(attributes).map(([name, value]) => [camelCase(name), value] as const);
  const result: JsonObject = Object.fromEntries(members.filter(([, value]) => value !== null));
  for (const [name, example] of Object.entries(required as JsonObject))
    if (typeof result[name] !== typeof example)
      throw new Error(`'${name}' is required, got ${JSON.stringify(result[name])}; set it`);
  return result as T;
}

const camelCase = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

export function text(attributes: JsonObject, name: string): string {
  const value = findText(attributes, name);
  if (value !== undefined) return value;
  throw new Error(`'${name}' is a string, got ${JSON.stringify(attributes[name])}; set it`);
}

/** An attribute that is a text; undefined where it is not there, or null. */
export function findText(attributes: JsonObject, name: string): string | undefined {
  const value = attributes[name];
  return typeof value === "string" ? value : undefined;
}

/** Terraform's JSON syntax writes one nested block as an object or as a list of one. */
export function block(value: Json | undefined): JsonObject | undefined {
  const [first, second] = list(value);
  if (second === undefined) return first;
  throw new Error(`one nested block is taken, got ${JSON.stringify([first, second])}; keep one`);
}

/** Terraform's JSON syntax writes nested blocks as an object, a list of objects, or null for none. */
export function list(value: Json | undefined): readonly JsonObject[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((each) => list(each));
  if (isJsonObject(value)) return [value];
  throw new Error(`a nested block is an object or a list of objects, got ${JSON.stringify(value)}; write it as one`);
}
