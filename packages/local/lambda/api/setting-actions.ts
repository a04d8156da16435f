import { LATEST, requireQualifier } from "../functions";
import { LambdaError } from "../lambda-error";
import { defineAction, type LambdaActions, type LambdaCall, readName, requireNamed } from "./action";

/** Reserved concurrency: 0 lets nothing run, and every other number is a setting. */
const CONCURRENCY: LambdaActions = {
  PutFunctionConcurrency: defineAction({
    method: "PUT",
    path: "/2017-10-31/functions/{FunctionName}/concurrency",
    mutates: true,
    members: { ReservedConcurrentExecutions: { type: "number", required: true, minimum: 0 } },
    run: (call, request) => {
      requireNamed(call).reservedConcurrency = request.ReservedConcurrentExecutions;
      return request;
    },
  }),
  GetFunctionConcurrency: defineAction({
    method: "GET",
    path: "/2019-09-30/functions/{FunctionName}/concurrency",
    members: {},
    run: (call) => ({ ReservedConcurrentExecutions: requireNamed(call).reservedConcurrency }),
  }),
  DeleteFunctionConcurrency: defineAction({
    method: "DELETE",
    path: "/2017-10-31/functions/{FunctionName}/concurrency",
    status: 204,
    mutates: true,
    members: {},
    run: (call) => void (requireNamed(call).reservedConcurrency = undefined),
  }),
};

const SIGNING = "/2020-06-30/functions/{FunctionName}/code-signing-config";

/** Code signing is a setting: no code is checked here. */
const CODE_SIGNING: LambdaActions = {
  GetFunctionCodeSigningConfig: defineAction({
    method: "GET",
    path: SIGNING,
    members: {},
    run: (call) => {
      const { codeSigningConfigArn, functionName } = requireNamed(call);
      return codeSigningConfigArn === undefined
        ? {}
        : { CodeSigningConfigArn: codeSigningConfigArn, FunctionName: functionName };
    },
  }),
  PutFunctionCodeSigningConfig: defineAction({
    method: "PUT",
    path: SIGNING,
    mutates: true,
    members: { CodeSigningConfigArn: { required: true, maximum: 200 } },
    run: (call, { CodeSigningConfigArn }) => {
      const found = requireNamed(call);
      found.codeSigningConfigArn = CodeSigningConfigArn;
      call.log(
        `Lambda: function '${found.functionName}': the code signing configuration is kept and has no effect here`,
      );
      return { CodeSigningConfigArn, FunctionName: found.functionName };
    },
  }),
  DeleteFunctionCodeSigningConfig: defineAction({
    method: "DELETE",
    path: SIGNING,
    status: 204,
    mutates: true,
    members: {},
    run: (call) => void (requireNamed(call).codeSigningConfigArn = undefined),
  }),
};

const EVENT_INVOKE = "/2019-09-25/functions/{FunctionName}/event-invoke-config";

const EVENT_INVOKE_MEMBERS = {
  MaximumRetryAttempts: { type: "number", minimum: 0, maximum: 2 },
  MaximumEventAgeInSeconds: { type: "number", minimum: 60, maximum: 21_600 },
  DestinationConfig: { type: "structure" },
} as const;

/** What becomes of asynchronous invocations is a setting: each runs once here, whatever comes of it. */
const EVENT_INVOKE_CONFIG: LambdaActions = {
  PutFunctionEventInvokeConfig: defineAction({
    method: "PUT",
    path: EVENT_INVOKE,
    mutates: true,
    query: ["Qualifier"],
    members: EVENT_INVOKE_MEMBERS,
    run: (call, request) => keepEventInvokeConfig(call, request),
  }),
  UpdateFunctionEventInvokeConfig: defineAction({
    method: "POST",
    path: EVENT_INVOKE,
    mutates: true,
    query: ["Qualifier"],
    members: EVENT_INVOKE_MEMBERS,
    run: (call, request) => keepEventInvokeConfig(call, { ...requireEventInvokeConfig(call), ...request }),
  }),
  GetFunctionEventInvokeConfig: defineAction({
    method: "GET",
    path: EVENT_INVOKE,
    query: ["Qualifier"],
    members: {},
    run: requireEventInvokeConfig,
  }),
  DeleteFunctionEventInvokeConfig: defineAction({
    method: "DELETE",
    path: EVENT_INVOKE,
    status: 204,
    mutates: true,
    query: ["Qualifier"],
    members: {},
    run: (call) => {
      requireEventInvokeConfig(call);
      requireNamed(call).eventInvokeConfigs.delete(readName(call).qualifier ?? LATEST);
    },
  }),
};

/** *Assumed*, as LocalStack's emulation has it: the text. */
function requireEventInvokeConfig(call: LambdaCall): object {
  const { eventInvokeConfigs, functionArn } = requireNamed(call);
  const qualifier = readName(call).qualifier ?? LATEST;
  const found = eventInvokeConfigs.get(qualifier);
  if (found !== undefined) return found;
  throw new LambdaError(
    "ResourceNotFoundException",
    `The function ${functionArn}:${qualifier} doesn't have an EventInvokeConfig`,
  );
}

function keepEventInvokeConfig(call: LambdaCall, request: object): object {
  const found = requireNamed(call);
  const qualifier = readName(call).qualifier ?? LATEST;
  requireQualifier(found, qualifier);
  const config = {
    DestinationConfig: { OnSuccess: {}, OnFailure: {} },
    ...request,
    FunctionArn: `${found.functionArn}:${qualifier}`,
    LastModified: call.now() / 1000,
  };
  found.eventInvokeConfigs.set(qualifier, config);
  call.log(`Lambda: function '${found.functionName}': EventInvokeConfig is kept and has no effect here`);
  return config;
}

/** The actions on what a function has besides its versions. */
export const SETTING_ACTIONS: LambdaActions = {
  ...CONCURRENCY,
  ...CODE_SIGNING,
  ...EVENT_INVOKE_CONFIG,
};
