import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import { TaskFailure } from "@sfn-websocket/languages/states-language/values/errors";

export const ARRAY_FORMATS = ["INDICES", "REPEAT", "COMMAS", "BRACKETS"] as const;

/** How the items of an array are named. */
export type ArrayFormat = (typeof ARRAY_FORMATS)[number];

/** The name of an array's item. */
const ITEM_NAMES: Readonly<Record<Exclude<ArrayFormat, "COMMAS">, (name: string, index: number) => string>> = {
  INDICES: (name, index) => `${name}[${index}]`,
  REPEAT: (name) => name,
  BRACKETS: (name) => `${name}[]`,
};

/**
 * Returns a form's text: a member of a member is `outer[inner]`. *Assumed*: null is empty, and the commas between values
 * are percent-encoded as all else is.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html#url-encode-request-body
 */
export function encodeForm(form: JsonObject, format: ArrayFormat): string {
  return Object.entries(form)
    .flatMap(([name, value]) => listPairs(name, value, format))
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join("&");
}

type Pair = readonly [name: string, value: string];

function listPairs(name: string, value: Json, format: ArrayFormat): readonly Pair[] {
  if (Array.isArray(value)) {
    if (format === "COMMAS") return [[name, value.map((each) => printItem(name, each)).join(",")]];
    return value.flatMap((each, index) => listPairs(ITEM_NAMES[format](name, index), each, format));
  }
  if (isJsonObject(value))
    return Object.entries(value).flatMap(([inner, each]) => listPairs(`${name}[${inner}]`, each, format));
  return [[name, print(value)]];
}

function printItem(name: string, value: Json): string {
  if (typeof value !== "object" || value === null) return print(value);
  throw new TaskFailure(
    "States.Runtime",
    `The local runtime joins texts, numbers and booleans by COMMAS only, got '${JSON.stringify(value).slice(0, 100)}' in '${name}' of RequestBody; use another ArrayFormat, or mock it with --mock.`,
  );
}

const print = (value: Json): string => (value === null ? "" : String(value));

/** Percent-encodes a text, a space as `%20`; half a surrogate pair is sent as the character that stands for none. */
export const encode = (text: string): string => encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd"));
