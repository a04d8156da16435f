import type { Json, JsonObject } from "../json";

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

/**
 * The member paths that a template looks up, as lists of names: the `a.b` of `$input.path('$.a.b')`, and the `c` of
 * `$variable.c`, whatever that variable holds.
 */
export function listReferredPaths(template: string): readonly (readonly string[])[] {
  const looked = [...template.matchAll(/\$input\.(?:path|json)\(\s*["']\$\.([\w.]+)["']\s*\)/g)];
  const members = [
    ...template.matchAll(/\$!?(?!(?:input|util|context|stageVariables)\b)[A-Za-z_]\w*\.([A-Za-z_]\w*)\b(?!\()/g),
  ];
  return [...looked, ...members].map((match) => (match[1] ?? "").split(".").filter((name) => name !== ""));
}

export interface Sample {
  /** Where the text stands in the JSON. */
  readonly paths: readonly (readonly string[])[];
  readonly text: string;
}

/**
 * Messages that carry `text`: a JSON object which holds it everywhere the template looks, and, on `$default`, which
 * messages that are not JSON reach too, the text alone. Events of the connection itself have no body.
 */
export function writeMessages({ routeKey, paths, text }: Sample & { readonly routeKey: string }): readonly string[] {
  if (routeKey === "$connect" || routeKey === "$disconnect") return [""];
  const message = JSON.stringify(placeText(paths, text, { text, action: routeKey }));
  return routeKey === "$default" ? [message, text] : [message];
}

/** Answers of StartSyncExecution that carry `text`: succeeded, failed, failed without a word, timed out. */
export function writeExecutions({ paths, text }: Sample): readonly string[] {
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
export function writeStartedExecutions({ paths, text }: Sample): readonly string[] {
  return [JSON.stringify(placeText(paths, text, { executionArn: "arn", startDate: 1.7e9 }))];
}

/** `sample` with `text` at every path; where paths run through each other the longer one wins. */
function placeText(paths: Sample["paths"], text: string, sample: JsonObject): JsonObject {
  const root: JsonObject = Object.assign(Object.create(null), sample);
  for (const path of [...paths].sort((a, b) => a.length - b.length)) {
    let parent = root;
    for (const name of path.slice(0, -1)) parent = enter(parent, name);
    const last = path.at(-1);
    if (last !== undefined) parent[last] = text;
  }
  return root;
}

function enter(parent: JsonObject, name: string): JsonObject {
  const child: Json | undefined = parent[name];
  if (typeof child === "object" && child !== null && !Array.isArray(child)) return child;
  const created: JsonObject = Object.create(null);
  parent[name] = created;
  return created;
}
