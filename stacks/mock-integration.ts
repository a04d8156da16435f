import { Apigatewayv2Integration } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import type { Apigatewayv2IntegrationResponse } from "@cdktf/provider-aws/lib/apigatewayv2-integration-response";
import { Construct } from "constructs";
import { MOCK_TEMPLATE } from "./mapping-templates";
import { CONSTANT_DEFAULT, createIntegrationResponse, type RouteIntegration } from "./route-integration";

export interface MockIntegrationProps {
  readonly apiId: string;
  /**
   * The mapping template of the answer.
   * @default - an empty answer
   */
  readonly responseTemplate?: string;
}

/** An integration that API Gateway answers by itself, with status 200. */
export class MockIntegration extends Construct implements RouteIntegration {
  readonly integration: Apigatewayv2Integration;
  readonly responses: readonly Apigatewayv2IntegrationResponse[];

  constructor(scope: Construct, id: string, { apiId, responseTemplate }: MockIntegrationProps) {
    super(scope, id);
    this.integration = new Apigatewayv2Integration(this, "Integration", {
      apiId,
      integrationType: "MOCK",
      templateSelectionExpression: CONSTANT_DEFAULT,
      requestTemplates: { $default: MOCK_TEMPLATE },
    });
    const integrationId = this.integration.id;
    this.responses = [
      createIntegrationResponse(this, "DefaultResponse", {
        apiId,
        integrationId,
        key: "$default",
        template: responseTemplate,
      }),
    ];
  }
}
