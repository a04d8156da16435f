import { randomUUID } from "node:crypto";
import type { Json } from "@sfn-websocket/languages/json";
import { type CodeStore, createCodeStore } from "./code-store";
import { createDeclarations, type Declarations, policyKey } from "./declare";
import { TooManyRequests } from "./environment-pool";
import type { FunctionRuntime } from "./function-runtime";
import { splitFunctionArn } from "./function-names";
import { type FunctionStore, LATEST, selectVersion } from "./functions";
import type { LayerStore } from "./layers";
import { permits } from "./permission";
import type {
  FunctionCode,
  FunctionConfiguration,
  FunctionVersion,
  LambdaFunction,
  PolicyStatement,
} from "./resources";
import { exportState, importState } from "./state";

/**
 * What a function answered: `payload` is JSON text, a function's error too, as Lambda's Invoke returns it.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export type InvokeOutcome =
  | { readonly functionError?: undefined; readonly payload: string; readonly executedVersion?: string }
  | {
      readonly functionError: "Unhandled";
      readonly payload: string;
      /** @default "$LATEST" */
      readonly executedVersion?: string;
      readonly errorMessage: string;
      readonly errorType: string;
      /** the stack's lines, where there are any */
      readonly stack: readonly string[];
    };

/** Lambda in one account, its functions of every region. */
export interface Lambda extends Declarations {
  /** The functions, which Lambda's API changes. */
  readonly functions: FunctionStore;
  readonly layers: LayerStore;
  /** The deployment packages. */
  readonly codes: CodeStore;
  /** Whether a module of the user's runs the function. */
  hasModule(functionName: string): boolean;
  /**
   * Returns whether the resource policy lets the service invoke the function, or the version or alias that the ARN names,
   * for `sourceArn`. A function that no stack declares has its policy elsewhere: *assumed* to allow it.
   */
  allows(functionArn: string, principal: string, sourceArn: string): boolean;
  /** The statement of the resource policy that lets the service invoke the function. */
  findPermission(functionArn: string, principal: string, sourceArn: string): PolicyStatement | undefined;
  /**
   * Runs a function for an event, which is JSON text, and resolves to its answer or error; a function that no stack
   * declares runs with Lambda's defaults.
   *
   * @throws Error in the developer form when no module runs the function; LambdaError when it has no such version.
   */
  invoke(functionArn: string, event: string): Promise<InvokeOutcome>;
  /** Removes a function; what runs of it ends. */
  removeFunction(functionArn: string): void;
  /** Returns the functions as plain JSON. */
  exportState(): Json;
  /** Replaces all functions by exported ones, and forgets the code of others. */
  importState(state: Json): void;
}

/** What Lambda needs of the world; each by default the machine's own. */
export interface LambdaWorld {
  /** epoch, milliseconds */
  readonly now?: () => number;
  readonly uuid?: () => string;
  /** 0 to 1, of which an alias chooses a version. */
  readonly random?: () => number;
}

export function createLambda(runtime: FunctionRuntime, world: LambdaWorld = {}): Lambda {
  const { now = Date.now, uuid = randomUUID, random = Math.random } = world;
  const functions: FunctionStore = new Map();
  const layers: LayerStore = { versions: new Map(), published: new Map() };
  const { codes = createCodeStore() } = runtime;
  const findPermission: Lambda["findPermission"] = (arn, principal, sourceArn) => {
    const { functionArn, qualifier } = splitFunctionArn(arn);
    const policy = functions.get(functionArn)?.policies.get(policyKey(qualifier));
    const invoker = { principal, sourceArn, sourceAccount: sourceArn.split(":")[4] ?? "" };
    return policy?.statements.find((each) => permits(each, invoker));
  };
  return {
    ...{ functions, layers, codes },
    hasModule: (functionName) => runtime.hasModule?.(functionName) ?? false,
    ...createDeclarations(functions, { now, uuid }),
    allows: (arn, principal, sourceArn) =>
      !functions.has(splitFunctionArn(arn).functionArn) || findPermission(arn, principal, sourceArn) !== undefined,
    findPermission,
    async invoke(functionArn, event) {
      const configuration = configureInvoked(functions, functionArn, random);
      const { version = LATEST } = configuration;
      const executed = version !== LATEST && { executedVersion: version };
      const outcome = await runtime.run(configuration, event);
      if ("payload" in outcome) return { ...outcome, ...executed };
      const { errorMessage, errorType, trace = [] } = outcome.error;
      const payload = JSON.stringify(outcome.error);
      return { functionError: "Unhandled", payload, errorMessage, errorType, stack: trace, ...executed };
    },
    removeFunction(functionArn) {
      functions.delete(functionArn);
      runtime.retire?.(functionArn);
    },
    exportState: () => exportState(functions, layers),
    importState(state) {
      importState(functions, layers, state);
      codes.retain(listCodes(functions, layers));
    },
  };
}

/** The packages of functions and layers, and those that versions of functions run with. */
function listCodes(functions: FunctionStore, { versions: layers }: LayerStore): readonly FunctionCode[] {
  const versions = [...functions.values()].flatMap((each) => [...each.versions.values()]);
  const used = versions.flatMap(({ code = [], layers: own = [] }) => [code, own].flat());
  return [...used, ...[...layers.values()].map(({ code }) => code)];
}

/** What an invocation of a function, or of a version or alias of it, runs with. */
function configureInvoked(functions: FunctionStore, invokedArn: string, random: () => number): FunctionConfiguration {
  const { functionArn, qualifier } = splitFunctionArn(invokedArn);
  const declared = functions.get(functionArn);
  if (declared?.reservedConcurrency === 0) throw new TooManyRequests();
  return declared === undefined
    ? undeclared(invokedArn)
    : configureVersion(declared, selectVersion(declared, qualifier, random), invokedArn);
}

function configureVersion(
  { functionArn, functionName }: LambdaFunction,
  { version, settings, code, codeProblem, layers }: FunctionVersion,
  invokedArn: string,
): FunctionConfiguration {
  const { MemorySize, Timeout, Environment, Runtime, Handler } = settings;
  const environment = Environment?.Variables ?? {};
  const configuration = { functionArn, functionName, memorySize: MemorySize, timeout: Timeout, environment };
  return { ...configuration, runtime: Runtime, handler: Handler, code, codeProblem, layers, version, invokedArn };
}

function undeclared(invokedArn: string): FunctionConfiguration {
  const { functionArn } = splitFunctionArn(invokedArn);
  const functionName = functionArn.split(":")[6] ?? functionArn;
  return { functionArn, functionName, memorySize: 128, timeout: 3, environment: {}, version: LATEST, invokedArn };
}
