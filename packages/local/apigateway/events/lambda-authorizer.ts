import { describeDefectPlace, describeFailure } from "@sfn-websocket/languages/describe-failure";
import {
  isJsonObject,
  type Json,
  type JsonObject,
  objectOf,
  readOwn,
  requireJson,
} from "@sfn-websocket/languages/json";
import { createAuthorizerEvent } from "./lambda-event";
import { describeFunctionError, readFunctionArn } from "./lambda-proxy";
import type { FunctionAnswer } from "../stage/function-call";
import type { Authorizer, AuthorizerContext } from "../resources";
import type { RouteEvent } from "../route-event";
import type { Stage } from "../stage/stage";
import { AUTHORIZER_FAILED, denied, GatewayError, internalServerError, unauthorized } from "../wire";

/** Bytes of an authorizer's answer. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html */
const LARGEST_RESULT = 8 * 1024;

const ACTION = "execute-api:Invoke";

/** *Recorded*: us-east-1, September 2026. */
const DENIALS = {
  "explicit-deny": "User is not authorized to access this resource with an explicit deny in an identity-based policy",
  "implicit-deny":
    "User is not authorized to access this resource because no identity-based policy allows the execute-api:Invoke action",
} as const;

/**
 * Asks the REQUEST authorizer of `$connect`, once per connection: its answer is not kept.
 *
 * @throws GatewayError where the client may not connect. Statuses and texts are *recorded* (us-east-1, September 2026).
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
 */
export async function authorizeByFunction(stage: Stage, event: RouteEvent): Promise<Authorization> {
  const authorizer = stage.deployment.routes.get("$connect")?.authorizer;
  if (!authorizer)
    throw internalServerError("the route has the authorization type CUSTOM but no authorizer_id", AUTHORIZER_FAILED);
  const missing = authorizer.identitySource?.find((source) => !readIdentity(source, stage, event));
  if (missing !== undefined)
    throw unauthorized(`authorizer '${authorizer.name}': the identity source ${missing} is missing or empty`);
  const { partition, accountId, evaluatePolicy } = stage.world.admission;
  const methodArn = `arn:${partition}:execute-api:${stage.world.region}:${accountId}:${stage.api.apiId}/${stage.settings.stageName}/$connect`;
  const started = stage.world.clock.now();
  const result = readResult(await invokeAuthorizer(stage, authorizer, { event, methodArn }));
  const conditionKeys = {
    "aws:SourceIp": event.connection.identity.sourceIp,
    "aws:UserAgent": event.connection.identity.userAgent,
  };
  const question = { action: ACTION, resource: methodArn, conditionKeys };
  const effect = attempt(() => evaluatePolicy(result.policyDocument, question));
  if (effect !== "allow")
    throw denied(DENIALS[effect], `authorizer '${authorizer.name}': the policy does not allow ${methodArn}`);
  const { context, usageIdentifierKey } = result;
  return { context: { ...context, integrationLatency: stage.world.clock.now() - started }, usageIdentifierKey };
}

type Identity = (name: string, stage: Stage, event: RouteEvent) => string | undefined;

/** Where an identity source may be, by its prefix; of `context`, what *recorded* requests were let pass with. */
const IDENTITIES: Readonly<Record<string, Identity>> = {
  "route.request.header.": (name, _, { parameters }) =>
    Object.entries(parameters.header).find(([header]) => header.toLowerCase() === name.toLowerCase())?.[1],
  "route.request.querystring.": (name, _, { parameters }) => readOwn(parameters.querystring, name),
  "stageVariables.": (name, { variables }) => readOwn(variables, name),
  "context.": (name, _, { connection, requestTimeEpoch }) =>
    readOwn(
      {
        connectionId: connection.connectionId,
        connectedAt: String(connection.connectedAt),
        requestTimeEpoch: String(requestTimeEpoch),
      },
      name,
    ),
};

function readIdentity(source: string, stage: Stage, event: RouteEvent): string | undefined {
  const prefix = Object.keys(IDENTITIES).find((each) => source.startsWith(each));
  return prefix === undefined ? undefined : IDENTITIES[prefix]!(source.slice(prefix.length), stage, event);
}

interface Asked {
  readonly event: RouteEvent;
  readonly methodArn: string;
}

async function invokeAuthorizer(
  stage: Stage,
  authorizer: Authorizer,
  { event, methodArn }: Asked,
): Promise<FunctionAnswer> {
  const answer = await stage.world.admission.invokeFunction({
    functionArn: readFunctionArn(authorizer.authorizerUri ?? "", stage.variables),
    event: JSON.stringify(createAuthorizerEvent(event, methodArn, stage.variables)),
    source: { apiId: stage.api.apiId, path: `authorizers/${authorizer.authorizerId}` },
    credentialsArn: authorizer.authorizerCredentialsArn,
    by: "authorizer",
    routeEvent: event,
  });
  if (!answer.functionError) return answer;
  const error = parse(answer.payload);
  const isRefusal = isJsonObject(error) && error.errorMessage === "Unauthorized";
  throw isRefusal
    ? unauthorized(`authorizer '${authorizer.name}': the function refused with "Unauthorized"`)
    : unusable(`authorizer '${authorizer.name}': ${describeFunctionError(answer)}`);
}

interface AuthorizerResult {
  readonly policyDocument: JsonObject;
  readonly context: JsonObject;
  readonly usageIdentifierKey?: string;
}

function readResult({ payload }: FunctionAnswer): AuthorizerResult {
  if (Buffer.byteLength(payload) > LARGEST_RESULT)
    throw unusable(`the authorizer's answer is over ${LARGEST_RESULT} bytes`);
  const result: Json = parse(payload);
  const { principalId, policyDocument, context = {}, usageIdentifierKey } = objectOf(result);
  if (typeof principalId !== "string") throw unusable(`the authorizer's answer has no principalId, got ${payload}`);
  if (!isJsonObject(policyDocument ?? null))
    throw unusable(`the authorizer's answer has no policyDocument, got ${payload}`);
  if (!isJsonObject(context) || Object.values(context).some((value) => typeof value === "object" && value !== null))
    throw unusable(
      `the authorizer's context is an object of strings, numbers and booleans, got ${JSON.stringify(context)}`,
    );
  const texts = Object.entries(context).map(([name, value]) => [name, String(value)] as const);
  return {
    policyDocument: policyDocument as JsonObject,
    context: { ...Object.fromEntries(texts), principalId },
    ...(typeof usageIdentifierKey === "string" && { usageIdentifierKey }),
  };
}

function attempt<T>(evaluate: () => T): T {
  try {
    return evaluate();
  } catch (error) {
    const problem = describeFailure(error, describeDefectPlace(error));
    throw unusable(`the authorizer's policy cannot be read: ${problem}`);
  }
}

const parse = (payload: string): Json =>
  requireJson(payload, () => unusable(`the authorizer's answer is no JSON, got ${payload}`));

/** *Recorded*: the status, and that the client is told nothing. */
const unusable = (cause: string): GatewayError => new GatewayError(AUTHORIZER_FAILED, "", cause);

/** What became of a client that an authorization lets pass. */
export interface Authorization {
  /** for `$context.authorizer` of this connection's events */
  readonly context?: AuthorizerContext;
  /** the API key that the authorizer found for the client */
  readonly usageIdentifierKey?: string;
}
