import type { JsonObject } from "@sfn-websocket/languages/json";
import { listUnknownAttributes } from "../../terraform/unknown-attributes";

describe("a name in a resource's block", () => {
  it.each<readonly [string, JsonObject, readonly string[]]>([
    [
      "aws_apigatewayv2_integration",
      { timeout_miliseconds: 5_000 },
      ["timeout_miliseconds (no attribute of the provider; did you mean 'timeout_milliseconds')"],
    ],
    ["aws_iam_role", { wings: 2 }, ["wings (no attribute of the provider; drop it)"]],
    [
      "aws_apigatewayv2_stage",
      { route_settings: [{ route_kex: "a" }, { route_kex: "b" }], default_route_settings: { constructor: 1 } },
      [
        "route_settings.route_kex (no attribute of the provider; did you mean 'route_key')",
        "default_route_settings.constructor (no attribute of the provider; drop it)",
      ],
    ],
  ])("of %s that the provider does not have is told (%j)", (type, block, told) => {
    expect(listUnknownAttributes(type, block)).toEqual(told);
  });

  it.each<readonly [string, JsonObject]>([
    ["aws_apigatewayv2_integration", { timeout_milliseconds: 5_000, tls_config: [{ server_name_to_verify: "a" }] }],
    ["aws_iam_role", { "//": {}, lifecycle: {}, depends_on: [], provider: "aws.a", region: "us-east-1", id: "x" }],
    ["aws_lambda_alias", { routing_config: { additional_version_weights: { "1": 0.5 } }, timeouts: {} }],
    ["aws_sqs_queue", { wings: 2 }],
    ["toString", { wings: 2 }],
  ])("of %s that it has, or Terraform, is not (%j)", (type, block) => {
    expect(listUnknownAttributes(type, block)).toEqual([]);
  });
});
