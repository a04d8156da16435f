import {
  DefaultTokenResolver,
  StringConcat,
  TerraformElement,
  TerraformResource,
  TerraformStack,
  Tokenization,
} from "cdktf";
import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";

/** What says how the routes of APIs are answered. */
const TYPES: ReadonlySet<string> = new Set(
  ["route", "route_response", "integration", "integration_response"].map((name) => `aws_apigatewayv2_${name}`),
);

/**
 * The resources of a stack's Terraform JSON as far as they say how the routes of APIs are answered: the whole takes as
 * long as synthesis does. Only an override of the stack's own reaches any resource: then it is the whole.
 */
export function synthesizeRoutes(stack: TerraformStack): Json {
  if (Object.keys(stack["rawOverrides"] as object).length > 0) return stack.toTerraform() as Json;
  const resolver = new DefaultTokenResolver(new StringConcat());
  const resource: Record<string, JsonObject> = {};
  for (const construct of stack.node.findAll()) {
    if (!TerraformElement.isTerraformElement(construct) || TerraformStack.of(construct) !== stack) continue;
    if (TerraformResource.isTerraformResource(construct) && !TYPES.has(construct.terraformResourceType)) continue;
    const terraform = Tokenization.resolve(construct.toTerraform(), {
      scope: stack,
      resolver,
      preparing: false,
    }) as Json;
    for (const [type, named] of listMembers(isJsonObject(terraform) ? terraform["resource"] : undefined))
      resource[type] = { ...resource[type], ...Object.fromEntries(listMembers(named)) };
  }
  return { resource };
}

const listMembers = (value: Json | undefined): readonly [string, Json][] =>
  isJsonObject(value) ? Object.entries(value) : [];
