import { Cancellation } from "../world/cancellation";
import { StateFailure, StatesError } from "../values/errors";
import { LONGEST_TIMER } from "../world/wait-for";
import type { World } from "../world/world";

/** The time of HeartbeatSeconds: it starts with the task and anew with each heartbeat. */
export class Heartbeat {
  /** Rejects with States.Timeout when no heartbeat came for so long; never settles otherwise. */
  readonly missed: Promise<never>;
  private reject: (failure: StateFailure) => void = () => undefined;
  private timer: Cancellation | undefined;

  constructor(
    private readonly seconds: number | undefined,
    private readonly wait: World["wait"],
  ) {
    this.missed = new Promise((_resolve, reject) => (this.reject = reject));
    this.start();
  }

  restart(): void {
    if (this.timer === undefined) return;
    this.end();
    this.start();
  }

  /** Stops the time for good. */
  end(): void {
    this.timer?.cancel();
    this.timer = undefined;
  }

  private start(): void {
    if (this.seconds === undefined) return;
    const timer = new Cancellation();
    this.timer = timer;
    this.wait(Math.min(this.seconds * 1000, LONGEST_TIMER), timer.signal).then(
      () => this.reject(new StateFailure(StatesError.Timeout, undefined, { isHeartbeat: true })),
      () => undefined,
    );
  }
}
