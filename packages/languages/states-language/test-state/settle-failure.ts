import { prepareCatch } from "../execution/catch";
import type { StateFailure } from "../values/errors";
import type { Json } from "../../json";
import { prepareRetry } from "../execution/retry";
import type { ErrorDetails, TestStateAnswer } from "./request";
import { prepareState, type StateTest, toFailure } from "./run-state";
import { isDistributed } from "../execution/map-run";

/** What becomes of a state's failure. */
interface Settled {
  readonly status: Exclude<TestStateAnswer["status"], "SUCCEEDED">;
  readonly failure: StateFailure;
  readonly nextState?: string;
}

/**
 * Has the Retry and Catch of the state decide about its failure; then, as in an execution, those of the states around it.
 * A caught failure leaves the output in the frame. *Documented*, but for the input of the states around, which is that of
 * the state.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/test-state-isolation.html
 */
export async function settleFailure(test: StateTest, failure: StateFailure, input: Json): Promise<Settled> {
  const settled = await settleWithin(test, failure, input);
  const { parent } = test.state;
  if (settled.status !== "FAILED" || parent === undefined || isDistributed(parent.definition)) return settled;
  return settleFailure({ ...test, state: parent }, settled.failure, input);
}

async function settleWithin(test: StateTest, failure: StateFailure, input: Json): Promise<Settled> {
  const { state, inspection, frame, configuration } = test;
  const retriers = prepareRetry(state.definition["Retry"]);
  const retryIndex = retriers.findIndex(({ matches }) => matches(failure));
  const retrier = retriers[retryIndex];
  const retried = configuration.retrierRetryCount ?? 0;
  if (retrier !== undefined && retried < retrier.maxAttempts) {
    const milliseconds = retrier.delay(retried + 1, () => frame.execution.world.random());
    inspection.showErrorDetails({ retryIndex, retryBackoffIntervalSeconds: Math.floor(milliseconds / 1000) });
    return { status: "RETRIABLE", failure };
  }
  const used: ErrorDetails = retrier === undefined ? {} : { retryIndex };
  inspection.showErrorDetails(used);
  const catchers = prepareCatch(state.definition["Catch"], prepareState(state, inspection));
  const catchIndex = catchers.findIndex(({ matches }) => matches(failure));
  const catcher = catchers[catchIndex];
  if (catcher === undefined) return { status: "FAILED", failure };
  inspection.showErrorDetails({ ...used, catchIndex });
  frame.data = input;
  try {
    const next = await catcher.take(frame, input, failure);
    if (!state.isJsonata) inspection.show("afterResultPath", frame.data);
    return { status: "CAUGHT_ERROR", failure, ...(next && { nextState: next.name }) };
  } catch (thrown) {
    return { status: "FAILED", failure: toFailure(thrown) };
  }
}
