import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import ATTRIBUTE_TYPES from "../../terraform/attribute-types.json";
import { convertAttributes } from "../../terraform/convert-attributes";
import { RESOURCE_TYPES } from "../../terraform/resource-types";

it("are there for every type that is served, as 'terraform providers schema -json' prints them", () => {
  expect(Object.keys(ATTRIBUTE_TYPES).sort()).toEqual(Object.keys(RESOURCE_TYPES).sort());
});

describe("an attribute of Terraform's JSON", () => {
  it.each<readonly [string, JsonObject, JsonObject]>([
    ["aws_apigatewayv2_integration", { timeout_milliseconds: "5000" }, { timeout_milliseconds: 5_000 }],
    [
      "aws_apigatewayv2_integration",
      { timeout_milliseconds: "1e3", uri: [1] },
      { timeout_milliseconds: 1_000, uri: [1] },
    ],
    ["aws_apigatewayv2_route", { api_key_required: "true", route_key: 5 }, { api_key_required: true, route_key: "5" }],
    ["aws_apigatewayv2_stage", { stage_variables: { a: 1, b: true } }, { stage_variables: { a: "1", b: "true" } }],
    [
      "aws_apigatewayv2_authorizer",
      { identity_sources: ["a", 1], name: null },
      { identity_sources: ["a", "1"], name: null },
    ],
    [
      "aws_apigatewayv2_stage",
      {
        route_settings: [{ route_key: "a", throttling_rate_limit: "1.5" }],
        default_route_settings: { logging_level: 1 },
      },
      {
        route_settings: [{ route_key: "a", throttling_rate_limit: 1.5 }],
        default_route_settings: { logging_level: "1" },
      },
    ],
    ["aws_sqs_queue", { delay_seconds: "5" }, { delay_seconds: "5" }],
    ["toString", { name: 1 }, { name: 1 }],
    ["aws_iam_role", { toString: 1, constructor: [] }, { toString: 1, constructor: [] }],
  ])("of %s is converted to the provider's type, where it has one (%j)", (type, given, converted) => {
    expect(convertAttributes(type, given)).toEqual(converted);
  });

  it.each<readonly [string, JsonObject, string]>([
    ["aws_apigatewayv2_route", { target: ["x"] }, `'target' is a string, got ["x"]`],
    ["aws_apigatewayv2_integration", { timeout_milliseconds: "5s" }, `'timeout_milliseconds' is a number, got "5s"`],
    ["aws_apigatewayv2_integration", { timeout_milliseconds: true }, "'timeout_milliseconds' is a number, got true"],
    [
      "aws_apigatewayv2_integration",
      { request_templates: ["x"] },
      `'request_templates' is a map of strings, got ["x"]`,
    ],
    [
      "aws_apigatewayv2_integration",
      { request_templates: { $default: { a: 1 } } },
      `'request_templates.$default' is a string, got {"a":1}`,
    ],
    ["aws_apigatewayv2_route", { api_key_required: "yes" }, `'api_key_required' is true or false, got "yes"`],
    ["aws_apigatewayv2_authorizer", { identity_sources: "a" }, `'identity_sources' is a list of strings, got "a"`],
    ["aws_apigatewayv2_authorizer", { identity_sources: [["a"]] }, `'identity_sources[0]' is a string, got ["a"]`],
    [
      "aws_cloudfront_distribution",
      { origin: [{ custom_origin_config: { http_port: {} } }] },
      "'origin.custom_origin_config.http_port' is a number, got {}",
    ],
    ["aws_iam_role", { name: ["x".repeat(200)] }, `'name' is a string, got ["${"x".repeat(98)}`],
  ])("of %s is rejected by its name where it cannot be converted (%j)", (type, given: Json, problem) => {
    expect(() => convertAttributes(type, given as JsonObject)).toThrow(new Error(`${problem}; write one`));
  });
});
