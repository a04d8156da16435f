import type { FunctionRuntime } from "./function-runtime";
import { permits } from "./permission";
import type { CreateFunctionRequest, FunctionConfiguration, Permission } from "./resources";

/**
 * What a function answered: `payload` is JSON text, a function's error too, as Lambda's Invoke returns it.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export type InvokeOutcome =
  | { readonly functionError?: undefined; readonly payload: string }
  | {
      readonly functionError: "Unhandled";
      readonly payload: string;
      readonly errorMessage: string;
      readonly errorType: string;
      /** the stack's lines, where there are any */
      readonly stack: readonly string[];
    };

/** Lambda as one version of the stacks declares it. */
export interface Lambda {
  createFunction(request: CreateFunctionRequest): FunctionConfiguration;
  /** Lets a service invoke a function: a statement of the function's resource policy. */
  addPermission(permission: Permission): void;
  /**
   * Returns whether the function's resource policy lets the service invoke it for `sourceArn`. A function that no stack
   * declares has its policy elsewhere: *assumed* to allow it.
   */
  allows(functionArn: string, principal: string, sourceArn: string): boolean;
  /**
   * Runs a function for an event, which is JSON text, and resolves to its answer or error; a function that no stack
   * declares runs with Lambda's defaults.
   *
   * @throws Error in the developer form when no module runs the function.
   */
  invoke(functionArn: string, event: string): Promise<InvokeOutcome>;
}

export function createLambda(runtime: FunctionRuntime): Lambda {
  const declared = new Map<string, FunctionConfiguration>();
  const permissions: Permission[] = [];
  return {
    createFunction(request) {
      const configuration = { memorySize: 128, timeout: 3, environment: {}, ...request };
      declared.set(configuration.functionArn, configuration);
      return configuration;
    },
    addPermission: (permission) =>
      void permissions.push({ ...permission, functionArn: unqualified(permission.functionArn) }),
    allows(functionArn, principal, sourceArn) {
      const arn = unqualified(functionArn);
      return (
        !declared.has(arn) || permissions.some((each) => permits(each, { functionArn: arn, principal, sourceArn }))
      );
    },
    async invoke(functionArn, event) {
      const arn = unqualified(functionArn);
      const outcome = await runtime.run(declared.get(arn) ?? undeclared(arn), event);
      if ("payload" in outcome) return outcome;
      const { errorMessage, errorType, trace = [] } = outcome.error;
      const payload = JSON.stringify(outcome.error);
      return { functionError: "Unhandled", payload, errorMessage, errorType, stack: trace };
    },
  };
}

/** Returns the function's ARN without a version or alias: there is one version here. */
const unqualified = (functionArn: string): string => functionArn.split(":").slice(0, 7).join(":");

const undeclared = (functionArn: string): FunctionConfiguration => ({
  functionArn,
  functionName: functionArn.split(":")[6] ?? functionArn,
  memorySize: 128,
  timeout: 3,
  environment: {},
});
