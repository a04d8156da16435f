import type { Metric } from "../thresholds";
import type { Outcome } from "./simulate";

/** The figures of a simulation that may have a bound. */
export const METRICS: Readonly<Record<string, Metric>> = {
  recovery: { unit: "s", meaning: "the longest time after an outage until 99% are connected" },
  connected: { unit: "s", meaning: "time until 99% are connected at first" },
  attempts: { unit: "", meaning: "handshakes in the busiest second" },
  throttled: { unit: "%", meaning: "of the messages that were sent" },
  lost: { unit: "%", meaning: "of the messages that were new" },
};

/** The figures of an outcome; what never came about is endless. */
export function listFigures(outcome: Outcome): Readonly<Record<string, number | undefined>> {
  const { recoveries, connectedAfter = Infinity, peakAttempts, messages, throttled, lost } = outcome;
  const share = (part: number, whole: number) => (whole === 0 ? 0 : (100 * part) / whole);
  return {
    recovery: recoveries.length === 0 ? undefined : Math.max(...recoveries.map(({ seconds = Infinity }) => seconds)),
    connected: connectedAfter,
    attempts: peakAttempts,
    throttled: share(throttled, messages + throttled),
    lost: share(lost, messages + lost),
  };
}
