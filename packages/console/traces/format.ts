/** A duration with three digits that count, of milliseconds. */
export function formatDuration(duration: number): string {
  const seconds = Math.round(duration / 1000);
  if (seconds >= 60) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  if (duration >= 1000) return `${trim(duration / 1000)} s`;
  return duration > 0 && duration < 0.01 ? "< 0.01 ms" : `${trim(duration)} ms`;
}

function trim(number: number): string {
  return String(Number(number.toPrecision(3)));
}

/** A number as it is read. */
export function formatCount(count: number): string {
  return count.toLocaleString("en");
}

/** A number of characters. */
export function formatLength(length: number): string {
  return length < 10_000 ? `${formatCount(length)} characters` : `${formatCount(Math.round(length / 1024))} KiB`;
}

/** What is told of a message whose client is sent nothing. */
export const NO_ANSWER = "no answer";

/** What each outcome is called, and the sign by which it is known without its colour. */
export const OUTCOMES = {
  ok: { sign: "✓", name: "went well" },
  caught: { sign: "↷", name: "went well, with a failure that was caught" },
  failed: { sign: "✕", name: "failed" },
  running: { sign: "…", name: "is running" },
  gone: { sign: "?", name: "has ended; how is not kept any more" },
  aborted: { sign: "⊘", name: "was ended" },
} as const;
