import { getMember, isMap, listNames } from "./document";

/** Jayway's words for a name that is applied to what is no map. */
export function describeNoMap(property: string, way: string, model: unknown): string {
  const found = `Expected to find an object with property ${property} in path ${way} but found '${nameJavaClass(model)}'.`;
  // *Assumed*: Jayway's default provider; which one AWS has set is not known
  return `${found} This is not a json object according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JsonSmartJsonProvider'.`;
}

/** Jayway's words for an index that is applied to what is no list. */
export function describeNoList(filter: string, model: unknown): string {
  return `Filter: ${filter} can only be applied to arrays. Current context is: ${printModel(model)}`;
}

/** Jayway's words for a filter that is applied to a text, number or boolean, or to null. */
export function describePrimitive(filter: string, model: unknown): string {
  return `Filter: ${filter} can not be applied to primitives. Current context is: ${printModel(model)}`;
}

/** The name of the Java class that Jayway's default provider (json-smart) has for the value, as its messages print it. */
function nameJavaClass(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (typeof value === "string") return "java.lang.String";
  if (typeof value === "boolean") return "java.lang.Boolean";
  if (Array.isArray(value)) return "net.minidev.json.JSONArray";
  if (isMap(value)) return "java.util.LinkedHashMap";
  return Number.isInteger(value) ? "java.lang.Integer" : "java.lang.Double";
}

/** The value as Java prints it in a message: maps as `{name=value}`, json-smart's lists as JSON. */
function printModel(model: unknown): string {
  if (Array.isArray(model)) return printList(model);
  if (!isMap(model)) return String(model);
  const members = listNames(model).map((name) => `${name}=${printModel(getMember(model, name))}`);
  return `{${members.join(", ")}}`;
}

function printList(list: readonly unknown[]): string {
  return `[${list.map(printJson).join(",")}]`;
}

function printJson(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value)) return printList(value);
  if (!isMap(value)) return String(value);
  const members = listNames(value).map((name) => `${JSON.stringify(name)}:${printJson(getMember(value, name))}`);
  return `{${members.join(",")}}`;
}
