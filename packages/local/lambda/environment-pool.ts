import { url as inspectorUrl } from "node:inspector";
import type { Clock } from "../clock";
import {
  createExecutionEnvironment,
  type EnvironmentOptions,
  type ExecutionEnvironment,
  type FunctionOutcome,
} from "./execution-environment";
import { describeTimeout } from "./function-error";
import type { FunctionEvent } from "./process-messages";

/** The execution environments of one function, each with one event at a time. */
export interface EnvironmentPool {
  /**
   * Resolves to what the function made of the event; a function that takes over `timeout` seconds is stopped.
   *
   * @throws TooManyRequests
   */
  run(invocation: Omit<FunctionEvent, "deadline">, timeout: number): Promise<FunctionOutcome>;
  /** Stops the environments that are idle, and the others after their event: a new configuration takes over. */
  retire(): void;
  /** Stops all environments, those with an event too. */
  stop(): void;
}

/** How many events of one function run at once; the others wait. *Assumed*: as many as a developer's machine bears. */
const MOST_ENVIRONMENTS = 10;

/**
 * How many events of one function may run or wait. On AWS none waits: as many run at once as the account's quota allows,
 * 1,000 unless it was raised, and those beyond it are refused.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const MOST_EVENTS = 1_000;

/** Lambda refuses an event: too many run already. @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export class TooManyRequests extends Error {
  override readonly name = "TooManyRequestsException";
  constructor() {
    super("Rate Exceeded.");
  }
}

/** Seconds for a function to load. @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html */
const INIT_LIMIT = 10;

/** Times of a pool: of events, which a clock may run faster, and of loading, which it does not make faster. */
export interface PoolTimes {
  readonly clock: Clock;
  readonly afterLoading: Clock["after"];
}

export function createEnvironmentPool(options: EnvironmentOptions, times: PoolTimes): EnvironmentPool {
  const all = new Set<ExecutionEnvironment>();
  const idle: ExecutionEnvironment[] = [];
  const takeTurn = createTurns();
  let isRetired = false;
  const drop = (environment: ExecutionEnvironment) => {
    all.delete(environment);
    environment.stop();
  };
  const take = (): ExecutionEnvironment => {
    for (let known = idle.pop(); known; known = idle.pop()) {
      if (!known.isOver() && !known.isStale()) return known;
      drop(known);
    }
    const created = createExecutionEnvironment(options);
    all.add(created);
    return created;
  };
  const runOnce = async (invocation: Omit<FunctionEvent, "deadline">, timeout: number) => {
    const environment = take();
    const outcome = await runInTime(environment, { invocation, timeout, times });
    if (isRetired || environment.isOver()) drop(environment);
    else idle.push(environment);
    return outcome;
  };
  return {
    run: (invocation, timeout) => takeTurn(() => runOnce(invocation, timeout)),
    retire() {
      isRetired = true;
      idle.splice(0).forEach(drop);
    },
    stop: () => all.forEach(drop),
  };
}

/** Returns what runs tasks, at most MOST_ENVIRONMENTS at once, the others in their order; it rejects with TooManyRequests. */
function createTurns(): <T>(run: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let busy = 0;
  return async (run) => {
    if (busy + waiting.length >= MOST_EVENTS) throw new TooManyRequests();
    if (busy >= MOST_ENVIRONMENTS) await new Promise<void>((resolve) => waiting.push(resolve));
    else busy += 1;
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else busy -= 1;
    }
  };
}

interface TimedRun {
  readonly invocation: Omit<FunctionEvent, "deadline">;
  /** seconds */
  readonly timeout: number;
  readonly times: PoolTimes;
}

async function runInTime(
  environment: ExecutionEnvironment,
  { invocation, timeout, times }: TimedRun,
): Promise<FunctionOutcome> {
  const { requestId } = invocation;
  const limit = <T>(result: Promise<T>, seconds: number, after: Clock["after"]): Promise<T | FunctionOutcome> =>
    new Promise((resolve) => {
      // Who debugs a function takes longer.
      if (inspectorUrl() !== undefined) return void result.then(resolve);
      const cancel = after(seconds * 1000, () => {
        environment.stop();
        resolve({ error: describeTimeout(requestId, seconds) });
      });
      void result.then(resolve).finally(cancel);
    });
  const initialized = await limit(environment.loaded, INIT_LIMIT, times.afterLoading);
  if (initialized) return "errorType" in initialized ? { error: initialized } : initialized;
  const deadline = Date.now() + timeout * 1000;
  return limit(environment.run({ ...invocation, deadline }), timeout, times.clock.after);
}
