import type { EventSteps } from "../apigateway/stage/event-steps";
import type { GatewayWorld } from "../apigateway/stage/stage";
import { ExecutionTrail } from "../stepfunctions/execution-trail";
import type { AwsWorld } from "./aws";

/** Returns what API Gateway tells of its events: to the trace that is kept of each, and to whoever else is told. */
export function followEvents({
  report,
  reportCall,
  traces,
}: Pick<AwsWorld, "report" | "reportCall" | "traces">): Pick<GatewayWorld, "report" | "begun" | "called"> {
  if (traces === undefined) return { ...(report && { report }), ...(reportCall && { called: reportCall }) };
  return {
    begun: traces.beginEvent,
    called(call) {
      traces.addCall(call);
      reportCall?.(call);
    },
    report(steps: EventSteps) {
      traces.endEvent(steps);
      report?.(steps);
    },
  };
}

/** Returns what makes the trail of an execution that no message waits for, undefined where nobody is told of any. */
export function followExecutions({
  reportExecution,
  traces,
  testCases,
}: Pick<AwsWorld, "reportExecution" | "traces" | "testCases">): (() => ExecutionTrail) | undefined {
  if (reportExecution === undefined && traces === undefined) return undefined;
  return () =>
    new ExecutionTrail({
      keepsEvents: traces !== undefined,
      isMocked: findMocks(testCases),
      ...(traces && { begun: traces.beginExecution }),
      ended(trail) {
        traces?.endExecution(trail);
        reportExecution?.(trail);
      },
    });
}

/** Returns what tells whether a mock answers for a task. */
export function findMocks(testCases: AwsWorld["testCases"]): ((machine: string, state: string) => boolean) | undefined {
  return testCases && ((machine, state) => testCases.get(machine)?.states.has(state) === true);
}
