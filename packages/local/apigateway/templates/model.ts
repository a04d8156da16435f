import { findJsonObject, type JsonObject } from "@sfn-websocket/languages/json";
import { badRequest } from "../api-gateway-error";
import type { FindSchema, SchemaPlace } from "@sfn-websocket/languages/json-schema/compile-schema";
import { followPointer } from "@sfn-websocket/languages/json-schema/json-pointer";
import type { Check } from "@sfn-websocket/languages/json-schema/keyword";
import type { ApiResources } from "../resources";
import { DEEPEST, isTooDeep } from "@sfn-websocket/languages/nesting";

/** Throws BadRequestException where a model's schema is not JSON or no object; *assumed* text. */
export function readSchema(schema: string): JsonObject {
  const read = findJsonObject(schema);
  if (read !== undefined) return read;
  throw badRequest("Invalid model schema specified");
}

/**
 * Prepares a model: JSON Schema, draft 4, which may refer to other models of the API by their URLs.
 *
 * @throws Error where the model or one that it refers to is missing, or its schema is none of draft 4.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export function compileModel(name: string, resources: ApiResources): Check {
  // Loaded by the first model only: start-up does not pay for it.
  const { compileSchema } =
    require("@sfn-websocket/languages/json-schema/compile-schema") as typeof import("@sfn-websocket/languages/json-schema/compile-schema");
  const find = createFinder(resources);
  const check = compileSchema(find.model(name), find.schema);
  return (value) => (isTooDeep(value) ? { at: "", text: `nested deeper than ${DEEPEST} levels` } : check(value));
}

interface Finder {
  /** @throws Error where there is no model of the name. */
  readonly model: (name: string) => SchemaPlace;
  readonly schema: FindSchema;
}

function createFinder({ api, models }: ApiResources): Finder {
  const prefix = `https://apigateway.amazonaws.com/restapis/${api.apiId}/models/`;
  const schemas = new Map<string, JsonObject>();
  const readModel = (name: string): JsonObject => {
    const model = [...models.values()].find((each) => each.name === name);
    if (!model) throw new Error(`the request model does not exist, got '${name}'; create an aws_apigatewayv2_model`);
    const schema = schemas.get(name) ?? readSchema(model.schema);
    schemas.set(name, schema);
    return schema;
  };
  const find = (model: string, fragment: string): SchemaPlace | undefined => {
    const schema = followPointer(readModel(model), fragment);
    return schema === undefined ? undefined : { model, schema, pointer: `#${fragment}` };
  };
  return {
    model: (name) => ({ model: name, schema: readModel(name), pointer: "#" }),
    schema(reference, { model }) {
      const [address = "", fragment = ""] = reference.split(/#(.*)/s);
      if (address === "") return find(model, fragment);
      return address.startsWith(prefix) ? find(address.slice(prefix.length), fragment) : undefined;
    },
  };
}
