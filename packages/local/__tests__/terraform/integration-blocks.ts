import type { JsonObject } from "@sfn-websocket/languages/json";

const API = "${aws_apigatewayv2_api.a.id}";

/** The resources of an API of so many routes, each with an integration, and of its deployment. */
export function createIntegrationBlocks(count: number): JsonObject {
  const names = Array.from({ length: count }, (_, index) => `r${index}`);
  const blockOf = (make: (name: string) => JsonObject) => Object.fromEntries(names.map((name) => [name, make(name)]));
  return {
    aws_apigatewayv2_api: {
      a: { name: "a", protocol_type: "WEBSOCKET", route_selection_expression: "$request.body.a" },
    },
    aws_apigatewayv2_integration: blockOf((name) => ({
      api_id: API,
      integration_type: "MOCK",
      request_templates: { $default: name },
    })),
    aws_apigatewayv2_route: blockOf((name) => ({
      api_id: API,
      route_key: name,
      target: `integrations/\${aws_apigatewayv2_integration.${name}.id}`,
    })),
    aws_apigatewayv2_deployment: { d: { api_id: API } },
  };
}
