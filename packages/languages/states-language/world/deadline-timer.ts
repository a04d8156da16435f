import { Cancellation } from "./cancellation";
import { ExecutionTimeout } from "../values/errors";
import type { Frame } from "./frame";

/**
 * The time of a whole execution. Its timer starts one turn of the event loop late, so that the many executions that end
 * within the turn have none.
 */
export class DeadlineTimer {
  /** Rejects with ExecutionTimeout at the deadline; never settles otherwise. */
  readonly expired: Promise<never>;
  private readonly cancellation = new Cancellation();
  private readonly start: NodeJS.Immediate;
  private expire: () => void = () => undefined;

  constructor({ execution: { deadline, world } }: Frame) {
    this.expired = new Promise((_resolve, reject) => {
      this.expire = () => reject(new ExecutionTimeout("the execution timed out"));
    });
    this.start = setImmediate(() => {
      const milliseconds = Math.max(0, deadline - world.now());
      world.wait(milliseconds, this.cancellation.signal).then(this.expire, () => undefined);
    });
  }

  end(): void {
    clearImmediate(this.start);
    this.cancellation.cancel();
  }
}
