import type { EventSteps } from "../apigateway/event-steps";
import type { GatewayWorld } from "../apigateway/stage";
import { ExecutionTrail } from "../stepfunctions/execution-trail";
import type { AwsWorld } from "./aws";

/** Returns what API Gateway tells of its events: to the trace that is kept of each, and to whoever else is told. */
export function followEvents({
  report,
  traces,
}: Pick<AwsWorld, "report" | "traces">): Pick<GatewayWorld, "report" | "begun" | "called"> {
  if (traces === undefined) return report === undefined ? {} : { report };
  return {
    begun: traces.beginEvent,
    called: traces.addCall,
    report(steps: EventSteps) {
      traces.endEvent(steps);
      report?.(steps);
    },
  };
}

/** Returns what makes the trail of an execution that no message waits for, undefined where nobody is told of any. */
export function followExecutions({
  report,
  traces,
  log,
  testCases,
}: Pick<AwsWorld, "report" | "traces" | "log" | "testCases">): (() => ExecutionTrail) | undefined {
  if (report === undefined && traces === undefined) return undefined;
  return () =>
    new ExecutionTrail({
      keepsEvents: traces !== undefined,
      isMocked: findMocks(testCases),
      ...(traces && { begun: traces.beginExecution }),
      ended(trail) {
        traces?.endExecution(trail);
        if (report) log(describeRun(trail));
      },
    });
}

/** Returns what tells whether a mock answers for a task. */
export function findMocks(testCases: AwsWorld["testCases"]): ((machine: string, state: string) => boolean) | undefined {
  return testCases && ((machine, state) => testCases.get(machine)?.states.has(state) === true);
}

function describeRun(trail: ExecutionTrail): string {
  const { run, ended } = trail;
  const duration = Math.round((ended?.stopDate ?? 0) - (run?.startDate ?? 0));
  return `${run?.machine.name}  ${trail.describe()}  ${trail.outcome} ${duration} ms`;
}
