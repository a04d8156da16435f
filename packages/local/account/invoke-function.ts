import type { Aws } from "./aws";
import { findSteps } from "../apigateway/event-steps";
import type { InvokeFunction } from "../apigateway/lambda-proxy";
import { internalServerError } from "../apigateway/wire";
import { assumeIntegrationRole, explainIntegrationRoles } from "./integration-role";

/** Wires API Gateway of a region to Lambda: with a role where one is named, else as the function's resource policy lets it. */
export function createInvokeFunction(aws: Aws, region: string): InvokeFunction {
  const explain = explainIntegrationRoles(aws);
  return async ({ functionArn, event, source, credentialsArn, by, routeEvent }) => {
    const sourceArn = `arn:${aws.partition}:execute-api:${region}:${aws.accountId}:${source.apiId}/${source.path}`;
    const denial =
      credentialsArn === undefined
        ? refuseSource(aws, functionArn, sourceArn)
        : assumeIntegrationRole({ aws, explain, steps: findSteps(routeEvent), by }, credentialsArn)(
            "lambda:InvokeFunction",
            functionArn,
          );
    if (denial !== undefined) throw internalServerError(`invalid permissions on Lambda function: ${denial}`);
    return aws.lambda.invoke(functionArn, event).catch((error: Error) => {
      throw internalServerError(error.message);
    });
  };
}

function refuseSource(aws: Aws, functionArn: string, sourceArn: string): string | undefined {
  if (aws.lambda.allows(functionArn, "apigateway.amazonaws.com", sourceArn)) return undefined;
  return `no aws_lambda_permission lets apigateway.amazonaws.com invoke '${functionArn}', got the source '${sourceArn}'; add one`;
}
