import type { Apigatewayv2Integration } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import type { Apigatewayv2IntegrationResponse } from "@cdktf/provider-aws/lib/apigatewayv2-integration-response";
import { Construct } from "constructs";
import { MOCK_TEMPLATE } from "./mapping-templates";
import {
  addressIntegration,
  CONSTANT_DEFAULT,
  createIntegration,
  createIntegrationResponse,
  type RouteIntegration,
  type SharedIntegrationProps,
  SUCCEEDED,
} from "./route-integration";

export interface MockIntegrationProps extends Pick<SharedIntegrationProps, "apiId"> {
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
    this.integration = createIntegration(this, `${place}Integration`, {
      apiId,
      own: {
        integrationType: "MOCK",
        templateSelectionExpression: CONSTANT_DEFAULT,
        requestTemplates: { $default: MOCK_TEMPLATE },
      },
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
