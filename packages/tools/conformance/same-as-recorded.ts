import { findJson, isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";

/** Words that the recorder wrote in place of a value that differs from run to run. */
const MASKS = new Set(
  [
    ["timestamp", "date", "datetime", "start-date", "stop-date", "time", "entered-time", "start-time", "json-input"],
    ["snf_role_arn", "sfn_role_arn", "RequestId", "x-amz-crc32", "X-Amzn-Trace-Id", "x-amzn-RequestId"],
    ["RandomNumberGenerated", "generated-uuid", "table-name", "lambda_function_name", "someNonexistentBucketName"],
    ["sqs_queue_url", "sqs-queue-url", "sqs_queue_name", "bucket-name", "bucket_name", "task_token", "a_task_token"],
    ["topic-arn"],
  ].flat(),
);

/** The recorder also wrote `<token>` and `<token:1>` for names and ids, alone or within a text. */
const TOKEN = /<[A-Za-z][A-Za-z0-9_\-:]*>/;
const ONLY_TOKEN = /^<[A-Za-z][A-Za-z0-9_\-:]*>$/;
const TIMESTAMP = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?/g;
const ACCOUNT = /:\d{12}:/g;

/**
 * True if the actual value equals the recorded one up to what the recorder changed: JSON in strings was parsed, timestamps,
 * ids and ARNs were masked, and numbers may differ in the last digits.
 */
export function isSameAsRecorded(expected: Json | undefined, actual: Json | undefined): boolean {
  return isSame(normalize(expected), normalize(actual));
}

function normalize(value: Json | undefined): Json | undefined {
  if (typeof value === "string") return normalizeText(value);
  if (Array.isArray(value)) return value.map((element) => normalize(element) ?? null);
  if (!isJsonObject(value)) return value;
  const normal: JsonObject = {};
  for (const [name, member] of Object.entries(value)) normal[name] = normalize(member) ?? null;
  return normal;
}

function normalizeText(text: string): Json {
  const trimmed = text.trim();
  if (/^\{[^]*\}$|^\[[^]*\]$/.test(trimmed)) {
    try {
      return normalize(JSON.parse(trimmed)) ?? null;
    } catch {
      // Not JSON: the recorder left the text alone.
    }
  }
  return text.replace(TIMESTAMP, "date").replace(ACCOUNT, ":111111111111:");
}

function isSame(expected: Json | undefined, actual: Json | undefined): boolean {
  if (typeof expected === "string") return isSameText(expected, actual);
  if (typeof expected === "number") return typeof actual === "number" && isClose(expected, actual);
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return false;
    return expected.every((element, index) => isSame(element, actual[index]));
  }
  if (!isJsonObject(expected)) return expected === actual;
  if (!isJsonObject(actual) || Object.keys(expected).length !== Object.keys(actual).length) return false;
  return Object.keys(expected).every((name) => Object.hasOwn(actual, name) && isSame(expected[name], actual[name]));
}

function isClose(one: number, other: number): boolean {
  return one === other || Math.abs(one - other) <= 1e-9 * Math.max(Math.abs(one), Math.abs(other));
}

function isSameText(expected: string, actual: Json | undefined): boolean {
  if (MASKS.has(expected)) return actual !== undefined && actual !== null;
  if (typeof actual !== "string") {
    return ONLY_TOKEN.test(expected) && actual !== undefined && (actual === null || typeof actual !== "object");
  }
  if (expected === actual) return true;
  const isMasked = TOKEN.test(expected) || (/\bdate\b/.test(expected) && /timestamp/i.test(expected));
  return isMasked && toPattern(expected).test(actual);
}

/** Each token stands for some text. */
function toPattern(expected: string): RegExp {
  const pieces = expected.split(new RegExp(TOKEN, "g"));
  return new RegExp(`^${pieces.map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".+")}$`, "s");
}

/** Whether an output has the members of its objects in the recorded order, in which its text shows them. */
export function hasRecordedOrder(expected: Json | undefined, actual: Json | undefined): boolean {
  if (Array.isArray(expected) && Array.isArray(actual))
    return expected.every((element, index) => hasRecordedOrder(element, actual[index]));
  if (!isJsonObject(expected) || !isJsonObject(actual)) return true;
  const names = Object.keys(actual);
  return Object.keys(expected).every(
    (name, index) => name === names[index] && hasRecordedOrder(expected[name], actual[name]),
  );
}

/** What a text is that the recorder may have parsed: its value where it is JSON, else itself. */
export function readText(text: Json): Json {
  const value = typeof text === "string" ? findJson(text) : text;
  return value === undefined ? text : value;
}
