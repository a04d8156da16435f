import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { EMULATED, type EmulatedApi } from "./emulated-actions";
import { FILE, type RequestShape, type Shape } from "./request-shapes";

/*
 * Writes request-shapes.jsonl anew: what AWS's models say of the requests of every action that is emulated. The models
 * are the schemas in the clients of AWS's SDK for JavaScript, which npm has:
 *
 *   npm install --no-save --no-package-lock --prefix node_modules/.cache/aws-clients \
 *     @aws-sdk/client-{acm,api-gateway,apigatewayv2,cloudfront,cloudwatch,cloudwatch-logs,dynamodb,iam,kms,lambda,route-53,sfn,sts}
 *   node packages/run packages/local/__tests__/protocols/extract-request-shapes.ts
 */

const PROJECT = process.cwd();
const FOLDER = join(PROJECT, "node_modules", ".cache", "aws-clients");

/** The clients of APIs in XML. */
const XML = ["client-cloudfront", "client-route-53"];

/** What is read of a schema of the SDK. @see https://smithy.io/2.0/spec/http-bindings.html for the traits */
interface Schema {
  getMergedTraits(): Readonly<Record<string, unknown>>;
  getName(): string | undefined;
  getValueSchema(): Schema;
  structIterator(): Iterable<readonly [string, Schema]>;
  isStructSchema(): boolean;
  isListSchema(): boolean;
  isMapSchema(): boolean;
  isStringSchema(): boolean;
  isNumericSchema(): boolean;
  isBooleanSchema(): boolean;
  isTimestampSchema(): boolean;
  isBlobSchema(): boolean;
}

type Operation = readonly [number, string, string, { readonly http?: readonly [string, string] } | 0, unknown];

const load = createRequire(join(FOLDER, "package.json"));
const { NormalizedSchema } = load("@smithy/core/schema") as {
  readonly NormalizedSchema: { of(schema: unknown): Schema };
};

const lines = EMULATED.flatMap(readApi).map((shape) => `${JSON.stringify(shape)}\n`);
writeFileSync(join(PROJECT, FILE), lines.join(""));

function readApi({ client, actions }: EmulatedApi): readonly RequestShape[] {
  const { version } = load(`@aws-sdk/${client}/package.json`) as { readonly version: string };
  const schemas = load(`@aws-sdk/${client}`) as Readonly<Record<string, Operation | undefined>>;
  return Object.keys(actions).map((action) => {
    const operation = schemas[`${action}$`];
    if (operation === undefined) throw new Error(`${client}: the model has no action '${action}'; correct its name`);
    return { client, version, action, ...readRequest(operation, XML.includes(client)) };
  });
}

function readRequest(
  [, , , traits, input]: Operation,
  isXml: boolean,
): Omit<RequestShape, "client" | "version" | "action"> {
  const [method, path] = (traits === 0 ? undefined : traits.http) ?? [];
  const schema = NormalizedSchema.of(input);
  const members = [...schema.structIterator()].map(([name, member]) => ({
    name,
    member,
    is: member.getMergedTraits(),
  }));
  const payload = members.find(({ is }) => is.httpPayload);
  // Bytes as they are have no members.
  const body = members.filter(
    ({ is, member }) => !is.httpLabel && !is.httpQuery && !is.httpHeader && !(is.httpPayload && member.isBlobSchema()),
  );
  const shapes = Object.fromEntries(
    body.map(({ name, member }) => [wireName(name, member, isXml), read(member, isXml)]),
  );
  const root = schema.getName() ?? "";
  return {
    ...(method !== undefined && path !== undefined && { http: `${method} ${path}` }),
    members: isXml && payload === undefined && body.length > 0 ? { [root]: shapes } : shapes,
    ...listBindings(
      "query",
      members.flatMap(({ is }) => is.httpQuery ?? []),
    ),
    ...listBindings(
      "headers",
      members.flatMap(({ is }) => is.httpHeader ?? []),
    ),
  };
}

function listBindings(kind: "query" | "headers", names: readonly unknown[]): Partial<RequestShape> {
  return names.length === 0 ? {} : { [kind]: names.map(String) };
}

function wireName(name: string, member: Schema, isXml: boolean): string {
  const { xmlName, jsonName } = member.getMergedTraits();
  return String((isXml ? xmlName : jsonName) ?? name);
}

/** A shape within one of the same name is `any`: the model goes round. */
function read(schema: Schema, isXml: boolean, within: readonly string[] = []): Shape {
  const name = schema.getName() ?? "";
  if (schema.isListSchema()) return readList(schema, isXml, within);
  if (schema.isMapSchema()) return { "*": read(schema.getValueSchema(), isXml, within) };
  if (!schema.isStructSchema()) return readScalar(schema);
  if (within.includes(name)) return "any";
  const members = [...schema.structIterator()].map(
    ([each, member]) => [wireName(each, member, isXml), read(member, isXml, [...within, name])] as const,
  );
  return Object.fromEntries(members);
}

/** Items of XML are elements of a name. */
function readList(schema: Schema, isXml: boolean, within: readonly string[]): Shape {
  const item = schema.getValueSchema();
  const shape = read(item, isXml, within);
  if (!isXml) return [shape];
  return schema.getMergedTraits().xmlFlattened ? shape : { [wireName("member", item, true)]: shape };
}

function readScalar(schema: Schema): Shape {
  if (schema.isNumericSchema() || schema.isTimestampSchema()) return "number";
  if (schema.isBooleanSchema()) return "boolean";
  if (schema.isBlobSchema()) return "blob";
  return schema.isStringSchema() ? "string" : "any";
}
