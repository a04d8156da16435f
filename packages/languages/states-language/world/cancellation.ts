import { BranchCancelled } from "../values/errors";

/** Making an error for each stop would cost more than a short execution. */
const STOPPED = new BranchCancelled("the branch was stopped");

/** Says whether a branch is to stop; a stop reaches the branches below it, and the signal once somebody asked for it. */
export class Cancellation {
  cancelled = false;
  private controller: AbortController | undefined;
  private reject: ((reason: BranchCancelled) => void) | undefined;
  /** Made on first use, as most executions have no branches. */
  private children: Set<Cancellation> | undefined;

  /** Aborts when the branch is stopped; made on first use, because most executions never wait. */
  get signal(): AbortSignal {
    this.controller ??= new AbortController();
    if (this.cancelled) this.controller.abort(STOPPED);
    return this.controller.signal;
  }

  /** Rejects with BranchCancelled when the branch is stopped; never settles otherwise. */
  untilCancelled(): Promise<never> {
    return new Promise((_resolve, reject) => {
      this.reject = reject;
      if (this.cancelled) reject(STOPPED);
    });
  }

  /** A cancellation that this one's includes. `release` it when its branch has ended. */
  child(): Cancellation {
    const child = new Cancellation();
    child.cancelled = this.cancelled;
    (this.children ??= new Set()).add(child);
    return child;
  }

  release(child: Cancellation): void {
    this.children?.delete(child);
  }

  cancel(): void {
    if (this.cancelled) return;
    this.cancelled = true;
    this.controller?.abort(STOPPED);
    this.reject?.(STOPPED);
    for (const child of this.children ?? []) child.cancel();
    this.children?.clear();
  }

  throwIfCancelled(): void {
    if (this.cancelled) throw STOPPED;
  }
}
