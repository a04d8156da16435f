import { isJsonObject, type Json } from "@sfn-websocket/languages/json";

/**
 * The types of attributes that the integration of the SDK names otherwise. *Recorded*: `Bool` and `Nul`
 * (aws/aws-sdk-js #4294, aws/aws-sdk-js-v3 #4948). _Assumed_: the names of sets, by the same rule.
 */
const SDK_TYPES = { BOOL: "Bool", NULL: "Nul", SS: "Ss", NS: "Ns", BS: "Bs" };
const BOOLEANS = new Set(["BOOL", "NULL", "Bool", "Nul", "Null"]);
const API_TYPES = { ...Object.fromEntries(Object.entries(SDK_TYPES).map(([api, sdk]) => [sdk, api])), Null: "NULL" };

/** Reads an answer of DynamoDB's as the integration of the SDK gives it. */
export function parseForSdk(text: string): Json {
  return JSON.parse(text, renameTypes(SDK_TYPES)) as Json;
}

/** Writes what the integration of the SDK is given for DynamoDB, which both names are for. */
export function printFromSdk(given: Json): string {
  return JSON.stringify(given, renameTypes(API_TYPES));
}

/** An attribute that is called like a type has an object for its value, which no value of these types is. */
function renameTypes(names: Readonly<Record<string, string>>): (key: string, value: Json) => Json {
  const rename = (name: string, value: Json) =>
    Object.hasOwn(names, name) && (BOOLEANS.has(name) ? typeof value === "boolean" : Array.isArray(value))
      ? names[name]!
      : name;
  return (_key, value) =>
    isJsonObject(value)
      ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [rename(name, inner), inner]))
      : value;
}
