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

/**
 * What the ids of an integration and its responses begin with: one that answers by a template is another resource than one
 * that does not, so that a template which goes takes the whole with it. The provider would send an empty map, and nobody
 * tells whether AWS then takes the templates away; of a stage's maps it does not.
 *
 * @see https://github.com/go-to-k/cdk-real-drift/pull/1031 recorded there, as StageVariables
 */
export function addressIntegration(responseTemplate: string | undefined): string {
  return responseTemplate === undefined ? "" : "Templated";
}

/** The key of an integration response for what has succeeded, which samples that are known to work have on `$connect`. */
export const SUCCEEDED = "/2\\d\\d/";

/**
 * The constant `$default` in a selection expression, where a bare `$` begins a variable. @see
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html
 * documented
 */
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
