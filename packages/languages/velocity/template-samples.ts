import { isJsonObject, type Json, type JsonObject } from "../json";
import { ITEM, ITEMS, MEMBER, type ReferredPath } from "./referred-paths";

/** Values of `$context` as a message has them. */
export const SAMPLE_CONTEXT = {
  apiId: "a1b2c3d4e5",
  connectedAt: 1700000000000,
  connectionId: "SOqGjdZioAMCEeg=",
  domainName: "a1b2c3d4e5.execute-api.us-east-1.amazonaws.com",
  eventType: "MESSAGE",
  extendedRequestId: "EP5tkGhLIAMEpwA=",
  messageId: "SOqGjdZioAMCEeg=",
  requestId: "EP5tkGhLIAMEpwA=",
  requestTime: "14/Nov/2023:22:13:20 +0000",
  requestTimeEpoch: 1700000000000,
  stage: "api",
  identity: { sourceIp: "192.0.2.1", userAgent: "sample" },
} satisfies JsonObject;

/** `$context` of a client that carries `text` in the one header that it shows, which is one line. */
export function writeContext(text: string): JsonObject {
  return { ...SAMPLE_CONTEXT, identity: { ...SAMPLE_CONTEXT.identity, userAgent: text.replaceAll("\n", " ") } };
}

export interface TemplateSample {
  /** Where the text stands in the JSON. */
  readonly paths: readonly ReferredPath[];
  readonly text: string;
}

/**
 * Messages that carry `text`: a JSON object which holds it everywhere the template looks, and, on `$default`, which
 * messages that are not JSON reach too, the text alone. Events of the connection itself have no body.
 */
export function writeMessages({
  routeKey,
  paths,
  text,
}: TemplateSample & { readonly routeKey: string }): readonly string[] {
  if (routeKey === "$connect" || routeKey === "$disconnect") return [""];
  const message = JSON.stringify(placeText(paths, text, { text, action: routeKey }));
  return routeKey === "$default" ? [message, text] : [message];
}

/** Answers of StartSyncExecution that carry `text`: succeeded, failed, failed without a word, timed out. */
export function writeExecutions({ paths, text }: TemplateSample): readonly string[] {
  const shared = {
    executionArn: "arn",
    input: JSON.stringify({ text }),
    name: "sample",
    startDate: 1.7e9,
    stopDate: 1.7e9,
  };
  const output = JSON.stringify(placeText(paths, text, { text }));
  return [
    { ...shared, output, status: "SUCCEEDED" },
    { ...shared, output: JSON.stringify(text), status: "SUCCEEDED" },
    { ...shared, cause: text, error: text, status: "FAILED" },
    { ...shared, status: "FAILED" },
    { ...shared, error: "States.Timeout", status: "TIMED_OUT" },
  ].map((execution) => JSON.stringify(execution));
}

/** Answers of StartExecution, which carry `text` where a template looks for it. */
export function writeStartedExecutions({ paths, text }: TemplateSample): readonly string[] {
  return [JSON.stringify(placeText(paths, text, { executionArn: "arn", startDate: 1.7e9 }))];
}

/** `sample` with `text` at every path; where paths run through each other the longer one wins. */
function placeText(paths: TemplateSample["paths"], text: string, sample: JsonObject): Json {
  const root: Json = Object.assign(Object.create(null), sample);
  return [...paths].sort((a, b) => a.length - b.length).reduce((value, path) => place(value, path, text), root);
}

/** A list has two items, which commas have to part. */
function place(value: Json | undefined, [step, ...rest]: ReferredPath, text: string): Json {
  if (step === undefined) return text;
  if (step === ITEM || step === ITEMS) {
    const item = place(Array.isArray(value) ? value[0] : undefined, rest, text);
    return [item, item];
  }
  const object: JsonObject = isJsonObject(value) ? value : Object.create(null);
  const name = step === MEMBER ? text : step;
  object[name] = place(object[name], rest, text);
  return object;
}
