import type { Clock } from "../clock";
import {
  createExecutionEnvironment,
  type EnvironmentOptions,
  type ExecutionEnvironment,
  type FunctionOutcome,
} from "./execution-environment";
import { describeTimeout } from "./function-error";
import type { WorkerInvocation } from "./worker-messages";

/** The execution environments of one function, each with one event at a time. */
export interface EnvironmentPool {
  /** Resolves to what the function made of the event; a function that takes over `timeout` seconds is stopped. */
  run(invocation: Omit<WorkerInvocation, "deadline">, timeout: number): Promise<FunctionOutcome>;
  /** Stops the environments that are idle, and the others after their event: a new configuration takes over. */
  retire(): void;
  /** Stops all environments, those with an event too. */
  stop(): void;
}

/** How many events of one function run at once; the others wait. *Assumed*: as many as a developer's machine bears. */
const MOST_ENVIRONMENTS = 10;

/** Seconds for a function to load. @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html */
const INIT_LIMIT = 10;

export function createEnvironmentPool(options: EnvironmentOptions, clock: Clock): EnvironmentPool {
  const all = new Set<ExecutionEnvironment>();
  const idle: ExecutionEnvironment[] = [];
  const takeTurn = createTurns(MOST_ENVIRONMENTS);
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
  const runOnce = async (invocation: Omit<WorkerInvocation, "deadline">, timeout: number) => {
    const environment = take();
    const outcome = await runInTime(environment, { invocation, timeout, clock });
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

/** Returns what runs tasks, at most `most` at once, the others in their order. */
function createTurns(most: number): <T>(run: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let busy = 0;
  return async (run) => {
    if (busy >= most) await new Promise<void>((resolve) => waiting.push(resolve));
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
  readonly invocation: Omit<WorkerInvocation, "deadline">;
  /** seconds */
  readonly timeout: number;
  readonly clock: Clock;
}

async function runInTime(
  environment: ExecutionEnvironment,
  { invocation, timeout, clock }: TimedRun,
): Promise<FunctionOutcome> {
  const { requestId } = invocation;
  const limit = <T>(result: Promise<T>, seconds: number, after: Clock["after"]): Promise<T | FunctionOutcome> =>
    new Promise((resolve) => {
      const cancel = after(seconds * 1000, () => {
        environment.stop();
        resolve({ error: describeTimeout(requestId, seconds) });
      });
      void result.then(resolve).finally(cancel);
    });
  const initialized = await limit(environment.loaded, INIT_LIMIT, realTime);
  if (initialized) return "errorType" in initialized ? { error: initialized } : initialized;
  const deadline = Date.now() + timeout * 1000;
  return limit(environment.run({ ...invocation, deadline }), timeout, clock.after);
}

/** A module loads no faster when the clock is set to run faster. */
const realTime: Clock["after"] = (milliseconds, callback) => {
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
};
