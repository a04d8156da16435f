import { createHistogram } from "node:perf_hooks";

/** Milliseconds. */
export interface Percentiles {
  readonly count: number;
  readonly min: number;
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

/** An hour in microseconds: nothing is waited for that long. */
const LONGEST = 3_600_000_000;

/**
 * A histogram of times, exact to three digits whatever their size.
 * @see https://nodejs.org/docs/latest-v20.x/api/perf_hooks.html#perf_hookscreatehistogramoptions HdrHistogram, which Node.js has
 */
export class Latencies {
  private readonly histogram = createHistogram({ lowest: 1, highest: LONGEST, figures: 3 });

  add(milliseconds: number): void {
    this.histogram.record(Math.min(LONGEST, Math.max(1, Math.round(milliseconds * 1_000))));
  }

  /** Undefined where there is none. */
  read(): Percentiles | undefined {
    const { histogram } = this;
    if (histogram.count === 0) return undefined;
    const at = (percent: number) => histogram.percentile(percent) / 1_000;
    return {
      count: histogram.count,
      min: histogram.min / 1_000,
      mean: histogram.mean / 1_000,
      ...{ p50: at(50), p90: at(90), p95: at(95), p99: at(99), p999: at(99.9) },
      max: histogram.max / 1_000,
    };
  }

  clear(): void {
    this.histogram.reset();
  }
}
