/** What a function prints, on its way to the developer's log. */
export interface FunctionOutput {
  /** A new event begins: it may print anew. */
  begin(): void;
  /** Takes one line. */
  take(line: string): void;
  /** False once the event has printed all that it may. */
  isWanted(): boolean;
}

/**
 * Bytes that an event may print, each line with 26 more: as much as CloudWatch Logs takes of a log stream in one call. A
 * function that never stops printing would fill the developer's terminal, and the time of all others.
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
 */
const MOST_OUTPUT = 1_048_576;
const LINE_COST = 26;

/** Hands lines on to `log` until an event has printed too much, says so once, and drops the others. */
export function createFunctionOutput(log: (line: string) => void): FunctionOutput {
  let printed = 0;
  return {
    begin: () => void (printed = 0),
    isWanted: () => printed <= MOST_OUTPUT,
    take(line) {
      if (printed > MOST_OUTPUT) return;
      printed += line.length + LINE_COST;
      log(printed <= MOST_OUTPUT ? line : "an event printed over 1 MB; the rest is left out");
    },
  };
}
