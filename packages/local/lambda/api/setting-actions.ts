import { LATEST, requireFunction } from "../functions";
import { functionNotFound, invalidValue } from "../lambda-error";
import type { LambdaFunction } from "../resources";
import { defineAction, type LambdaActions, type LambdaCall, readName, requireNamed } from "./action";
import { EVENT_INVOKE_ACTIONS } from "./event-invoke-actions";

/** Reserved concurrency: 0 lets nothing run, and every other number is a setting. */
const CONCURRENCY: LambdaActions = {
  PutFunctionConcurrency: defineAction({
    method: "PUT",
    path: "/2017-10-31/functions/{FunctionName}/concurrency",
    mutates: true,
    members: { ReservedConcurrentExecutions: { type: "number", required: true, minimum: 0 } },
    run: (call, request) => {
      const { functionArn } = readName(call);
      if (!call.lambda.functions.has(functionArn)) throw functionNotFound(`${functionArn}:${LATEST}`);
      requireWhole(call).reservedConcurrency = request.ReservedConcurrentExecutions;
      return request;
    },
  }),
  GetFunctionConcurrency: defineAction({
    method: "GET",
    path: "/2019-09-30/functions/{FunctionName}/concurrency",
    members: {},
    run: (call) => ({ ReservedConcurrentExecutions: requireWhole(call).reservedConcurrency }),
  }),
  DeleteFunctionConcurrency: defineAction({
    method: "DELETE",
    path: "/2017-10-31/functions/{FunctionName}/concurrency",
    status: 204,
    mutates: true,
    members: {},
    run: (call) => void (requireWhole(call).reservedConcurrency = undefined),
  }),
};

/** *Recorded*: both texts, for the action that puts (LocalStack's AWS-validated snapshots). *Assumed*: the second for all. */
function requireWhole(call: LambdaCall): LambdaFunction {
  const name = readName(call);
  if (name.qualifier === undefined) return requireFunction(call.lambda.functions, name);
  throw invalidValue(
    "This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.",
  );
}

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

/** The actions on what a function has besides its versions. */
export const SETTING_ACTIONS: LambdaActions = {
  ...CONCURRENCY,
  ...CODE_SIGNING,
  ...EVENT_INVOKE_ACTIONS,
};
