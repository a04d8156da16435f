import type { Json, JsonObject } from "../../json";
import { prepareCatch, type Catcher } from "./catch";
import type { StateFailure } from "../values/errors";
import type { Frame, Transition } from "../world/frame";
import { recordEvent } from "../world/history";
import { prepareRetry, type Retrier, type RetryCounts, takeRetrier } from "./retry";
import { toStateFailure } from "./run-branch";
import type { Preparation } from "../fields/state-fields";
import { waitFor } from "../world/wait-for";

type Run = (frame: Frame) => Transition | Promise<Transition>;

interface Recovery {
  readonly retriers: readonly Retrier[];
  readonly catchers: readonly Catcher[];
  readonly attempt: Run;
}

/** Prepares a state's Retry and Catch around one attempt at its work; an attempt finds the state's input in the frame. */
export function withRecovery(definition: JsonObject, preparation: Preparation, attempt: Run): Run {
  const retriers = prepareRetry(definition["Retry"]);
  const catchers = prepareCatch(definition["Catch"], preparation);
  if (retriers.length === 0 && catchers.length === 0 && definition["Type"] === "Task") return attempt;
  const recovery = { retriers, catchers, attempt };
  return (frame) => {
    const input = frame.data;
    try {
      const next = attempt(frame);
      return next instanceof Promise
        ? next.catch((thrown: unknown) => recover(recovery, { frame, input, thrown }))
        : next;
    } catch (thrown) {
      return recover(recovery, { frame, input, thrown });
    }
  };
}

interface Failed {
  readonly frame: Frame;
  readonly input: Json;
  readonly thrown: unknown;
}

/** Retries the failed state as long as a retrier says so, then goes where the first catcher that matches leads. */
async function recover(recovery: Recovery, { frame, input, thrown }: Failed): Promise<Transition> {
  const counts: RetryCounts = new Map();
  let failure = toStateFailure(thrown, frame);
  for (;;) {
    const retrier = takeRetrier(recovery.retriers, failure, counts);
    if (retrier === undefined) break;
    await waitFor(
      frame,
      retrier.delay(counts.get(retrier) ?? 1, () => frame.execution.world.random()),
    );
    frame.cancellation.throwIfCancelled();
    frame.retryCount++;
    frame.data = input;
    try {
      return await recovery.attempt(frame);
    } catch (again) {
      failure = toStateFailure(again, frame);
    }
  }
  const lastEventId = frame.previousEventId;
  recordStateFailed(frame, failure);
  const catcher = recovery.catchers.find((candidate) => candidate.matches(failure));
  if (catcher === undefined) throw failure;
  frame.data = input;
  try {
    return await catcher.take(frame, input, failure);
  } catch (again) {
    frame.previousEventId = lastEventId;
    const second = toStateFailure(again, frame);
    recordStateFailed(frame, second);
    throw second;
  }
}

/**
 * *Recorded*: a Parallel or Map state's failure has an event, whatever failed, but for States.Runtime; when its catcher
 * fails too there is a second one, and the evaluation's event stands where the first does (floci-io/floci issue 2868).
 */
function recordStateFailed(frame: Frame, failure: StateFailure): void {
  frame.exitFollowsId = undefined;
  if (frame.state.type !== "Task" && !failure.traits.isTerminal) recordEvent(frame, `${frame.state.type}StateFailed`);
}
