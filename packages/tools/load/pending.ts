/** A message that was sent and not answered yet. */
export interface Pending {
  readonly route: string;
  /** When it was to be sent; milliseconds of the run's clock. */
  readonly due: number;
  /** @default the answer comes in the order of the messages */
  readonly token?: string;
  isOver: boolean;
}

const PREFIX = "load-";
const DIGITS = 12;
const SALT_DIGITS = 4;
const TOKEN = new RegExp(`${PREFIX}[0-9a-z]{${DIGITS}}`, "g");

/** A text that no other message of the run has; `salt` is the run's own, so that answers to others are not taken for ours. */
export function createToken(salt: number, index: number): string {
  return `${PREFIX}${(salt % 36 ** SALT_DIGITS).toString(36).padStart(SALT_DIGITS, "0")}${index.toString(36).padStart(DIGITS - SALT_DIGITS, "0")}`;
}

/** The messages of one connection that wait for an answer. */
export class PendingMessages {
  private readonly byToken = new Map<string, Pending>();
  private ordered: Pending[] = [];
  /** What all tokens of the run begin with. */
  private own: string | undefined;

  add(pending: Pending): void {
    const { token } = pending;
    if (token === undefined) return void this.ordered.push(pending);
    this.own ??= token.slice(0, PREFIX.length + SALT_DIGITS);
    this.byToken.set(token, pending);
  }

  /**
   * The message that a text answers: the one whose token it repeats, else the oldest without a token; where `isError`, as
   * API Gateway's error frames repeat nothing, the oldest of all. Undefined for a text that answers none: one that repeats the
   * run's tokens, of which none waits any more, came too late or twice.
   */
  take(text: string, isError: boolean): Pending | undefined {
    let isLate = false;
    for (const [token] of text.matchAll(TOKEN)) {
      const found = this.byToken.get(token);
      if (found) return this.remove(found);
      isLate ||= this.own !== undefined && token.startsWith(this.own);
    }
    if (isLate) return undefined;
    const oldest = this.ordered.find(({ isOver }) => !isOver);
    if (oldest) return this.remove(oldest);
    const [first] = isError ? this.byToken.values() : [];
    return first && this.remove(first);
  }

  /** Forgets a message, which is over. */
  remove(pending: Pending): Pending {
    pending.isOver = true;
    if (pending.token !== undefined) this.byToken.delete(pending.token);
    else while (this.ordered[0]?.isOver === true) this.ordered.shift();
    return pending;
  }

  /** Forgets and returns all, for a connection that has ended. */
  takeAll(): readonly Pending[] {
    const all = [...this.byToken.values(), ...this.ordered.filter(({ isOver }) => !isOver)];
    for (const pending of all) pending.isOver = true;
    this.byToken.clear();
    this.ordered = [];
    return all;
  }
}
