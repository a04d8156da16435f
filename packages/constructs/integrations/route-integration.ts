import {
  Apigatewayv2Integration,
  type Apigatewayv2IntegrationConfig,
} from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import { Apigatewayv2IntegrationResponse } from "@cdktf/provider-aws/lib/apigatewayv2-integration-response";
import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { Construct } from "constructs";
import type { IntegrationCaller } from "./integration-role";
import { escapeTerraform } from "../names/terraform-text";

/** What a route leads to, whatever its kind. */
export interface RouteIntegration {
  readonly integration: Apigatewayv2Integration;
  /** None for a proxy integration, whose backend answers by itself. */
  readonly responses: readonly Apigatewayv2IntegrationResponse[];
  /** The stack's role that it calls its backend as; none for a MOCK integration, or where the role is there already. */
  readonly role?: IamRole;
}

/** What the integrations of all kinds of routes have, beside what their kind makes of it. */
export interface SharedIntegrationProps {
  readonly apiId: string;
  /** @default - API Gateway does not wait: it answers by itself */
  readonly timeoutMilliseconds?: number;
}

/** The attributes that only one kind of integration has. */
type OwnAttributes = Omit<Apigatewayv2IntegrationConfig, keyof SharedIntegrationProps | "credentialsArn" | "dependsOn">;

export interface IntegrationProps extends SharedIntegrationProps {
  /** As whom it calls its backend. @default - it calls none */
  readonly caller?: IntegrationCaller;
  readonly own: OwnAttributes;
}

/** An integration of any kind: what all of them share is set here. */
export function createIntegration(scope: Construct, id: string, props: IntegrationProps): Apigatewayv2Integration {
  const { apiId, timeoutMilliseconds, caller, own } = props;
  return new Apigatewayv2Integration(scope, id, {
    apiId,
    ...own,
    timeoutMilliseconds,
    // Nothing is deployed before the role may do what it is for.
    ...(caller && { credentialsArn: caller.roleArn, ...(caller.policy && { dependsOn: [caller.policy] }) }),
  });
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
