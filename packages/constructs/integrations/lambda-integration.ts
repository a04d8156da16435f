import type { Apigatewayv2Integration } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Construct } from "constructs";
import type { AwsLocation } from "../names/aws-location";
import { createIntegrationRole } from "./integration-role";
import { allowInvokeFunction } from "../roles/policy-statements";
import type { Environment } from "../names/resource-name";
import { createIntegration, type RouteIntegration, type SharedIntegrationProps } from "./route-integration";

export interface LambdaIntegrationProps extends SharedIntegrationProps {
  readonly location: AwsLocation;
  readonly environment: Environment;
  /** What tells this integration from the stack's others, see `nameRoute`. */
  readonly name: string;
  readonly functionArn: string;
  /** ARN of a role that is there already. @default - one is made */
  readonly roleArn?: string;
}

/**
 * An integration that hands the event to a Lambda function and passes its body on. API Gateway calls it as a role of the
 * stack's, so that the function, which is somebody else's, needs no permission of its own.
 */
export class LambdaIntegration extends Construct implements RouteIntegration {
  readonly integration: Apigatewayv2Integration;
  readonly role?: IamRole;
  readonly responses = [];

  constructor(scope: Construct, id: string, props: LambdaIntegrationProps) {
    super(scope, id);
    const { location, environment, name, functionArn } = props;
    const caller = createIntegrationRole(this, {
      environment,
      name: `${name}-invoke-function`,
      policyName: "invoke-function",
      statements: [allowInvokeFunction(functionArn)],
      roleArn: props.roleArn,
    });
    this.role = caller.role;
    this.integration = createIntegration(this, "Integration", {
      ...props,
      caller,
      own: {
        integrationType: "AWS_PROXY",
        integrationMethod: "POST",
        integrationUri: writeInvocationUri(location, functionArn),
      },
    });
  }
}

/** Where API Gateway calls a function. @see https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html documented, as `uri` */
export function writeInvocationUri({ partition, region }: AwsLocation, functionArn: string): string {
  return `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
}
