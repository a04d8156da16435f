import type { Json, JsonObject } from "../../json";
import type { Cancellation } from "../world/cancellation";
import { StateFailure } from "../values/errors";
import type { Execution, Frame } from "../world/frame";
import { recordEvent, recordSideEvent } from "../world/history";
import { type Jobs, runConcurrently } from "../world/run-concurrently";
import { Variables } from "../world/variables";

/** The branches below a Parallel or Map state: how many, how many at a time, and how to run one in its frame. */
export interface Branches extends Omit<Jobs, "run"> {
  run(index: number, frame: Frame): Json | Promise<Json>;
  /** the item of a branch, for the context object; undefined where it has none. @default the outer one */
  itemOf?(index: number): JsonObject | undefined;
  /** the execution that a branch belongs to. @default the frame's */
  executionOf?(index: number): Execution;
  /** is told when all have succeeded; returns the id of the event that the state's exit follows. @default the last one */
  end?(): number;
  /** is told of each branch that was open when one failed, that one included. @default nothing */
  abort?(stopped: StoppedBranch): void;
}

export interface StoppedBranch {
  readonly index: number;
  /** the frame of the branch that failed: all events of the stop follow its last event */
  readonly failed: Frame;
  /** true for the branch whose failure stopped the others */
  readonly isFailed: boolean;
}

/**
 * Runs the branches of a frame's state and returns their outputs in order; the first failure stops the others and is thrown,
 * with the branch's own error and cause.
 */
export function runBranches(frame: Frame, branches: Branches): Json[] | Promise<Json[]> {
  return new RunningBranches(frame, branches).run();
}

/** Methods, because tsx makes every named function within a function cost more than a Pass state. */
class RunningBranches {
  private readonly open = new Map<Frame, number>();
  private readonly cancellation: Cancellation;
  private failed: Frame | undefined;

  constructor(
    private readonly frame: Frame,
    private readonly branches: Branches,
  ) {
    this.cancellation = frame.cancellation.child();
  }

  run(): Json[] | Promise<Json[]> {
    const { count, limit } = this.branches;
    try {
      const results = runConcurrently({ count, limit, run: (index) => this.runOne(index) });
      if (!(results instanceof Promise)) return this.succeed(results);
      return results.then(
        (outputs) => this.succeed(outputs),
        (thrown: unknown) => this.fail(thrown),
      );
    } catch (thrown) {
      return this.fail(thrown);
    }
  }

  private runOne(index: number): Json | Promise<Json> {
    const { frame, cancellation, branches } = this;
    const inner = startFrame(frame, cancellation, {
      item: branches.itemOf === undefined ? frame.item : branches.itemOf(index),
      execution: branches.executionOf?.(index) ?? frame.execution,
    });
    this.open.set(inner, index);
    try {
      const output = this.branches.run(index, inner);
      if (!(output instanceof Promise)) return this.close(inner, output);
      return output.then(
        (value) => this.close(inner, value),
        (thrown: unknown) => this.failOne(inner, thrown),
      );
    } catch (thrown) {
      return this.failOne(inner, thrown);
    }
  }

  private failOne(inner: Frame, thrown: unknown): never {
    this.failed ??= inner;
    throw thrown;
  }

  private close(inner: Frame, output: Json): Json {
    this.open.delete(inner);
    if (this.isOwn(inner)) this.frame.previousEventId = inner.previousEventId;
    return output;
  }

  private succeed(outputs: Json[]): Json[] {
    this.frame.cancellation.release(this.cancellation);
    this.frame.exitFollowsId = this.branches.end?.() ?? this.frame.previousEventId;
    recordEvent(this.frame, `${this.frame.state.type}StateSucceeded`);
    return outputs;
  }

  private fail(thrown: unknown): never {
    this.frame.cancellation.release(this.cancellation);
    this.cancellation.cancel();
    if (!(thrown instanceof StateFailure)) throw thrown;
    const failed = this.failed !== undefined && this.isOwn(this.failed) ? this.failed : this.frame;
    if (!thrown.traits.isTerminal) this.abortAll(failed);
    this.frame.previousEventId = failed.previousEventId;
    throw thrown;
  }

  /** False for a branch that is an execution of its own, whose events are not in this history. */
  private isOwn(inner: Frame): boolean {
    return inner.execution === this.frame.execution;
  }

  /**
   * *Recorded*: in the order of the branches, and the state that failed one is reported as aborted too (LocalStack's
   * AWS-validated snapshot of test_service_lambda_map_timeout); none after States.Runtime (floci-io/floci issue 2868).
   */
  private abortAll(failed: Frame): void {
    for (const [inner, index] of this.open) {
      this.branches.abort?.({ index, failed, isFailed: inner === this.failed });
      if (!this.isOwn(inner)) continue;
      if (inner.state !== this.frame.state && ABORTABLE.has(inner.state.type))
        recordSideEvent(failed, `${inner.state.type}StateAborted`);
    }
  }
}

/** The states that can be under way when a branch is stopped; the others have no such event. */
const ABORTABLE = new Set(["Task", "Wait", "Parallel", "Map"]);

/** The frame of a branch that starts within the state of `outer`. */
function startFrame(
  outer: Frame,
  cancellation: Cancellation,
  { item, execution }: Pick<Frame, "item" | "execution">,
): Frame {
  return {
    execution,
    cancellation,
    // Documented: a distributed Map's children see no variables from without.
    variables: new Variables(execution === outer.execution ? outer.variables : undefined),
    item,
    data: outer.data,
    state: outer.state,
    enteredId: outer.enteredId,
    enteredAt: outer.enteredAt,
    retryCount: outer.retryCount,
    previousEventId: outer.previousEventId,
    taskToken: undefined,
    assigned: undefined,
    exitFollowsId: undefined,
    isInner: true,
  };
}
