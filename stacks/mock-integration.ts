import { Apigatewayv2Integration } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import type { Apigatewayv2IntegrationResponse } from "@cdktf/provider-aws/lib/apigatewayv2-integration-response";
import { Construct } from "constructs";
import { MOCK_TEMPLATE } from "./mapping-templates";
import {
  addressIntegration,
  CONSTANT_DEFAULT,
  createIntegrationResponse,
  type RouteIntegration,
  SUCCEEDED,
} from "./route-integration";

export interface MockIntegrationProps {
  readonly apiId: string;
  readonly routeKey: string;
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

  constructor(scope: Construct, id: string, { apiId, routeKey, responseTemplate }: MockIntegrationProps) {
    super(scope, id);
    const place = addressIntegration(responseTemplate);
    this.integration = new Apigatewayv2Integration(this, `${place}Integration`, {
      apiId,
      integrationType: "MOCK",
      templateSelectionExpression: CONSTANT_DEFAULT,
      requestTemplates: { $default: MOCK_TEMPLATE },
    });
    const respond = (responseId: string, key: string) => {
      const props = { apiId, integrationId: this.integration.id, key, template: responseTemplate };
      return createIntegrationResponse(this, `${place}${responseId}`, props);
    };
    this.responses = [
      ...(routeKey === "$connect" ? [respond("SuccessResponse", SUCCEEDED)] : []),
      respond("DefaultResponse", "$default"),
    ];
  }
}
