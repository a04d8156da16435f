import type { Aws } from "./aws";
import type { RunTask } from "./tasks";

const SUFFIX = ".waitForTaskToken";

/**
 * Returns what finds a task that waits for its token: it runs the task of the resource without that, and its result is
 * what SendTaskSuccess or SendTaskFailure reports, even while the call is still running.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token
 */
export function createCallbackTasks(
  aws: Aws,
  find: (resource: string) => RunTask | undefined,
): (resource: string) => RunTask | undefined {
  return (waiting) => {
    if (!waiting.endsWith(SUFFIX)) return undefined;
    const resource = waiting.slice(0, -SUFFIX.length);
    const run = find(resource);
    return (
      run &&
      ((machine, task) => {
        const { taskTokens } = aws.region(machine.stateMachineArn.split(":")[3] ?? "").stepfunctions;
        const reported = taskTokens.wait(task, machine.stateMachineArn);
        // A call that fails is the task's end: nobody waits for the report then.
        reported.catch(() => undefined);
        const called = run(machine, { ...task, resource }).then(() => reported);
        return Promise.race([called, reported]);
      })
    );
  };
}
