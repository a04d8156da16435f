import type { Apigatewayv2Integration } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import { Apigatewayv2IntegrationResponse } from "@cdktf/provider-aws/lib/apigatewayv2-integration-response";
import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { Construct } from "constructs";
import { escapeTerraform } from "./terraform-text";

/** What a route leads to, whatever its kind. */
export interface RouteIntegration {
  readonly integration: Apigatewayv2Integration;
  /** None for a proxy integration, whose backend answers by itself. */
  readonly responses: readonly Apigatewayv2IntegrationResponse[];
  /** The role that it calls its backend as; none for a MOCK integration. */
  readonly role?: IamRole;
}

/** The constant `$default` in a selection expression, where a bare `$` begins a variable. */
export const CONSTANT_DEFAULT = "\\$default";

export interface IntegrationResponseProps {
  readonly apiId: string;
  readonly integrationId: string;
  /** `$default`, or a regular expression over the backend's status between slashes. */
  readonly key: string;
  /** @default - the backend's body passes through */
  readonly template?: string;
}

/** An integration response; its template is one that Terraform prints as it is written. */
export function createIntegrationResponse(
  scope: Construct,
  id: string,
  { apiId, integrationId, key, template }: IntegrationResponseProps,
): Apigatewayv2IntegrationResponse {
  return new Apigatewayv2IntegrationResponse(scope, id, {
    apiId,
    integrationId,
    integrationResponseKey: key,
    ...(template !== undefined && {
      templateSelectionExpression: CONSTANT_DEFAULT,
      responseTemplates: { $default: escapeTerraform(template) },
    }),
  });
}
