import type { Apigatewayv2Integration } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import type { Apigatewayv2IntegrationResponse } from "@cdktf/provider-aws/lib/apigatewayv2-integration-response";
import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Construct } from "constructs";
import type { AwsLocation } from "../names/aws-location";
import { createIntegrationRole } from "./integration-role";
import { errorTemplate } from "./mapping-templates";
import type { PolicyStatement } from "../roles/policy-statements";
import type { Environment } from "../names/resource-name";
import {
  addressIntegration,
  CONSTANT_DEFAULT,
  createIntegration,
  createIntegrationResponse,
  type RouteIntegration,
  type SharedIntegrationProps,
  SUCCEEDED,
} from "./route-integration";

export interface ServiceIntegrationProps extends SharedIntegrationProps {
  readonly location: AwsLocation;
  readonly environment: Environment;
  readonly routeKey: string;
  /** Last part of its role's name: no other kind of integration at the same route has it. */
  readonly name: string;
  /** The AWS service and its action, as API Gateway names them: `states:action/StartSyncExecution`. */
  readonly action: string;
  /** What its role may do. */
  readonly statements: readonly PolicyStatement[];
  /** Name of the role's policy. */
  readonly policyName: string;
  /** ARN of a role that is there already. @default - one is made */
  readonly roleArn?: string;
  /** The mapping template of the service's request, as Terraform prints it. */
  readonly requestTemplate: string;
  /**
   * The mapping template of the answer where the service has done what it was asked.
   * @default - the service's answer passes through
   */
  readonly responseTemplate?: string;
  /** What the service's request has beside its body. @default {} */
  readonly requestParameters?: Readonly<Record<string, string>>;
  /**
   * The mapping template of the answer where the service has not, with the message that stands for an unknown error.
   * @default - the error that the service's JSON names
   */
  readonly writeError?: (unknownError: string) => string;
}

/** An integration that calls an action of an AWS service, with the role it calls as and what it answers. */
export class ServiceIntegration extends Construct implements RouteIntegration {
  readonly integration: Apigatewayv2Integration;
  readonly role?: IamRole;
  /** Those for 4xx and 5xx, on `$connect` for 2xx, and `$default` for everything else. */
  readonly responses: readonly Apigatewayv2IntegrationResponse[];

  constructor(scope: Construct, id: string, props: ServiceIntegrationProps) {
    super(scope, id);
    const { apiId, location, environment, policyName, statements, writeError = errorTemplate } = props;
    const caller = createIntegrationRole(this, {
      environment,
      name: props.name,
      policyName,
      statements,
      roleArn: props.roleArn,
    });
    this.role = caller.role;
    const place = addressIntegration(props.responseTemplate);
    this.integration = createIntegration(this, `${place}Integration`, {
      ...props,
      caller,
      own: {
        integrationType: "AWS",
        integrationMethod: "POST",
        integrationUri: `arn:${location.partition}:apigateway:${location.region}:${props.action}`,
        templateSelectionExpression: CONSTANT_DEFAULT,
        requestTemplates: { $default: props.requestTemplate },
        ...(props.requestParameters && { requestParameters: props.requestParameters }),
      },
    });
    const respond = (responseId: string, key: string, template: string | undefined) =>
      createIntegrationResponse(this, `${place}${responseId}`, {
        apiId,
        integrationId: this.integration.id,
        key,
        template,
      });
    this.responses = [
      respond("ClientErrorResponse", "/4\\d\\d/", writeError("Bad Request")),
      respond("ServerErrorResponse", "/5\\d\\d/", writeError("Internal server error")),
      ...(props.routeKey === "$connect" ? [respond("SuccessResponse", SUCCEEDED, props.responseTemplate)] : []),
      respond("DefaultResponse", "$default", props.responseTemplate),
    ];
  }
}
