import { Apigatewayv2Authorizer } from "@cdktf/provider-aws/lib/apigatewayv2-authorizer";
import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Construct } from "constructs";
import type { AwsLocation } from "../names/aws-location";
import { checkArn } from "../options/check-arn";
import { createIntegrationRole } from "../integrations/integration-role";
import { writeInvocationUri } from "../integrations/lambda-integration";
import { allowInvokeFunction } from "../roles/policy-statements";
import { show } from "../options/show-value";
import type { RouteProps } from "../options/route-props";
import { checkMembers } from "../options/refuse-value";
import { type Environment, nameResource } from "../names/resource-name";

/**
 * Who may connect: `"AWS_IAM"`, callers that sign the handshake and may `execute-api:Invoke` on the route `$connect`; or
 * whom a Lambda function lets in.
 */
export type AuthorizationProps = "AWS_IAM" | LambdaAuthorizationProps;

/** A Lambda REQUEST authorizer: it gets the handshake, and answers with a policy. */
export interface LambdaAuthorizationProps {
  /** The function's ARN, qualified or not. */
  readonly functionArn: string;
  /**
   * What a handshake must carry, else it is refused with 401 and the function is not called.
   * @default ["route.request.querystring.token"]
   */
  readonly identitySources?: readonly string[];
}

/** What the route `$connect` is told of its authorization. */
export interface ConnectAuthorization {
  readonly type: "NONE" | "AWS_IAM" | "CUSTOM";
  readonly authorizerId?: string;
  readonly apiKeyRequired?: boolean;
}

const FUNCTION = /^function:[\w-]{1,140}(:(\$LATEST|[\w-]{1,128}))?$/;

const IDENTITY_SOURCE =
  /^(route\.request\.(header|querystring)\.[\w-]+|stageVariables\.\w+|context\.(connectionId|connectedAt|requestTimeEpoch))$/;

/** The problems of an authorization that AWS would refuse, or take and then let nobody in. */
export function checkAuthorization(authorization: AuthorizationProps | undefined, region: string): readonly string[] {
  if (authorization === undefined || authorization === "AWS_IAM") return [];
  if (typeof authorization !== "object") {
    return [`authorization: is unknown, got '${String(authorization)}'; give "AWS_IAM" or { functionArn: "arn:..." }`];
  }
  const { functionArn, identitySources } = authorization;
  const form = { whose: "a function's", service: "lambda", resource: FUNCTION, example: "function:authorize" };
  const problems = [
    ...checkMembers("authorization", authorization, ["functionArn", "identitySources"]),
    ...checkArn(String(functionArn), { option: "authorization: functionArn", region, ...form }),
  ];
  if (identitySources !== undefined && !Array.isArray(identitySources)) {
    const got = `got ${show(identitySources)}; give ["route.request.querystring.token"]`;
    return [...problems, `authorization: identity sources are no list, ${got}`];
  }
  if (identitySources?.length === 0) {
    problems.push("authorization: identity sources are none, got []; name one, or leave the option out");
  }
  const wrong = (identitySources ?? []).filter((source) => !IDENTITY_SOURCE.test(source));
  return [
    ...problems,
    ...wrong.map(
      (source) =>
        `authorization: identity source is not one of a WebSocket API's, got '${source}'; write it as in 'route.request.header.Authorization' or 'route.request.querystring.token'`,
    ),
  ];
}

/**
 * That no browser gets in by a subprotocol which nobody answers: API Gateway does not choose one, and no mapping template
 * can. Other clients may not mind.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-connect-route-subprotocol.html documented
 */
export function warnOfSubprotocol(
  authorization: AuthorizationProps | undefined,
  { $connect }: Readonly<Record<string, RouteProps>>,
): readonly string[] {
  if (typeof authorization !== "object") return [];
  const source = authorization.identitySources?.find((each) => /\.header\.sec-websocket-protocol$/i.test(each));
  if (source === undefined || ($connect !== undefined && ("lambda" in $connect || "http" in $connect))) return [];
  return [
    `route '$connect': browsers close a connection whose subprotocol nobody chooses, got the identity source '${source}'; give $connect a lambda or http that answers with the header Sec-WebSocket-Protocol`,
  ];
}

export interface LambdaAuthorizerProps extends LambdaAuthorizationProps {
  readonly apiId: string;
  readonly location: AwsLocation;
  readonly environment: Environment;
}

/**
 * A REQUEST authorizer that API Gateway calls as a role of the stack's, so that the function, which is somebody else's,
 * needs no permission of its own.
 */
export class LambdaAuthorizer extends Construct {
  readonly authorizer: Apigatewayv2Authorizer;
  readonly role?: IamRole;

  constructor(scope: Construct, id: string, props: LambdaAuthorizerProps) {
    super(scope, id);
    const { apiId, location, environment, functionArn } = props;
    const { identitySources = ["route.request.querystring.token"] } = props;
    const { roleArn, role, policy } = createIntegrationRole(this, {
      environment,
      name: "authorizer",
      policyName: "invoke-function",
      statements: [allowInvokeFunction(functionArn)],
    });
    this.role = role;
    this.authorizer = new Apigatewayv2Authorizer(this, "Authorizer", {
      apiId,
      name: nameResource("authorizer", environment),
      authorizerType: "REQUEST",
      authorizerUri: writeInvocationUri(location, functionArn),
      authorizerCredentialsArn: roleArn,
      identitySources: [...identitySources],
      ...(policy && { dependsOn: [policy] }),
    });
  }
}
