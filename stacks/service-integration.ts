import { Apigatewayv2Integration } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import { Apigatewayv2IntegrationResponse } from "@cdktf/provider-aws/lib/apigatewayv2-integration-response";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import type { AwsLocation } from "./aws-location";
import { errorTemplate, outputTemplate, startSyncExecutionTemplate, withStateMachineArn } from "./mapping-templates";
import { allowStartSyncExecution, trustApiGateway, writePolicy } from "./policy-statements";
import { type Environment, nameResource } from "./resource-name";
import type { RouteResponse } from "./route-props";
import { escapeTerraform } from "./terraform-text";

/** The constant `$default` in a selection expression, where a bare `$` begins a variable. */
const CONSTANT_DEFAULT = "\\$default";

export interface StartSyncExecutionIntegrationProps {
  readonly apiId: string;
  readonly location: AwsLocation;
  readonly environment: Environment;
  /** What tells this integration from the stack's others, see `nameRoute`. */
  readonly name: string;
  /** The state machine that it runs. */
  readonly stateMachineArn: string;
  readonly timeoutMilliseconds: number;
  /** @default - the pattern's, see `startSyncExecutionTemplate` */
  readonly requestTemplate?: string;
  readonly response: RouteResponse;
}

/**
 * The integration that runs a state machine and waits for it, with the role it calls Step Functions as and what it
 * answers.
 */
export class StartSyncExecutionIntegration extends Construct {
  readonly integration: Apigatewayv2Integration;
  readonly role: IamRole;
  /** Those for 4xx and 5xx, and `$default` for everything else. */
  readonly responses: readonly Apigatewayv2IntegrationResponse[];
  private readonly apiId: string;

  constructor(scope: Construct, id: string, props: StartSyncExecutionIntegrationProps) {
    super(scope, id);
    const { location, stateMachineArn } = props;
    this.apiId = props.apiId;
    const { role, policy } = this.createRole(props);
    this.role = role;
    this.integration = new Apigatewayv2Integration(this, "Integration", {
      apiId: props.apiId,
      integrationType: "AWS",
      integrationMethod: "POST",
      integrationUri: `arn:${location.partition}:apigateway:${location.region}:states:action/StartSyncExecution`,
      credentialsArn: this.role.arn,
      timeoutMilliseconds: props.timeoutMilliseconds,
      templateSelectionExpression: CONSTANT_DEFAULT,
      requestTemplates: {
        $default:
          props.requestTemplate === undefined
            ? startSyncExecutionTemplate(stateMachineArn)
            : withStateMachineArn(escapeTerraform(props.requestTemplate), stateMachineArn),
      },
      // Nothing is deployed before the role may do what it is for.
      dependsOn: [policy],
    });
    this.responses = [
      this.createResponse("ClientErrorResponse", "/4\\d\\d/", errorTemplate("Bad Request")),
      this.createResponse("ServerErrorResponse", "/5\\d\\d/", errorTemplate("Internal server error")),
      this.createResponse("DefaultResponse", "$default", selectTemplate(props.response)),
    ];
  }

  private createRole({ environment, name, stateMachineArn }: StartSyncExecutionIntegrationProps) {
    const role = new IamRole(this, "Role", {
      name: nameResource("role", environment, `${name}-integration`),
      assumeRolePolicy: writePolicy(trustApiGateway),
    });
    const policy = new IamRolePolicy(this, "RolePolicy", {
      name: "start-sync-execution",
      role: role.name,
      policy: writePolicy(allowStartSyncExecution(stateMachineArn)),
    });
    return { role, policy };
  }

  private createResponse(id: string, key: string, template: string | undefined): Apigatewayv2IntegrationResponse {
    return new Apigatewayv2IntegrationResponse(this, id, {
      apiId: this.apiId,
      integrationId: this.integration.id,
      integrationResponseKey: key,
      ...(template !== undefined && {
        templateSelectionExpression: CONSTANT_DEFAULT,
        responseTemplates: { $default: escapeTerraform(template) },
      }),
    });
  }
}

/** The response template of a route, none for the parity default: AWS's answer passes through. */
function selectTemplate(response: RouteResponse): string | undefined {
  if (response === "execution") return undefined;
  return response === "output" ? outputTemplate : response.template;
}
