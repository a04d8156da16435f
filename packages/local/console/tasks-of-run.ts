import { TaskFailure } from "@sfn-websocket/languages/states-language/values/errors";
import type { Aws } from "../account/aws";
import { createServiceTasks } from "../account/service-tasks";
import type { RunTask } from "../account/tasks";
import type { ExecuteClock } from "../execute-clock";
import type { StateMachine } from "../stepfunctions/resources";

/** Returns what runs the tasks that no mock answers: by what is served, in the name of the machine; without one they fail. */
export function createTasksOfRun(aws: Aws, machine: StateMachine | undefined, clock: ExecuteClock): RunTask {
  if (machine === undefined) return failTask;
  const runTask = createServiceTasks(aws, () => undefined);
  return (run, task) => clock.during(runTask(run, task));
}

const failTask: RunTask = async (_, { resource, state }) => {
  throw new TaskFailure(
    "States.Runtime",
    `The run has no role, and calls no service, got the resource '${resource}' of the state '${state}'; mock the state, or run it as a served workflow.`,
  );
};
