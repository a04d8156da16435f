import { isJsonObject, type Json } from "@sfn-websocket/languages/json";

/** *Assumed*: as an instant of Java's is printed, which has no fraction where there is none. What is no time stays as it is. */
export function printTime(text: string): string {
  const time = Date.parse(text);
  return Number.isNaN(time) ? text : printInstant(time);
}

const printInstant = (milliseconds: number) => new Date(milliseconds).toISOString().replace(".000Z", "Z");

const TIME = /(Date|Time|Timestamp)$/;
/** Milliseconds: what no date can hold is no time. */
const LATEST = 8.64e15;

/**
 * Shows an answer as the integration of the SDK does: times are texts. *Recorded*: a number is none (TestState). The digests
 * of messages are named as in api-responses.ts.
 */
export function showForSdk(value: Json, name = ""): Json {
  if (Array.isArray(value)) return value.map((each) => showForSdk(each));
  if (isJsonObject(value))
    return Object.fromEntries(
      Object.entries(value).map(([each, inner]) => [each.replace(/^MD5Of/, "Md5Of"), showForSdk(inner, each)]),
    );
  const isTime = typeof value === "number" && TIME.test(name) && Math.abs(value * 1000) <= LATEST;
  return isTime ? printInstant(Math.round(value * 1000)) : value;
}
