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
const TOKEN = new RegExp(`${PREFIX}[0-9a-z]{${DIGITS}}`, "g");

/** A text that no other message of the run has; `salt` is the run's own, so that answers to others are not taken for ours. */
export function createToken(salt: number, index: number): string {
  return `${PREFIX}${(salt % 36 ** 4).toString(36).padStart(4, "0")}${index.toString(36).padStart(DIGITS - 4, "0")}`;
}

/** The messages of one connection that wait for an answer. */
export class PendingMessages {
  private readonly byToken = new Map<string, Pending>();
  private ordered: Pending[] = [];

  add(pending: Pending): void {
    if (pending.token === undefined) this.ordered.push(pending);
    else this.byToken.set(pending.token, pending);
  }

  /**
   * The message that a text answers: the one whose token it repeats, else the oldest without a token; where `isError`, as
   * API Gateway's error frames repeat nothing, the oldest of all. Undefined for a text that answers none.
   */
  take(text: string, isError: boolean): Pending | undefined {
    for (const [token] of text.matchAll(TOKEN)) {
      const found = this.byToken.get(token);
      if (found) return this.remove(found);
    }
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
