import type { Clock, Exchange } from "./exchange";
import { readAnswer } from "./read-answer";

export interface SettleOptions {
  /** Connects and sends once. */
  readonly exchange: () => Promise<Exchange>;
  /** Milliseconds from the first try in which it is tried again. */
  readonly settle: number;
  /** Whether the server is this machine's, which may be starting. */
  readonly isLocal: boolean;
  readonly clock: Clock;
  /** Tells why it is tried again. */
  readonly tell: (line: string) => void;
}

/** Milliseconds from the end of a try to the next. */
const PAUSE = 5_000;

const INTERNAL_ERROR = "Internal server error";
const SPREADING = "after a first deployment AWS takes a while to spread roles and keys";

/**
 * Resolves to the first exchange that does not fail as it may while AWS still spreads a new role, key or domain, or a server
 * of this machine starts, or to the last one before the time is up.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html documented, as eventual consistency
 */
export async function exchangeUntilSettled(options: SettleOptions): Promise<Exchange> {
  const { exchange, settle, isLocal, clock, tell } = options;
  const started = clock.now();
  for (;;) {
    const exchanged = await exchange();
    const sign = isLocal ? findStarting(exchanged) : findUnsettled(exchanged);
    const left = settle - (clock.now() - started);
    if (sign === undefined || left < PAUSE) return exchanged;
    tell(`got ${sign}: trying again for ${Math.round(left / 1000)} s more`);
    await new Promise<void>((resolve) => void clock.after(PAUSE, resolve));
  }
}

/** On this machine nothing else passes by itself: what was refused once is refused again. */
function findStarting({ ending }: Exchange): string | undefined {
  const isMissing = ending.kind === "unreachable" && ending.code === "ECONNREFUSED";
  return isMissing ? "no server; one that starts needs a moment" : undefined;
}

/** What of an exchange may pass by itself, and why, or undefined. */
function findUnsettled({ ending, received }: Exchange): string | undefined {
  if (ending.kind === "refused") {
    if (ending.status === 403) return `HTTP 403; ${SPREADING}`;
    return ending.body.includes(INTERNAL_ERROR) ? `HTTP ${ending.status}, ${INTERNAL_ERROR}; ${SPREADING}` : undefined;
  }
  const answers = received.map(({ text }) => readAnswer(text));
  return answers.some((answer) => answer.kind === "error" && answer.message === INTERNAL_ERROR)
    ? `the answer '${INTERNAL_ERROR}'; ${SPREADING}`
    : undefined;
}
