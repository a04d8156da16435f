import { randomUUID } from "node:crypto";
import { printThrown } from "../../protocols/api-error";
import type { AwsRequest } from "../../protocols/aws-request";
import type { ApiAnswer } from "../../protocols/json-protocol";
import { compileActions } from "../../protocols/rest-paths";
import { createUnusedLog, findUnused, findUnusedParameters, type LogUnused } from "../../protocols/unused-members";
import { invalidValue, LambdaError } from "../lambda-error";
import {
  type LambdaAction,
  type LambdaActions,
  LambdaAnswer,
  type LambdaCall,
  type LambdaContext,
  readBody,
} from "./action";
import { ALIAS_ACTIONS } from "./alias-actions";
import { CODE_ACTIONS } from "./code-actions";
import { FUNCTION_ACTIONS } from "./function-actions";
import { INVOKE_ACTIONS, listUnusedHeaders } from "./invoke-actions";
import { LAYER_ACTIONS } from "./layer-actions";
import { PERMISSION_ACTIONS } from "./permission-actions";
import { SETTING_ACTIONS } from "./setting-actions";
import { TAG_ACTIONS } from "./tag-actions";
import { VERSION_ACTIONS } from "./version-actions";

/** The API's actions, by name. */
export const ACTIONS: LambdaActions = {
  ...FUNCTION_ACTIONS,
  ...CODE_ACTIONS,
  ...VERSION_ACTIONS,
  ...ALIAS_ACTIONS,
  ...LAYER_ACTIONS,
  ...PERMISSION_ACTIONS,
  ...TAG_ACTIONS,
  ...SETTING_ACTIONS,
  ...INVOKE_ACTIONS,
};

const findAction = compileActions<LambdaAction>(ACTIONS);

/** The API's paths, by what is done there, that are known and not emulated. */
const NOT_EMULATED: readonly (readonly [path: RegExp, what: string])[] = [
  [/^\/2021-10-31\/functions\/[^/]+\/urls?\/?$/, "function URLs"],
  [/^\/2015-03-31\/event-source-mappings/, "event source mappings"],
  [/^\/2020-04-22\/code-signing-configs/, "code signing configurations"],
  [/^\/2019-09-30\/functions\/[^/]+\/provisioned-concurrency/, "provisioned concurrency"],
];

/**
 * Returns what answers every call of Lambda's API in one region, errors included, as AWS does; it never rejects.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html
 */
export function createLambdaApi(context: LambdaContext): (request: AwsRequest) => Promise<ApiAnswer> {
  const logUnused = createUnusedLog("Lambda", context.log);
  return async (request) => {
    const { headers, ...answer } = await answerRequest(context, request, logUnused);
    return { ...answer, headers: { ...headers, "x-amzn-requestid": randomUUID() } };
  };
}

const JSON_TYPE = { "content-type": "application/json" };

async function answerRequest(context: LambdaContext, request: AwsRequest, log: LogUnused): Promise<ApiAnswer> {
  const { method, path } = request;
  const found = findAction(request);
  if (found === undefined) return answerUnknown(`${method} ${path}`, path);
  const { name, action, groups } = found;
  try {
    const parameter = (each: string) => decode(groups[each] ?? "");
    const call: LambdaCall = {
      ...context,
      parameter,
      query: request.query,
      headers: request.headers,
      text: request.body,
    };
    log(name, listUnused(call, name, action));
    const result = await action.answer(call);
    return { ...printResult(result, action), ...(action.mutates && { mutates: true }) };
  } catch (error) {
    if (error instanceof LambdaError) return answerError(error);
    context.log(`Lambda: ${name} failed: ${printThrown(error)}`);
    return answerError(new LambdaError("ServiceException", "An error occurred and the request cannot be processed."));
  }
}

function printResult(result: object | void, { status = 200 }: LambdaAction): ApiAnswer {
  if (result instanceof LambdaAnswer) {
    const { status: own, body, headers } = result;
    return { status: own, headers: { ...JSON_TYPE, ...headers }, body };
  }
  return { status, headers: JSON_TYPE, body: result === undefined ? "" : JSON.stringify(result) };
}

/** Those of the query string, and of the body; an invocation's body is the event itself. */
function listUnused(call: LambdaCall, name: string, action: LambdaAction): readonly string[] {
  const members = INVOKE_ACTIONS[name] ? listUnusedHeaders(call) : findUnused(readBody(call.text), action.members);
  return [...members, ...findUnusedParameters(call.query, action.query ?? [])];
}

/** The errors whose text AWS's model calls `Message`; of all others it is `message`. */
const CAPITAL: readonly string[] = ["ResourceNotFoundException", "ServiceException", "InvalidRuntimeException"];

/** *Recorded* (LocalStack's AWS-validated snapshots): the type stands beside the text but for constraints. */
function answerError(error: LambdaError): ApiAnswer {
  const { code, message, status } = error;
  const headers = { ...JSON_TYPE, "x-amzn-errortype": code };
  const isPlain = code === "ValidationException" || code === "SerializationException";
  const text = CAPITAL.includes(code) ? { Message: message } : { message };
  const body = isPlain ? text : { Type: status < 500 ? "User" : "Server", ...text };
  return { status, headers, body: JSON.stringify(body) };
}

function answerUnknown(called: string, path: string): ApiAnswer {
  const what = NOT_EMULATED.find(([pattern]) => pattern.test(path))?.[1];
  const headers = { ...JSON_TYPE, "x-amzn-errortype": "UnknownOperationException" };
  return { status: 404, headers, body: "{}", unknown: what === undefined ? called : `${called} (${what})` };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalidValue(`The path is not encoded as a URL's is: ${text}`);
  }
}
