import { CLEAR_LINE, drawBar, readColumns, type Stream } from "@sfn-websocket/run/terminal";
import type { LoadPlan } from "./plan";
import type { LoadProgress } from "./run-load";

/** Seconds between two lines where there is no terminal. */
const PERIOD = 5;

interface ProgressStream extends Stream {
  readonly write: (text: string) => void;
}

/** What tells how a run stands: one line that changes on a terminal, else a line every five seconds. */
export function createProgress(stream: ProgressStream, plan: LoadPlan) {
  const isTerminal = stream.isTTY === true;
  const total = plan.duration / 1_000;
  return {
    tell(state: LoadProgress): void {
      if (isTerminal)
        return stream.write(
          `${CLEAR_LINE}${cut(`${drawBar(state.second / total)} ${describe(state, total)}`, stream)}`,
        );
      if (state.second !== 0 && state.second % PERIOD === 0) stream.write(`${describe(state, total)}\n`);
    },
    /** Takes the line away. */
    end(): void {
      if (isTerminal) stream.write(CLEAR_LINE);
    },
  };
}

function describe({ second, connections, sent, answered, failed }: LoadProgress, total: number): string {
  const when = second < 0 ? "connecting" : second > total ? "awaiting answers" : `${second}/${Math.ceil(total)} s`;
  return `${when}: ${connections} open, ${sent} sent, ${answered} answered, ${failed} failed`;
}

/** A line that breaks could not be taken back. */
const cut = (line: string, stream: ProgressStream): string => line.slice(0, readColumns(stream, {}) - 1);
