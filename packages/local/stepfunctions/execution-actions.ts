import { type Action, defineAction, type ListRequest, listPage, PAGE } from "./action";
import {
  describeEvent,
  describeExecution,
  describeStateMachineForExecution,
  listExecution,
} from "./describe-resources";
import { type ExecutionStore, findExecution } from "./execution-store";
import { startExecution, stopExecution, type StopExecutionRequest } from "./executions";
import { ARN, FLAG } from "./request-members";
import { readStartSyncExecution } from "./start-sync-execution";
import { findTarget, type StateMachineStore } from "./state-machine-store";
import { StepFunctionsError } from "./wire";

type One = { readonly executionArn: string };
type List = ListRequest & { readonly stateMachineArn: string; readonly statusFilter?: string };
type History = ListRequest & One & { readonly reverseOrder?: boolean; readonly includeExecutionData?: boolean };

const STATUSES = ["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "PENDING_REDRIVE"];
const START = { stateMachineArn: {}, input: {}, name: {}, traceHeader: {} };

/** The actions on executions that nobody waits for. */
export function createExecutionActions(
  store: StateMachineStore,
  executions: ExecutionStore,
): Readonly<Record<string, Action>> {
  return { ...createOneExecutionActions(store, executions), ...createExecutionListActions(store, executions) };
}

function createOneExecutionActions(
  store: StateMachineStore,
  executions: ExecutionStore,
): Readonly<Record<string, Action>> {
  return {
    StartExecution: defineAction<{ readonly [name: string]: string }>({
      name: "StartExecution",
      constraints: START,
      run: (request) => {
        const { executionArn, startDate } = startExecution(store, executions, readStartSyncExecution(request));
        return { executionArn, startDate: new Date(startDate) };
      },
    }),
    StopExecution: defineAction<StopExecutionRequest>({
      name: "StopExecution",
      constraints: { executionArn: ARN, error: { maximum: 256 }, cause: { maximum: 32_768 } },
      run: (request) => ({ stopDate: new Date(stopExecution(store, executions, request)) }),
    }),
    DescribeExecution: defineAction<One>({
      name: "DescribeExecution",
      constraints: { executionArn: ARN },
      run: ({ executionArn }) => describeExecution(findExecution(executions, executionArn)),
    }),
    DescribeStateMachineForExecution: defineAction<One>({
      name: "DescribeStateMachineForExecution",
      constraints: { executionArn: ARN },
      run: ({ executionArn }) => describeStateMachineForExecution(findExecution(executions, executionArn)),
    }),
  };
}

function createExecutionListActions(
  store: StateMachineStore,
  executions: ExecutionStore,
): Readonly<Record<string, Action>> {
  return {
    GetExecutionHistory: defineAction<History>({
      name: "GetExecutionHistory",
      constraints: { executionArn: ARN, ...PAGE, reverseOrder: FLAG, includeExecutionData: FLAG },
      run: (request) => {
        const { history } = findExecution(executions, request.executionArn);
        const { items, nextToken } = listPage(request.reverseOrder ? history.toReversed() : history, request);
        return {
          events: items.map((event) => describeEvent(event, request.includeExecutionData !== false)),
          nextToken,
        };
      },
    }),
    ListExecutions: defineAction<List>({
      name: "ListExecutions",
      constraints: { stateMachineArn: ARN, statusFilter: { values: STATUSES }, ...PAGE },
      run: (request) => {
        const { items, nextToken } = listPage(selectExecutions(store, executions, request), request);
        return { executions: items.map(listExecution), nextToken };
      },
    }),
  };
}

/** The latest first. */
function selectExecutions(
  store: StateMachineStore,
  executions: ExecutionStore,
  { stateMachineArn, statusFilter }: List,
) {
  if (findTarget(store, stateMachineArn).machine.type === "EXPRESS") {
    const text = "This operation is not supported by this type of state machine";
    throw new StepFunctionsError("StateMachineTypeNotSupported", text);
  }
  const selected = [...executions.byArn.values()].filter(({ target, status }) => {
    const { machine, stateMachineVersionArn, stateMachineAliasArn } = target;
    const arns = [machine.stateMachineArn, stateMachineVersionArn, stateMachineAliasArn];
    return arns.includes(stateMachineArn) && (statusFilter === undefined || statusFilter === status);
  });
  return selected.reverse();
}
