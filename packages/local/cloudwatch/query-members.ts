import type { Json, JsonObject } from "@sfn-websocket/languages/jsonpath/json";
import type { QueryRequest, XmlValue } from "../protocols/query-protocol";
import type { Answer, AnswerValue } from "./action";
import type { Shape, Shapes } from "./shape";

/**
 * Returns a call's parameters as the structure that the shapes describe; a number or a boolean that cannot be read stays
 * text. A list ends with its first item that has no parameter.
 */
export function readMembers(request: QueryRequest, shapes: Shapes, prefix = ""): JsonObject {
  const members = Object.entries(shapes).map(
    ([name, shape]) => [name, readMember(request, shape, prefix + name)] as const,
  );
  return Object.fromEntries(members.filter((member): member is [string, Json] => member[1] !== undefined));
}

function readMember(request: QueryRequest, shape: Shape, path: string): Json | undefined {
  if (shape.members !== undefined) {
    const structure = readMembers(request, shape.members, `${path}.`);
    return Object.keys(structure).length === 0 ? undefined : structure;
  }
  if (shape.item !== undefined) return readItems(request, shape.item, path);
  const text = request.read(path);
  return text === undefined ? undefined : readText(text, shape.type);
}

function readItems(request: QueryRequest, item: Shape, path: string): Json | undefined {
  const items: Json[] = [];
  for (;;) {
    const value = readMember(request, item, `${path}.member.${items.length + 1}`);
    if (value === undefined) return items.length > 0 || request.read(path) === "" ? items : undefined;
    items.push(value);
  }
}

function readText(text: string, type: Shape["type"]): Json {
  if (type === "boolean" && /^(true|false)$/i.test(text)) return text.toLowerCase() === "true";
  return type === "number" && text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** Returns the XML elements of an answer: times in ISO 8601; a threshold with a fraction, *assumed* to be as Java prints it. */
export function printMembers(answer: Answer): XmlValue {
  return Object.fromEntries(
    Object.entries(answer).map(([name, value]) => [
      name,
      name === "Threshold" ? printDouble(value) : printValue(value),
    ]),
  );
}

function printValue(value: AnswerValue): XmlValue {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(printValue);
  return typeof value === "object" ? printMembers(value as Answer) : value;
}

const printDouble = (value: AnswerValue): XmlValue =>
  Number.isSafeInteger(value) ? `${String(value)}.0` : printValue(value);
