import type { Percentiles } from "./latencies";

/** How often something happened, by what it was. */
export type Counts = Readonly<Record<string, number>>;

/** Why a message has failed that was not answered within its time, among the report's failures. */
export const LATE_ANSWER = "no answer in time";

/** One second of a run. */
export interface LoadSecond {
  /** From the first message on; connections opened before it are in negative seconds. */
  readonly second: number;
  readonly connections: number;
  readonly sent: number;
  readonly answered: number;
  readonly failed: number;
  /** Milliseconds, of the answers of this second. @default none came */
  readonly p50?: number;
  readonly p99?: number;
  readonly max?: number;
}

/** What came of the messages of one template. */
export interface LoadRoute {
  readonly sent: number;
  readonly answered: number;
  readonly failed: number;
  readonly latency?: Percentiles;
}

/** What came of a run: what `--json` prints. */
export interface LoadReport {
  /** Without the values of its query. */
  readonly url: string;
  readonly startedAt: string;
  readonly isInterrupted: boolean;
  /** As they were asked for. */
  readonly connections: number;
  /** Messages a second. */
  readonly rate: number;
  /** How long messages were sent. */
  readonly durationSeconds: number;
  readonly sent: number;
  /** Messages that were due while no connection was open. */
  readonly unsent: number;
  /** Messages that got an answer, right or wrong. */
  readonly answered: number;
  /** Messages that were not answered as expected, or not in time, or that found no open connection. */
  readonly failed: number;
  /** Texts that were no answer to anything. */
  readonly unexpected: number;
  /** Of texts, without frames' headers. */
  readonly bytesSent: number;
  readonly bytesReceived: number;
  /** Answered messages a second. */
  readonly messagesPerSecond: number;
  /** From the moment at which a message was to be sent, so that a server that holds everything up does not look better. */
  readonly latency?: Percentiles;
  /** How late messages were sent: where this is long, the machine that sends is the limit. */
  readonly lateness?: Percentiles;
  readonly connect: {
    readonly opened: number;
    readonly failed: number;
    readonly latency?: Percentiles;
  };
  /** How answers found their messages. */
  readonly matchedBy: "token" | "order" | "both";
  readonly routes: Readonly<Record<string, LoadRoute>>;
  /** Why messages failed. */
  readonly failures: Counts;
  /** Why connections were not opened. */
  readonly refusals: Counts;
  /** How the server, or the way to it, has closed connections. */
  readonly closes: Counts;
  readonly seconds: readonly LoadSecond[];
}
