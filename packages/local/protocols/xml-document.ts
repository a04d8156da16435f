import { isJsonObject, type Json } from "@sfn-websocket/languages/json";
import { escapeXml } from "./escape-xml";
import type { XmlElement } from "./xml-element";

/** The package is loaded when the first document comes: a server that gets none does not pay for it. */
const loadXml = (): typeof import("fast-xml-parser") => require("fast-xml-parser");

/**
 * What a document may have at most, so that reading one holds nobody up: the largest that the services take, a hosted
 * zone's change of 1,000 records, has about 10,000 elements and 100 KB.
 */
const LARGEST = { characters: 512 * 1024, tags: 40_000 };

/**
 * Returns the root element of a document by its name; attributes are dropped, and texts beside child elements.
 *
 * @throws Error when the document is not well-formed, has not one root element, or is larger than services take.
 */
export function parseXml(text: string): XmlElement {
  const size = `${text.length} characters`;
  if (text.length > LARGEST.characters || text.split("<", LARGEST.tags + 1).length > LARGEST.tags)
    throw new Error(`XML: the document is larger than services take, got ${size}; send less`);
  const { XMLParser } = loadXml();
  const parser = new XMLParser({
    ignoreDeclaration: true,
    ignorePiTags: true,
    parseTagValue: false,
    trimValues: false,
    // The package's name for numeric character references, as `&#xA;`, too.
    htmlEntities: true,
  });
  const document = dropTexts(parser.parse(text, true) as Json);
  if (isJsonObject(document) && Object.keys(document).length === 1) return document;
  throw new Error(`XML: a document has one root element, got '${text}'; correct it`);
}

function dropTexts(element: Json): Json {
  if (Array.isArray(element)) return element.map(dropTexts);
  if (!isJsonObject(element)) return element;
  const children = Object.entries(element).filter(([name]) => name !== "#text");
  return Object.fromEntries(children.map(([name, child]) => [name, dropTexts(child)]));
}

/** Returns a document of one root element in a namespace. */
export function printXml(root: { readonly [name: string]: Json }, namespace: string): string {
  const [[name = "", content = ""] = []] = Object.entries(root);
  return `<?xml version="1.0"?>\n<${name} xmlns="${escapeXml(namespace)}">${printContent(content)}</${name}>`;
}

/** A list's items are elements of its name. */
function printContent(content: Json): string {
  if (!isJsonObject(content)) return escapeXml(String(content ?? ""));
  const children = Object.entries(content).flatMap(([name, child]) => {
    const items = Array.isArray(child) ? child : [child];
    return items.map((item) => `<${name}>${printContent(item)}</${name}>`);
  });
  return children.join("");
}
