import { makeBills, type BillOptions } from "./bill";
import { countUsage, type Workload } from "./workload";

/** The cost of one way, for each duration of `durations`. */
export interface Curve {
  readonly way: string;
  /** US dollars for a million messages. */
  readonly costs: readonly number[];
}

/** Where one way becomes cheaper than another. */
export interface Crossing {
  readonly before: string;
  readonly after: string;
  /** The shortest duration at which `after` costs less, or as much. */
  readonly durationMs: number;
  readonly cost: number;
}

/** Costs by the time that a message takes. */
export interface BreakEven {
  /** Milliseconds, rising. */
  readonly durations: readonly number[];
  readonly curves: readonly Curve[];
  readonly crossings: readonly Crossing[];
}

/** Milliseconds: the longest that API Gateway waits for an integration. */
const LONGEST = 29_000;
const STEP = 100;

/** The cost of a million messages in each way, from 100 ms to the longest, and where one way overtakes another. */
export function findBreakEven(workload: Workload, options: BillOptions): BreakEven {
  const durations = Array.from({ length: LONGEST / STEP }, (_, index) => (index + 1) * STEP);
  const bills = durations.map((durationMs) => makeBills({ ...workload, durationMs }, options));
  const ways = (bills[0] ?? []).map(({ way }) => way);
  const curves = ways.map((way, index) => ({ way, costs: bills.map((each) => each[index]?.perMillion ?? 0) }));
  return { durations, curves, crossings: findCrossings(durations, curves) };
}

function findCrossings(durations: readonly number[], curves: readonly Curve[]): readonly Crossing[] {
  const pairs = curves.flatMap((before) =>
    curves.filter((each) => each !== before).map((after) => ({ before, after })),
  );
  return pairs.flatMap(({ before, after }) => {
    const isDearer = (at: number) => (before.costs[at] ?? 0) >= (after.costs[at] ?? 0);
    return durations.flatMap((durationMs, at) =>
      at > 0 && isDearer(at) && !isDearer(at - 1)
        ? [{ before: before.way, after: after.way, durationMs, cost: after.costs[at] ?? 0 }]
        : [],
    );
  });
}

/** Whether a workload sends anything: without a message there is nothing to compare. */
export const sendsAnything = (workload: Workload): boolean => countUsage(workload).answered > 0;
