import type { Schema } from "@cfworker/json-schema";
import { isJsonObject, type Json, type JsonObject } from "../../languages/jsonpath/json";
import { badRequest } from "./api-gateway-error";
import type { ApiResources } from "./resources";

/** Returns nothing where a value fits a model, else what keeps it from that; the wording is this program's own. */
export type CheckJson = (value: Json) => string | undefined;

/** Words of later drafts of JSON Schema, which would be checked here and are not on AWS. */
const LATER_WORDS = [
  ...["$anchor", "$defs", "$recursiveRef", "const", "contains", "dependentRequired", "dependentSchemas", "else", "if"],
  ...["prefixItems", "propertyNames", "then", "unevaluatedItems", "unevaluatedProperties"],
];
/** Words below which there are schemas by name, and those that hold schemas themselves. */
const MAPS = ["definitions", "dependencies", "patternProperties", "properties"];
const NESTED = ["additionalItems", "additionalProperties", "allOf", "anyOf", "items", "not", "oneOf"];

/** Throws BadRequestException where a model's schema is not JSON or no object; *assumed* text. */
export function readSchema(schema: string): JsonObject {
  let read: Json;
  try {
    read = JSON.parse(schema) as Json;
  } catch {
    throw badRequest("Invalid model schema specified");
  }
  if (isJsonObject(read)) return read;
  throw badRequest("Invalid model schema specified");
}

/**
 * Prepares a model: JSON Schema, draft 4, which may refer to other models of the API by their URLs.
 *
 * @throws Error where the model or one that it refers to is missing, or its schema is none of draft 4.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export function compileModel(name: string, resources: ApiResources): CheckJson {
  // Loaded by the first model only: start-up does not pay for it.
  const { dereference, validate } = require("@cfworker/json-schema") as typeof import("@cfworker/json-schema");
  const schemas = collectModels(name, resources);
  const root: Schema = { $ref: modelUrl(resources, name) };
  const lookup = dereference(root);
  for (const [model, schema] of schemas) dereference({ ...schema, $id: modelUrl(resources, model) } as Schema, lookup);
  for (const [model, schema] of schemas) for (const each of listSchemas(schema)) checkReference(model, each, lookup);
  return (value) => {
    const { valid, errors } = validate(value, root, "4", lookup);
    const innermost = errors.at(-1);
    return valid ? undefined : `${innermost?.instanceLocation ?? "#"}: ${innermost?.error ?? "it does not fit"}`;
  };
}

const modelUrl = ({ api }: ApiResources, name: string): string =>
  `https://apigateway.amazonaws.com/restapis/${api.apiId}/models/${name}`;

/** Returns the schemas of a model and of all that it refers to, by their models' names. */
function collectModels(name: string, resources: ApiResources): ReadonlyMap<string, JsonObject> {
  const schemas = new Map<string, JsonObject>();
  const wanted = [name];
  for (const each of wanted) {
    if (schemas.has(each)) continue;
    const model = [...resources.models.values()].find((known) => known.name === each);
    if (!model) throw new Error(`the request model does not exist, got '${each}'; create an aws_apigatewayv2_model`);
    const schema = readSchema(model.schema);
    schemas.set(each, schema);
    for (const inner of listSchemas(schema)) {
      checkWords(each, inner);
      const [, referred] = /^([A-Za-z0-9]+)(?:#|$)/.exec(stripUrl(inner.$ref, resources)) ?? [];
      if (referred !== undefined) wanted.push(referred);
    }
  }
  return schemas;
}

function stripUrl(reference: Json | undefined, resources: ApiResources): string {
  const prefix = modelUrl(resources, "");
  return typeof reference === "string" && reference.startsWith(prefix) ? reference.slice(prefix.length) : "";
}

/** A schema and those within it. */
function* listSchemas(schema: Json): Generator<JsonObject> {
  if (!isJsonObject(schema)) return;
  yield schema;
  for (const [word, value] of Object.entries(schema)) {
    if (MAPS.includes(word) && isJsonObject(value)) for (const inner of Object.values(value)) yield* listSchemas(inner);
    else if (NESTED.includes(word))
      for (const inner of Array.isArray(value) ? value : [value]) yield* listSchemas(inner);
  }
}

function checkWords(model: string, schema: JsonObject): void {
  const later = LATER_WORDS.find((word) => Object.hasOwn(schema, word));
  if (later !== undefined)
    throw new Error(`model '${model}': draft 4 of JSON Schema does not know the word, got '${later}'; write draft 4`);
  const { pattern, patternProperties } = schema;
  const patterns = isJsonObject(patternProperties ?? null) ? Object.keys(patternProperties as JsonObject) : [];
  for (const each of typeof pattern === "string" ? [pattern, ...patterns] : patterns)
    try {
      new RegExp(each, "u");
    } catch {
      throw new Error(`model '${model}': not a regular expression here, got '${each}'; correct the pattern`);
    }
}

function checkReference(model: string, schema: JsonObject, lookup: Readonly<Record<string, Schema | boolean>>): void {
  const { __absolute_ref__: target } = schema as Schema;
  if (target === undefined || lookup[target] !== undefined) return;
  throw new Error(
    `model '${model}': the $ref leads nowhere, got '${String(schema.$ref)}'; ` +
      "use '#/definitions/<name>', or 'https://apigateway.amazonaws.com/restapis/<api id>/models/<name>'",
  );
}
