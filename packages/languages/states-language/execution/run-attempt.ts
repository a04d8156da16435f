import type { Json } from "../../json";
import type { Cancellation } from "../world/cancellation";
import { StateFailure, StatesError } from "../values/errors";
import type { Frame } from "../world/frame";
import { Heartbeat } from "./heartbeat";
import type { TaskLimits } from "./task-events";
import type { TaskResource } from "../calls/task-resource";
import { LONGEST_TIMER } from "../world/wait-for";
import type { TaskRequest } from "../world/world";

/** One attempt of a Task state. */
export interface Attempt {
  readonly resource: TaskResource;
  readonly limits: TaskLimits;
  readonly parameters: Json;
  readonly credentials: Json | undefined;
}

/**
 * Has the world run the task and returns its result; rejects with the world's failure, with States.Timeout when the time is
 * up first, or with BranchCancelled when the branch is stopped. Whatever then still runs finds its signal aborted.
 */
export async function runAttempt(frame: Frame, attempt: Attempt): Promise<Json> {
  const cancellation = frame.cancellation.child();
  const heartbeat = new Heartbeat(attempt.limits.heartbeatSeconds, (milliseconds, signal) =>
    frame.execution.world.wait(milliseconds, signal),
  );
  try {
    const running = frame.execution.world.runTask(makeRequest(frame, attempt, { cancellation, heartbeat }));
    const ends: Promise<Json>[] = [running, cancellation.untilCancelled()];
    if (attempt.limits.timeoutSeconds !== undefined)
      ends.push(expire(frame, attempt.limits.timeoutSeconds, cancellation));
    if (attempt.limits.heartbeatSeconds !== undefined) ends.push(heartbeat.missed);
    return await Promise.race(ends);
  } finally {
    frame.cancellation.release(cancellation);
    cancellation.cancel();
    heartbeat.end();
  }
}

interface Control {
  readonly cancellation: Cancellation;
  readonly heartbeat: Heartbeat;
}

function makeRequest(frame: Frame, attempt: Attempt, { cancellation, heartbeat }: Control): TaskRequest {
  return {
    resource: attempt.resource.arn,
    state: frame.state.name,
    parameters: attempt.parameters,
    ...(attempt.credentials !== undefined && { credentials: attempt.credentials }),
    ...(frame.taskToken !== undefined && { taskToken: frame.taskToken }),
    retryCount: frame.retryCount,
    get signal() {
      return cancellation.signal;
    },
    heartbeat: () => heartbeat.restart(),
  };
}

/** Rejects with States.Timeout after so many seconds; never settles otherwise. */
function expire(frame: Frame, seconds: number, cancellation: Cancellation): Promise<never> {
  return new Promise((_resolve, reject) => {
    frame.execution.world.wait(Math.min(seconds * 1000, LONGEST_TIMER), cancellation.signal).then(
      () => reject(new StateFailure(StatesError.Timeout, undefined)),
      () => undefined,
    );
  });
}
