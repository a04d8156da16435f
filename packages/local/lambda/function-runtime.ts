import { createHash, randomUUID } from "node:crypto";
import { dirname } from "node:path";
import type { Clock } from "../clock";
import { type CodeStore, createCodeStore } from "./code-store";
import { createEnvironmentPool, type EnvironmentPool } from "./environment-pool";
import { createEnvironmentVariables, type RunnableModule } from "./environment-variables";
import type { EnvironmentOptions, FunctionOutcome } from "./execution-environment";
import { describeForDeveloper } from "./function-error";
import type { FunctionModule } from "./function-module";
import { LATEST } from "./functions";
import { readPackagedModule } from "./packaged-module";
import type { FunctionError } from "./process-messages";
import type { FunctionConfiguration } from "./resources";

/** What runs functions is lent. */
export interface FunctionRuntimeWorld {
  /** The modules that run functions here, by function name; they go before a function's own code. */
  readonly functions: ReadonlyMap<string, FunctionModule>;
  readonly clock: Clock;
  /** Calls back after real time: how long functions load. @default setTimeout */
  readonly afterLoading?: Clock["after"];
  /** Writes one line for the developer: errors, and what functions print. */
  readonly log: (line: string) => void;
  /** Returns `http://127.0.0.1:<port>` of this machine's AWS, once it listens. @default functions reach no AWS */
  readonly endpoint?: () => string | undefined;
  /** The folder that keeps functions' own code. @default one that is gone when this process ends */
  readonly codeFolder?: string | undefined;
}

/**
 * What runs the modules of functions, in processes. There is one for all versions of the stacks: what is loaded stays
 * loaded until its files or its configuration change.
 */
export interface FunctionRuntime {
  /** Functions' own code. @default none runs */
  readonly codes?: CodeStore;
  /** Whether a module of the user's runs the function. @default none runs any */
  hasModule?(functionName: string): boolean;
  /**
   * Runs a function for an event, which is JSON text.
   *
   * @throws Error in the developer form when no module runs the function; TooManyRequests.
   */
  run(configuration: FunctionConfiguration, event: string): Promise<FunctionOutcome>;
  /** Ends what is loaded of a function, after its event where it has one. @default nothing stays loaded */
  retire?(functionArn: string): void;
  /** Stops all functions, those that run too. */
  stop(): void;
}

export function createFunctionRuntime(world: FunctionRuntimeWorld): FunctionRuntime {
  const { log } = world;
  const codes = createCodeStore(world.codeFolder);
  const { takePool, ...pools } = createPools(world, codes);
  const runIn = async (configuration: FunctionConfiguration, event: string): Promise<FunctionOutcome> => {
    const pool = takePool(configuration);
    if ("errorType" in pool) return { error: pool };
    return pool.run({ requestId: randomUUID(), event, context: describeContext(configuration) }, configuration.timeout);
  };
  return {
    codes,
    hasModule: (functionName) => world.functions.has(functionName),
    async run(configuration, event) {
      const { functionName } = configuration;
      const outcome = await runIn(configuration, event).catch((error: Error) => {
        log(`lambda '${functionName}': ${error.name}: ${error.message}`);
        throw error;
      });
      const module = world.functions.get(functionName)?.module;
      if ("error" in outcome)
        log(`lambda '${functionName}': ${describeForDeveloper(outcome.error, { module, directory: process.cwd() })}`);
      return outcome;
    },
    ...pools,
  };
}

/** The environments of each version of a function, which a change of its configuration begins anew. */
function createPools(world: FunctionRuntimeWorld, codes: CodeStore) {
  const { clock, afterLoading = realTime } = world;
  const pools = new Map<string, { readonly configuration: string; readonly pool: EnvironmentPool }>();
  return {
    takePool({ invokedArn: _, ...configuration }: FunctionConfiguration): EnvironmentPool | FunctionError {
      const key = `${configuration.functionArn}:${configuration.version ?? LATEST}`;
      const text = JSON.stringify(configuration);
      const known = pools.get(key);
      if (known?.configuration === text) return known.pool;
      known?.pool.retire();
      pools.delete(key);
      const module = chooseModule(configuration, world, codes);
      if ("errorType" in module) return module;
      const pool = createEnvironmentPool(describeEnvironment(configuration, module, world), { clock, afterLoading });
      pools.set(key, { configuration: text, pool });
      return pool;
    },
    retire(functionArn: string): void {
      for (const [key, { pool }] of pools) {
        if (!key.startsWith(`${functionArn}:`)) continue;
        pool.retire();
        pools.delete(key);
      }
    },
    stop: (): void => pools.forEach(({ pool }) => pool.stop()),
  };
}

function describeContext(configuration: FunctionConfiguration) {
  const { functionName, functionArn, invokedArn = functionArn, version = LATEST, memorySize } = configuration;
  return {
    functionName,
    functionVersion: version,
    invokedFunctionArn: invokedArn,
    memoryLimitInMB: String(memorySize),
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: logStream(functionArn, version),
  };
}

type Stored = Omit<FunctionConfiguration, "invokedArn">;

/** Returns what runs a function, or the function's own error where its code has no such handler. */
function chooseModule(
  { functionName, runtime = "", handler = "", code, codeProblem, layers = [] }: Stored,
  { functions }: FunctionRuntimeWorld,
  codes: CodeStore,
): RunnableModule | FunctionError {
  const given = functions.get(functionName);
  if (given) return { ...given, taskRoot: dirname(given.module), name: `index.${given.handler}` };
  const known = [...functions.keys()].map((name) => `'${name}'`).join(", ") || "none";
  const advice = `start with --lambda ${functionName}=path/to/module`;
  if (code === undefined) {
    const why = codeProblem === undefined ? "" : `, and ${codeProblem}`;
    throw new Error(`function '${functionName}': no module runs it here, got modules of ${known}${why}; ${advice}`);
  }
  if (!runtime.startsWith("nodejs"))
    throw new Error(
      `function '${functionName}': its code runs here by Node.js alone, got the runtime '${runtime}' and modules of ${known}; ${advice}`,
    );
  const taskRoot = codes.folderOf(code);
  const found = readPackagedModule(taskRoot, handler);
  if ("errorType" in found) return found;
  return { ...found, taskRoot, name: handler, layerRoots: layers.map(codes.folderOf) };
}

/** Returns what an execution environment of the function is started with. */
function describeEnvironment(
  configuration: Stored,
  module: RunnableModule,
  { log, endpoint: findEndpoint }: FunctionRuntimeWorld,
): EnvironmentOptions {
  const { functionName, memorySize } = configuration;
  const endpoint = findEndpoint?.();
  return {
    module: module.module,
    handler: module.handler,
    endpoint,
    memorySize,
    environment: createEnvironmentVariables(configuration, module, endpoint),
    log: (line: string) => log(`lambda '${functionName}': ${line}`),
  };
}

/** A log stream's name in AWS's form, the same for each start. */
function logStream(functionArn: string, version: string): string {
  return `2020/01/01/[${version}]${createHash("md5").update(functionArn).digest("hex")}`;
}

/** A module loads no faster when the clock is set to run faster. */
const realTime: Clock["after"] = (milliseconds, callback) => {
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
};
