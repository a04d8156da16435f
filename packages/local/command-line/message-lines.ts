import type { Style } from "@sfn-websocket/run/terminal";
import { describeLine, isFailed } from "../trace/describe-line";
import { printEventLine } from "../trace/print-event-line";
import type { TraceSource } from "../trace/trace-source";
import { printTime } from "../terminal-text";

export interface MessageLinesOptions {
  /** Writes lines, several at a time, as they are: they hold no control characters but the style's. */
  readonly write: (lines: readonly string[]) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Calls back once, after so many milliseconds. */
  readonly after: (milliseconds: number, callback: () => void) => void;
  readonly style: Style;
  /** What is told below a line, line by line. @default nothing */
  readonly describe?: ((source: TraceSource) => readonly string[]) | undefined;
}

/** Milliseconds for which lines are gathered. */
const GATHER = 100;
/** Lines of that time, of events that went well and of others: more nobody reads, and each costs. */
const MOST = 30;

/** Lines are described when they are written. */
interface Kept {
  readonly time: number;
  readonly source: TraceSource;
}

/**
 * Returns what writes one line an event: the time, the connection, the route, how it ended and how long it took. Of more
 * events than can be read the first ones are shown and the others are counted, so that a busy server does not pay for them.
 */
export function createMessageLines(options: MessageLinesOptions): (source: TraceSource) => void {
  const { write, now, after } = options;
  let well: Kept[] = [];
  let failed: Kept[] = [];
  let others = { well: 0, failed: 0 };
  let isWaiting = false;
  const flush = () => {
    const [shown, counted] = [[...well, ...failed].sort((a, b) => a.time - b.time), others];
    // First of all: were one not to be described, those that come after it would be told all the same.
    [well, failed, others, isWaiting] = [[], [], { well: 0, failed: 0 }, false];
    const lines = shown.flatMap((kept) => printKept(kept, options));
    if (counted.well + counted.failed > 0) lines.push(`${printTime(now())} ${describeOthers(counted)}`);
    write(lines);
  };
  return (source) => {
    const hasFailed = isFailed(source);
    const kept = hasFailed ? failed : well;
    if (kept.length >= MOST) return void (others[hasFailed ? "failed" : "well"] += 1);
    kept.push({ time: now(), source });
    if (isWaiting) return;
    isWaiting = true;
    after(GATHER, flush);
  };
}

function printKept({ time, source }: Kept, { style, describe }: MessageLinesOptions): readonly string[] {
  const line = printEventLine({ time, isFailed: isFailed(source), parts: describeLine(source) }, style);
  return [line, ...(describe?.(source) ?? [])];
}

const describeOthers = ({ well, failed }: { readonly well: number; readonly failed: number }): string =>
  `${well + failed} more events ended, ${failed} with a failure`;
