import type { RequestOf } from "../protocols/request";
import { type Actions, type ActionStore, defineAction, listPage, PAGE } from "./action";
import {
  describeEvent,
  describeExecution,
  describeStateMachineForExecution,
  listExecution,
} from "./describe-resources";
import { requireExecution } from "./execution-store";
import { startExecution, stopExecution } from "./executions";
import { ARN, CAUSE, ERROR, FLAG } from "./request-members";
import { readStartSyncExecution } from "./start-sync-execution";
import { requireTarget } from "./state-machine-store";
import { notOfThisType } from "./wire";

/** In the order of refusals. It and the longest token: *recorded* (LocalStack's AWS-validated snapshots). */
const STATUSES = ["SUCCEEDED", "TIMED_OUT", "PENDING_REDRIVE", "ABORTED", "FAILED", "RUNNING"];
const LIST = {
  stateMachineArn: ARN,
  statusFilter: { values: STATUSES },
  ...PAGE,
  nextToken: { ...PAGE.nextToken, maximum: 3_096 },
} as const;

/** The actions on executions that nobody waits for. */
export const EXECUTION_ACTIONS: Actions = {
  StartExecution: defineAction({
    members: { stateMachineArn: {}, input: {}, name: {}, traceHeader: {} },
    run(store, body, caller) {
      const { executionArn, startDate } = startExecution(store, readStartSyncExecution(body), caller.traceHeader);
      return { executionArn, startDate: new Date(startDate) };
    },
  }),
  StopExecution: defineAction({
    members: { executionArn: ARN, error: ERROR, cause: CAUSE },
    run: (store, request) => ({ stopDate: new Date(stopExecution(store, request)) }),
  }),
  DescribeExecution: defineAction({
    members: { executionArn: ARN },
    run: ({ executions }, { executionArn }) => describeExecution(requireExecution(executions, executionArn)),
  }),
  DescribeStateMachineForExecution: defineAction({
    members: { executionArn: ARN },
    run: ({ executions }, { executionArn }) =>
      describeStateMachineForExecution(requireExecution(executions, executionArn)),
  }),
  GetExecutionHistory: defineAction({
    members: { executionArn: ARN, ...PAGE, reverseOrder: FLAG, includeExecutionData: FLAG },
    run({ executions }, request) {
      const { history } = requireExecution(executions, request.executionArn);
      const { items, nextToken } = listPage(request.reverseOrder ? history.toReversed() : history, request);
      return {
        events: items.map((event) => describeEvent(event, request.includeExecutionData !== false)),
        nextToken,
      };
    },
  }),
  ListExecutions: defineAction({
    members: LIST,
    run(store, request) {
      const { items, nextToken } = listPage(selectExecutions(store, request), request);
      return { executions: items.map(listExecution), nextToken };
    },
  }),
};

/** The latest first. */
function selectExecutions(store: ActionStore, { stateMachineArn, statusFilter }: RequestOf<typeof LIST>) {
  if (requireTarget(store, stateMachineArn).machine.type === "EXPRESS") throw notOfThisType();
  const selected = [...store.executions.byArn.values()].filter(({ target, status }) => {
    const { machine, stateMachineVersionArn, stateMachineAliasArn } = target;
    const arns = [machine.stateMachineArn, stateMachineVersionArn, stateMachineAliasArn];
    return arns.includes(stateMachineArn) && (statusFilter === undefined || statusFilter === status);
  });
  return selected.reverse();
}
