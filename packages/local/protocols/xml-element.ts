import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";

/**
 * An element of XML as plain JSON: a text, or child elements by their names, where a name that comes several times holds
 * a list. What this file returns is so for an element that is absent, empty or given once, too.
 */
export type XmlElement = JsonObject;

/** The child element of that name, without children where it is absent or a text. */
export function childOf(element: XmlElement, name: string): XmlElement {
  const child = memberOf(element, name);
  return isJsonObject(child) ? child : {};
}

/** The text of the child of that name, undefined where there is none. */
export function textOf(element: XmlElement, name: string): string | undefined {
  const child = memberOf(element, name);
  return child === undefined || child === null || typeof child === "object" ? undefined : String(child);
}

export const isTrue = (element: XmlElement, name: string): boolean => textOf(element, name) === "true";

/** The children of that name that have children themselves. */
export const elementsOf = (element: XmlElement, name: string): readonly XmlElement[] =>
  listOf(element, name).filter(isJsonObject);

/** The texts of the children of that name. */
export const textsOf = (element: XmlElement, name: string): readonly string[] =>
  listOf(element, name)
    .filter((child) => typeof child !== "object")
    .map(String);

/** Returns an element without children, at any depth, that hold nothing, `false` or 0. */
export function dropEmpty(element: XmlElement): XmlElement {
  const children = Object.entries(element).map(([name, child]) => [name, dropEmptyChildren(child)] as const);
  return Object.fromEntries(children.filter(([, child]) => !isEmpty(child)));
}

function dropEmptyChildren(child: Json): Json {
  if (Array.isArray(child)) return child.map(dropEmptyChildren).filter((each) => !isEmpty(each));
  return isJsonObject(child) ? dropEmpty(child) : child;
}

function isEmpty(child: Json): boolean {
  if (child === null || typeof child !== "object") return child === null || ["", "false", "0"].includes(String(child));
  return Object.keys(child).length === 0;
}

function listOf(element: XmlElement, name: string): readonly Json[] {
  const child = memberOf(element, name);
  if (child === undefined) return [];
  return Array.isArray(child) ? child : [child];
}

const memberOf = (element: XmlElement, name: string): Json | undefined =>
  Object.hasOwn(element, name) ? element[name] : undefined;
