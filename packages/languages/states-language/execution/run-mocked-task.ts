import type { Json } from "../../json";
import type { TestCase } from "./mock-config";
import { respondTo } from "./mocked-response";
import type { TaskRequest } from "../world/world";

/** Runs a Task state as the test case mocks it; undefined for a state that it does not mock. */
export type RunMockedTask = (task: Pick<TaskRequest, "state">) => Promise<Json> | undefined;

/**
 * Returns what runs the mocked tasks of one execution. A state's invocations are counted from 0 through its retries, the
 * iterations of a Map and loops. *Recorded*: of Step Functions Local 2.0.0 (floci-io/floci issue 3254).
 */
export function createMockedTasks({ states }: TestCase): RunMockedTask {
  const invocations = new Map<string, number>();
  return ({ state }) => {
    const response = states.get(state);
    if (response === undefined) return undefined;
    const invocation = invocations.get(state) ?? 0;
    invocations.set(state, invocation + 1);
    return new Promise((resolve) => resolve(respondTo(response, state, invocation)));
  };
}
