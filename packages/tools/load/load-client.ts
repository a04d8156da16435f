import { judgeAnswer } from "./judge-answer";
import type { Channel, ChannelEvents } from "./open-channel";
import { type Pending, PendingMessages } from "./pending";
import { LATE_ANSWER } from "./report";
import type { Expectation } from "../smoke/options";
import type { Tally } from "./tally";

export type Connect = (events: ChannelEvents) => Channel;

export interface ClientWorld {
  readonly tally: Tally;
  readonly connect: Connect;
  /** Milliseconds since some moment. */
  readonly now: () => number;
  readonly expect: Expectation | undefined;
  /** Told a client that was refused or has lost its connection. */
  readonly lost: (client: LoadClient) => void;
}

/** One of the run's connections, which may be opened again and again. */
export class LoadClient {
  /** When it was opened last; undefined while it is not open. */
  openedAt: number | undefined;
  /** Whether it was opened or refused before. */
  isSettled = false;
  private channel: Channel | undefined;
  private pending = new PendingMessages();

  constructor(
    readonly number: number,
    private readonly world: ClientWorld,
  ) {}

  get isOpen(): boolean {
    return this.channel?.isOpen() === true;
  }

  open(): void {
    const { tally, connect, now, lost } = this.world;
    const started = now();
    const channel = connect({
      opened: () => {
        this.openedAt = now();
        this.isSettled = true;
        tally.opened += 1;
        tally.connects.add(this.openedAt - started);
      },
      refused: (why) => {
        tally.refusals.add(why);
        this.isSettled = true;
        lost(this);
      },
      // What still comes on a connection that the load has closed answers what has failed by then.
      received: (text) => {
        if (this.channel === channel) this.receive(text);
      },
      closed: (why) => {
        if (this.channel !== channel) return;
        tally.closes.add(why);
        this.drop(`the connection was closed with ${why}`);
        lost(this);
      },
    });
    this.channel = channel;
  }

  /** Closes the connection; what waits for an answer gets none. */
  close(): void {
    const { channel } = this;
    this.drop("the load itself closed the connection");
    channel?.close();
  }

  send(text: string, pending: Pending): void {
    const { tally, now } = this.world;
    this.pending.add(pending);
    tally.addSent(pending.route, text, now() - pending.due);
    this.channel?.send(text);
  }

  /** Counts a message that was not answered in time. */
  giveUp(pending: Pending): void {
    this.world.tally.addFailure(this.pending.remove(pending).route, LATE_ANSWER);
  }

  private receive(text: string): void {
    const { tally, now, expect } = this.world;
    tally.addReceived(text);
    const { isError, problem } = judgeAnswer(text, expect);
    const pending = this.pending.take(text, isError);
    if (pending) tally.addAnswer(pending.route, now() - pending.due, problem);
    else tally.unexpected += 1;
  }

  private drop(problem: string): void {
    this.channel = undefined;
    this.openedAt = undefined;
    for (const { route } of this.pending.takeAll()) this.world.tally.addFailure(route, problem);
  }
}
