import { findJsonObject, type Json, objectOf, requireJson } from "@sfn-websocket/languages/json";
import { isTooDeep } from "@sfn-websocket/languages/nesting";
import type { CallIntegration, IntegrationResult } from "../integration";
import { fillStageVariables } from "./fill-uri";
import { createProxyEvent } from "./lambda-event";
import type { FunctionAnswer, InvokeFunction } from "../stage/function-call";
import { FUNCTION_FAILED, internalServerError } from "../wire";

const URI = /^arn:[\w-]+:apigateway:[\w-]*:lambda:path\/2015-03-31\/functions\/(arn:[\w-]+:lambda:.+)\/invocations$/;
const FUNCTION_ARN = /^arn:[\w-]+:lambda:[\w-]+:\d{12}:function:[\w-]+(?::[\w$-]+)?$/;

/**
 * Returns the ARN of the function that an integration's or authorizer's URI names or, without more, is; its stage
 * variables are filled in.
 * @see https://github.com/hashicorp/terraform-provider-aws/issues/13261 for a function's ARN as the URI
 */
export function readFunctionArn(uri: string, stageVariables: Readonly<Record<string, string>>): string {
  const filled = fillStageVariables(uri, stageVariables);
  const arn = FUNCTION_ARN.test(filled) ? filled : URI.exec(filled)?.[1];
  if (arn !== undefined) return arn;
  throw internalServerError(
    `the URI names no Lambda function, got '${filled}'; use the invoke_arn or the arn of an aws_lambda_function`,
  );
}

/**
 * Returns the Lambda proxy integration: the event goes to the function as it is, and the function's answer is the
 * integration's.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export function createLambdaProxy(invoke: InvokeFunction): CallIntegration {
  return async ({ integration, event, routeKey, stageVariables }) => {
    const { apiId, stageName } = event.connection;
    const answer = await invoke({
      functionArn: readFunctionArn(integration.integrationUri ?? "", stageVariables),
      event: JSON.stringify(createProxyEvent(event, routeKey, stageVariables)),
      source: { apiId, path: `${stageName}/${routeKey}` },
      credentialsArn: integration.credentialsArn,
      routeEvent: event,
    });
    if (answer.functionError) throw internalServerError(describeFunctionError(answer), FUNCTION_FAILED);
    const { payload } = answer;
    const refuse = () => internalServerError(`the function's answer is no JSON, got ${payload}`, FUNCTION_FAILED);
    return readProxyResult(requireJson(payload, refuse));
  };
}

/** In one line: the function's log has its whole text and its trace. */
export function describeFunctionError({ payload }: FunctionAnswer): string {
  const { errorType, errorMessage } = findJsonObject(payload) ?? {};
  const text = typeof errorMessage === "string" ? `${errorType}: ${errorMessage.split("\n", 1)[0]}` : payload;
  return `the function failed: ${text}`;
}

/**
 * Reads a function's answer: an object with a `statusCode` and, as it likes, `headers`, `multiValueHeaders`, `body` and
 * `isBase64Encoded`. That members of other names are ignored is *assumed*.
 *
 * @throws GatewayError, 502, for any other answer.
 */
export function readProxyResult(result: Json): IntegrationResult {
  const { statusCode, headers = {}, multiValueHeaders = {}, body = "", isBase64Encoded } = objectOf(result);
  const status = typeof statusCode === "number" || typeof statusCode === "string" ? Number(statusCode) : NaN;
  const isStatus = Number.isInteger(status) && status >= 100 && status <= 999;
  if (!isStatus) throw malformed("an integer statusCode", statusCode);
  if (body !== null && typeof body !== "string") throw malformed("a body that is a string", body);
  const text = body ?? "";
  return {
    status,
    headers: { ...readHeaders(headers), ...readHeaders(multiValueHeaders) },
    body: isBase64Encoded === true ? Buffer.from(text, "base64").toString() : text,
  };
}

/** Only what a header can be: a name that is a token, and a value of one line. */
function readHeaders(headers: Json): Record<string, string> {
  const members = Object.entries(objectOf(headers)).filter(([name]) => /^[\w!#$%&'*+.^`|~-]+$/.test(name));
  const lines = members.map(([name, value]): [string, string] => {
    const values = Array.isArray(value) ? value : [value];
    if (values.some((each) => typeof each === "object" && each !== null))
      throw malformed(`a header '${name}' that is a text`, value);
    return [name.toLowerCase(), values.join(", ").replace(/[\r\n\0]+/g, " ")];
  });
  return Object.fromEntries(lines);
}

function malformed(wanted: string, got: Json | undefined) {
  const value = got !== undefined && isTooDeep(got) ? "what nests too deep" : (JSON.stringify(got) ?? "none");
  return internalServerError(
    `malformed Lambda proxy response: ${wanted} is required, got ${value}; return { statusCode: 200, body: "text" }`,
    FUNCTION_FAILED,
  );
}
