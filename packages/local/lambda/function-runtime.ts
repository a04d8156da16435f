import { createHash, randomUUID } from "node:crypto";
import type { Clock } from "../clock";
import { createEnvironmentPool, type EnvironmentPool } from "./environment-pool";
import { createEnvironmentVariables } from "./environment-variables";
import type { EnvironmentOptions, FunctionOutcome } from "./execution-environment";
import type { FunctionModule } from "./function-module";
import type { FunctionConfiguration } from "./resources";

/** What runs functions is lent. */
export interface FunctionRuntimeWorld {
  /** The modules that run functions here, by function name. */
  readonly functions: ReadonlyMap<string, FunctionModule>;
  readonly clock: Clock;
  /** Calls back after real time: how long functions load. @default setTimeout */
  readonly afterLoading?: Clock["after"];
  /** Writes one line for the developer: errors, and what functions print. */
  readonly log: (line: string) => void;
  /** Returns `http://127.0.0.1:<port>` of this machine's AWS, once it listens. @default functions reach no AWS */
  readonly endpoint?: () => string | undefined;
}

/**
 * What runs the modules of functions, in processes. There is one for all versions of the stacks: what is loaded stays
 * loaded until its files or its configuration change.
 */
export interface FunctionRuntime {
  /**
   * Runs a function for an event, which is JSON text.
   *
   * @throws Error in the developer form when no module runs the function; TooManyRequests.
   */
  run(configuration: FunctionConfiguration, event: string): Promise<FunctionOutcome>;
  /** Stops all functions, those that run too. */
  stop(): void;
}

export function createFunctionRuntime(world: FunctionRuntimeWorld): FunctionRuntime {
  const { clock, afterLoading = realTime } = world;
  const pools = new Map<string, { readonly configuration: string; readonly pool: EnvironmentPool }>();
  const findPool = (configuration: FunctionConfiguration): EnvironmentPool => {
    const { functionArn } = configuration;
    const text = JSON.stringify(configuration);
    const known = pools.get(functionArn);
    if (known?.configuration === text) return known.pool;
    known?.pool.retire();
    const pool = createEnvironmentPool(describeEnvironment(configuration, world), { clock, afterLoading });
    pools.set(functionArn, { configuration: text, pool });
    return pool;
  };
  return {
    async run(configuration, event) {
      const { functionArn, functionName, memorySize, timeout } = configuration;
      const context = {
        functionName,
        invokedFunctionArn: functionArn,
        memoryLimitInMB: String(memorySize),
        logGroupName: `/aws/lambda/${functionName}`,
        logStreamName: logStream(functionArn),
      };
      const invocation = { requestId: randomUUID(), event, context };
      const outcome = await findPool(configuration)
        .run(invocation, timeout)
        .catch((error: Error) => {
          world.log(`lambda '${functionName}': ${error.name}: ${error.message}`);
          throw error;
        });
      if ("error" in outcome)
        world.log(`lambda '${functionName}': ${outcome.error.errorType}: ${outcome.error.errorMessage}`);
      return outcome;
    },
    stop: () => pools.forEach(({ pool }) => pool.stop()),
  };
}

/** Returns what an execution environment of the function is started with. */
function describeEnvironment(
  configuration: FunctionConfiguration,
  { functions, log, endpoint: findEndpoint }: FunctionRuntimeWorld,
): EnvironmentOptions {
  const { functionName, memorySize } = configuration;
  const found = functions.get(functionName);
  if (!found) {
    const known = [...functions.keys()].map((name) => `'${name}'`).join(", ") || "none";
    throw new Error(
      `function '${functionName}': no module runs it here, got modules of ${known}; start with --lambda ${functionName}=path/to/module`,
    );
  }
  const endpoint = findEndpoint?.();
  return {
    ...found,
    endpoint,
    memorySize,
    environment: createEnvironmentVariables(configuration, found, endpoint),
    log: (line: string) => log(`lambda '${functionName}': ${line}`),
  };
}

/** A log stream's name in AWS's form, the same for each start. */
function logStream(functionArn: string): string {
  return `2020/01/01/[$LATEST]${createHash("md5").update(functionArn).digest("hex")}`;
}

/** A module loads no faster when the clock is set to run faster. */
const realTime: Clock["after"] = (milliseconds, callback) => {
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
};
