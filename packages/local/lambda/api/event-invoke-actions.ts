import type { Constraints } from "../../protocols/constraints";
import type { RequestOf } from "../../protocols/request";
import { splitFunctionArn } from "../function-names";
import { LATEST } from "../functions";
import { invalidValue, LambdaError } from "../lambda-error";
import type { LambdaFunction } from "../resources";
import { defineAction, type LambdaActions, type LambdaCall, readName } from "./action";

const PATH = "/2019-09-25/functions/{FunctionName}/event-invoke-config";

const DESTINATION = {
  members: {
    Destination: {
      maximum: 350,
      pattern: String.raw`^$|arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1})?:(\d{12})?:(.*)`,
    },
  },
} as const;

const MEMBERS = {
  MaximumRetryAttempts: { type: "number", minimum: 0, maximum: 2 },
  MaximumEventAgeInSeconds: { type: "number", minimum: 60, maximum: 21_600 },
  DestinationConfig: { members: { OnSuccess: DESTINATION, OnFailure: DESTINATION } },
} as const satisfies Constraints;

type Config = RequestOf<typeof MEMBERS>;
type Destinations = NonNullable<Config["DestinationConfig"]>;

/**
 * What becomes of asynchronous invocations is a setting: each runs once here, whatever comes of it. *Recorded*: the texts
 * (LocalStack's AWS-validated snapshots).
 */
export const EVENT_INVOKE_ACTIONS: LambdaActions = {
  PutFunctionEventInvokeConfig: defineAction({
    method: "PUT",
    path: PATH,
    mutates: true,
    query: ["Qualifier"],
    members: MEMBERS,
    run: (call, request) => keepConfig(call, requireTarget(call), request),
  }),
  UpdateFunctionEventInvokeConfig: defineAction({
    method: "POST",
    path: PATH,
    mutates: true,
    query: ["Qualifier"],
    members: MEMBERS,
    run: (call, request) => {
      const found = requireTarget(call);
      return keepConfig(call, found, request, requireConfig(call));
    },
  }),
  GetFunctionEventInvokeConfig: defineAction({
    method: "GET",
    path: PATH,
    query: ["Qualifier"],
    members: {},
    run: requireConfig,
  }),
  DeleteFunctionEventInvokeConfig: defineAction({
    method: "DELETE",
    path: PATH,
    status: 204,
    mutates: true,
    query: ["Qualifier"],
    members: {},
    run: (call) => {
      requireConfig(call);
      const { functionArn, qualifier = LATEST } = readName(call);
      call.lambda.functions.get(functionArn)?.eventInvokeConfigs.delete(qualifier);
    },
  }),
};

/** A function that is not there has no configuration either. */
function requireConfig(call: LambdaCall): object {
  const { functionArn, qualifier = LATEST } = readName(call);
  const found = call.lambda.functions.get(functionArn)?.eventInvokeConfigs.get(qualifier);
  if (found !== undefined) return found;
  throw notFound(`The function ${functionArn}:${qualifier} doesn't have an EventInvokeConfig`);
}

/** The function whose version or alias is configured. */
function requireTarget(call: LambdaCall): LambdaFunction {
  const { functionArn, qualifier = LATEST } = readName(call);
  const found = call.lambda.functions.get(functionArn);
  if (found?.versions.has(qualifier) || found?.aliases.has(qualifier)) return found;
  throw notFound("The function doesn't exist.");
}

function keepConfig(call: LambdaCall, found: LambdaFunction, request: Config, kept: object = {}): object {
  if (Object.keys(request).length === 0)
    throw invalidValue("You must specify at least one of error handling or destination setting.");
  const { DestinationConfig, ...others } = request;
  for (const { Destination = "" } of Object.values(DestinationConfig ?? {}))
    if (Destination !== "") requireDestination(call, found, { arn: Destination, all: DestinationConfig ?? {} });
  const { qualifier = LATEST } = readName(call);
  const config = {
    DestinationConfig: { OnSuccess: {}, OnFailure: {} },
    ...kept,
    ...others,
    ...(DestinationConfig && { DestinationConfig: { OnSuccess: {}, OnFailure: {}, ...DestinationConfig } }),
    FunctionArn: `${found.functionArn}:${qualifier}`,
    LastModified: call.now() / 1000,
  };
  found.eventInvokeConfigs.set(qualifier, config);
  call.log(`Lambda: function '${found.functionName}': EventInvokeConfig is kept and has no effect here`);
  return config;
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
const SERVICES = ["sqs", "sns", "s3", "lambda", "events"];

function requireDestination(
  { lambda }: LambdaCall,
  { functionArn }: LambdaFunction,
  { arn, all }: { readonly arn: string; readonly all: Destinations },
): void {
  const [, , service = ""] = arn.split(":");
  if (!SERVICES.includes(service)) throw invalidValue(`The provided destination config ${print(all)} is invalid.`);
  if (service !== "lambda") return;
  const target = splitFunctionArn(arn).functionArn;
  if (target === functionArn) throw invalidValue("You can't specify the function as a destination for itself.");
  if (!lambda.functions.has(target)) throw invalidValue(`The destination ARN ${arn} is invalid.`);
}

/** Prints destinations as Java does. */
function print({ OnSuccess, OnFailure }: Destinations): string {
  const each = (shape: string, { Destination = "null" } = {}) => `${shape}(destination=${Destination})`;
  const success = OnSuccess ? each("OnSuccess", OnSuccess) : "null";
  return `DestinationConfig(onSuccess=${success}, onFailure=${OnFailure ? each("OnFailure", OnFailure) : "null"})`;
}

const notFound = (text: string): LambdaError => new LambdaError("ResourceNotFoundException", text);
