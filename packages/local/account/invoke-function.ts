import type { Aws } from "./aws";
import { findSteps, type RoleExplanation } from "../apigateway/stage/event-steps";
import type { InvokeFunction } from "../apigateway/stage/function-call";
import { INTEGRATION_FAILED, internalServerError } from "../apigateway/wire";
import { type Assuming, assumeIntegrationRole, explainIntegrationRoles, noteCheck } from "./integration-role";

const GATEWAY = "apigateway.amazonaws.com";
const ACTION = "lambda:InvokeFunction";

/** Wires API Gateway of a region to Lambda: with a role where one is named, else as the function's resource policy lets it. */
export function createInvokeFunction(aws: Aws, region: string): InvokeFunction {
  const explain = explainIntegrationRoles(aws);
  return async ({ functionArn, event, source, credentialsArn, by, routeEvent }) => {
    const sourceArn = `arn:${aws.partition}:execute-api:${region}:${aws.accountId}:${source.apiId}/${source.path}`;
    const steps = findSteps(routeEvent);
    const denial = credentialsArn
      ? assumeIntegrationRole({ aws, explain, steps, by }, credentialsArn)(ACTION, functionArn)
      : askPolicy({ aws, steps, by }, functionArn, sourceArn);
    if (denial !== undefined) throw internalServerError(`invalid permissions on Lambda function: ${denial}`);
    return aws.lambda.invoke(functionArn, event).catch((error: Error) => {
      throw internalServerError(error.message, INTEGRATION_FAILED);
    });
  };
}

/** Asks the function's resource policy, and leaves with the event what was asked. */
function askPolicy(
  { aws, steps, by }: Omit<Assuming, "explain">,
  functionArn: string,
  sourceArn: string,
): string | undefined {
  const denial = refuseSource(aws, functionArn, sourceArn);
  const explain = () => explainPolicy(aws, functionArn, sourceArn);
  if (steps) noteCheck(steps, { roleArn: "", by, action: ACTION, resource: functionArn, denial, explain });
  return denial;
}

function explainPolicy({ lambda }: Aws, functionArn: string, sourceArn: string): RoleExplanation {
  const principal = GATEWAY;
  const allowed = lambda.allows(functionArn, principal, sourceArn);
  const statement = lambda.findPermission(functionArn, principal, sourceArn);
  if (statement !== undefined) {
    const policy = `the policy of function '${functionArn.split(":")[6] ?? ""}'`;
    return { allowed, principal, why: `${policy} allows it`, statement: { policy, json: { ...statement } } };
  }
  if (allowed) return { allowed, principal, why: "no stack declares the function, so that its policy is elsewhere" };
  const needed = { Effect: "Allow", Principal: { Service: principal }, Action: ACTION, Resource: functionArn };
  const Condition = { ArnLike: { "AWS:SourceArn": sourceArn } };
  return {
    allowed,
    principal,
    why: "no statement of the function's policy allows it",
    needed: { ...needed, Condition },
  };
}

function refuseSource(aws: Aws, functionArn: string, sourceArn: string): string | undefined {
  if (aws.lambda.allows(functionArn, GATEWAY, sourceArn)) return undefined;
  return `no aws_lambda_permission lets apigateway.amazonaws.com invoke '${functionArn}', got the source '${sourceArn}'; add one`;
}
