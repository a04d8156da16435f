import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/jsonpath/json";
import { ApiGatewayError, badRequest } from "../api-gateway-error";

/** A member's type in the API's model; an object of types is a structure. */
export type MemberType = "string" | "boolean" | "number" | "strings" | "map" | Structure | MapOf | ListOf;

export type Structure = { readonly [name: string]: MemberType };

interface MapOf {
  readonly mapOf: Structure;
}

interface ListOf {
  readonly listOf: Structure;
}

/**
 * Returns the members of `body` that the structure has; others are ignored, as is null.
 *
 * @throws ApiGatewayError SerializationException where a member has another type.
 */
export function readMembers(body: JsonObject, structure: Structure): JsonObject {
  const read = Object.entries(structure).flatMap(([name, type]): [string, Json][] => {
    const value = Object.hasOwn(body, name) ? body[name] : undefined;
    return value === undefined || value === null ? [] : [[name, readMember(value, type)]];
  });
  return Object.fromEntries(read);
}

/** Throws BadRequestException where a member is missing or empty; the text is *recorded* for a route key. */
export function requireMembers(members: JsonObject, names: readonly string[]): void {
  const missing = names.find((name) => members[name] === undefined || members[name] === "");
  if (missing !== undefined) throw badRequest(`${spellOut(missing)} is required`);
}

/** `routeKey` as "Route key". */
function spellOut(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Throws BadRequestException where a member is there with another value; *assumed* text. */
export function requireOneOf(members: JsonObject, name: string, values: readonly string[]): void {
  const value = members[name];
  if (typeof value === "string" && value !== "" && !values.includes(value))
    throw badRequest(`Invalid ${name} specified. Must be one of [${values.join(", ")}]`);
}

type ReadMember = (value: Json) => Json;

const READ: Readonly<Record<Extract<MemberType, string>, ReadMember>> = {
  string: (value) => (typeof value === "string" ? value : refuse(value, "a String")),
  boolean: (value) => (typeof value === "boolean" ? value : refuse(value, "a Boolean")),
  number: (value) => (typeof value === "number" ? value : refuse(value, "a Number")),
  strings: (value) => (Array.isArray(value) ? value.map((each) => READ.string(each)) : refuse(value, "a List")),
  map: (value) => mapValues(value, (each) => READ.string(each)),
};

function readMember(value: Json, type: MemberType): Json {
  if (typeof type === "string") return READ[type](value);
  if (isMapOf(type)) return mapValues(value, (each) => readStructure(each, type.mapOf));
  if (isListOf(type))
    return Array.isArray(value) ? value.map((each) => readStructure(each, type.listOf)) : refuse(value, "a List");
  return readStructure(value, type);
}

const isMapOf = (type: object): type is MapOf => "mapOf" in type;
const isListOf = (type: object): type is ListOf => "listOf" in type;

function readStructure(value: Json, structure: Structure): JsonObject {
  return isJsonObject(value) ? readMembers(value, structure) : refuse(value, "a Structure");
}

function mapValues(value: Json, read: ReadMember): JsonObject {
  if (!isJsonObject(value)) return refuse(value, "a Map");
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, read(each)]));
}

/** Names of values in AWS's texts of this error. */
const KINDS: Readonly<Record<string, string>> = {
  string: "STRING_VALUE",
  number: "NUMBER_VALUE",
  boolean: "BOOLEAN_VALUE",
};

/** *Assumed*: the texts, of AWS's other services in this protocol. */
function refuse(value: Json, wanted: string): never {
  const kind = KINDS[typeof value] ?? (Array.isArray(value) ? "START_ARRAY" : "START_OBJECT");
  throw new ApiGatewayError("SerializationException", `${kind} can not be converted to ${wanted}`);
}
