import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import type { AwsRequest } from "../../protocols/aws-request";
import { printXml } from "../../protocols/xml-document";
import type { RequestShape, Shape } from "./request-shapes";

/** A member of a request, at any depth: `item` is what is in a list, `*` in a map. */
export type Step = { readonly name: string } | "item" | "*";

/** A member and a request that has nothing else. */
export interface SampleMember {
  readonly steps: readonly Step[];
  readonly value: Json;
}

const SAMPLES = { string: "a", number: 1, boolean: true, blob: "YQ==", any: { a: "b" } } as const;

/** Returns every member of a structure that has no members itself, each alone. */
export function* listMembers(shape: Shape): Generator<SampleMember> {
  if (typeof shape === "string") return yield { steps: [], value: SAMPLES[shape] };
  if (isList(shape)) {
    for (const { steps, value } of listMembers(shape[0])) yield { steps: ["item", ...steps], value: [value] };
    return;
  }
  for (const [name, each] of Object.entries(shape)) {
    const [step, key]: readonly [Step, string] = name === "*" ? ["*", "key"] : [{ name }, name];
    for (const { steps, value } of listMembers(each)) yield { steps: [step, ...steps], value: { [key]: value } };
  }
}

const isList = (shape: Exclude<Shape, string>): shape is readonly [Shape] => Array.isArray(shape);

/** The path of a member as the log names it. */
export const printPath = (steps: readonly Step[]): string =>
  steps.flatMap((step) => (typeof step === "string" ? [] : [step.name])).join(".");

/** What a call is made of. */
export interface SampleCall {
  readonly service: string;
  readonly action: string;
  readonly shape: RequestShape;
  readonly protocol: Protocol;
}

export type Protocol = "json" | "query" | "rest-json" | "rest-xml";

const PRINT: Readonly<Record<Protocol, (call: SampleCall, members: JsonObject) => Partial<AwsRequest>>> = {
  json: ({ action }, members) => ({
    headers: { "x-amz-target": `${action === "" ? "" : prefixOf(action)}${action}` },
    body: JSON.stringify(members),
  }),
  query: ({ action }, members) => {
    const form = new URLSearchParams({ Action: action, Version: "2010-05-08" });
    for (const [name, text] of listParameters(members, "")) form.set(name, text);
    return { body: form.toString() };
  },
  "rest-json": (_, members) => ({ body: Object.keys(members).length === 0 ? "" : JSON.stringify(members) }),
  "rest-xml": (_, members) => ({ body: Object.keys(members).length === 0 ? "" : printXml(members, "http://a") }),
};

/** DynamoDB looks at what comes before the name. */
const prefixOf = (action: string): string => (action === "" ? "" : "DynamoDB_20120810.");

function listParameters(value: Json, path: string): readonly (readonly [string, string])[] {
  if (value === null || typeof value !== "object") return [[path, String(value)]];
  const inner = path === "" ? "" : `${path}.`;
  const entries = Array.isArray(value)
    ? value.map((each, index) => [`${inner}member.${index + 1}`, each] as const)
    : Object.entries(value).map(([name, each]) => [`${inner}${name}`, each] as const);
  return entries.flatMap(([name, each]) => listParameters(each, name));
}

/** Returns a request with these members, and with these parameters of the query string. */
export function printRequest(call: SampleCall, members: JsonObject, parameters: readonly string[] = []): AwsRequest {
  const [method = "POST", uri = "/"] = call.shape.http?.split(" ") ?? [];
  const [path = "/", constant = ""] = uri.split("?");
  const query = new URLSearchParams(constant);
  for (const name of parameters) query.set(name, "a");
  const request = { service: call.service, region: "us-east-1", method, headers: {}, query, body: "" };
  return { ...request, path: path.replace(/\{[^}]*\}/g, "a"), ...PRINT[call.protocol](call, members) };
}
