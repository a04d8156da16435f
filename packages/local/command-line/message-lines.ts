import { describeMessage, hasFailed, type MessageReport, type ReportMessage } from "../apigateway/message-report";
import { printTime } from "./terminal";

export interface MessageLinesOptions {
  /** Writes lines, several at a time. */
  readonly write: (lines: readonly string[]) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Calls back once, after so many milliseconds. */
  readonly after: (milliseconds: number, callback: () => void) => void;
}

/** Milliseconds for which lines are gathered. */
const GATHER = 100;
/** Lines of that time, of messages that went well and of others: more nobody reads, and each costs. */
const MOST = 30;

/** Lines are described when they are written. */
interface Kept {
  readonly time: number;
  readonly milliseconds: number;
  readonly report: MessageReport;
}

/**
 * Returns what writes one line a message: the time, the route, what answered and how long it took. Of more messages than
 * can be read the first ones are shown and the others are counted, so that a busy server does not pay for them.
 */
export function createMessageLines({ write, now, after }: MessageLinesOptions): ReportMessage {
  let well: Kept[] = [];
  let failed: Kept[] = [];
  let others = { well: 0, failed: 0 };
  let isWaiting = false;
  const flush = () => {
    const lines = [...well, ...failed].sort((a, b) => a.time - b.time).map(describeKept);
    if (others.well + others.failed > 0) lines.push(`${printTime(now())} ${describeOthers(others)}`);
    [well, failed, others, isWaiting] = [[], [], { well: 0, failed: 0 }, false];
    write(lines);
  };
  return (report) => {
    const isFailed = hasFailed(report);
    const kept = isFailed ? failed : well;
    if (kept.length >= MOST) return void (others[isFailed ? "failed" : "well"] += 1);
    const milliseconds = report.stage.world.clock.now() - report.event.requestTimeEpoch;
    kept.push({ time: now(), milliseconds, report });
    if (isWaiting) return;
    isWaiting = true;
    after(GATHER, flush);
  };
}

function describeKept({ time, milliseconds, report }: Kept): string {
  return `${printTime(time)} ${describeMessage(report)} ${Math.round(milliseconds)} ms`;
}

const describeOthers = ({ well, failed }: { readonly well: number; readonly failed: number }): string =>
  `${well + failed} more messages were answered, ${failed} with a failure`;
