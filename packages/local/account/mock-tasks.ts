import { requireMockableStates, type TestCase } from "@sfn-websocket/languages/states-language/execution/mock-config";
import { listNames, suggestName } from "@sfn-websocket/languages/nearest-name";
import { createMockedTasks } from "@sfn-websocket/languages/states-language/execution/run-mocked-task";
import type { World } from "@sfn-websocket/languages/states-language/state-machine";
import type { StateMachine } from "../stepfunctions/resources";
import type { RunTask } from "./tasks";

/** Test cases of a mock file, by the names of their state machines. */
export type TestCases = ReadonlyMap<string, TestCase>;

/**
 * Returns what runs the tasks of one execution of a state machine: as its test case mocks them, else by `runTask`, as
 * Step Functions Local calls the service for a state that is not mocked.
 */
export function mockTasks(testCases: TestCases, runTask: RunTask): (stateMachine: StateMachine) => World["runTask"] {
  return (stateMachine) => {
    const testCase = testCases.get(stateMachine.name);
    const runMocked = testCase && createMockedTasks(testCase);
    return (task) => runMocked?.(task) ?? runTask(stateMachine, task);
  };
}

/**
 * Checks that some of the state machines are mocked, and that these have the Task states which their test cases mock.
 *
 * @throws Error in the developer form.
 */
export function requireMocks(testCases: TestCases, stateMachines: readonly StateMachine[]): void {
  for (const { name, definition } of stateMachines) {
    const testCase = testCases.get(name);
    if (testCase) requireMockableStates(testCase, JSON.parse(definition));
  }
  const names = stateMachines.map(({ name }) => name);
  const [first] = testCases;
  if (first === undefined || names.some((name) => testCases.has(name))) return;
  const [name, { where }] = first;
  const advice = suggestName(name, names, `use one of ${listNames(names)}`);
  throw new Error(`${where}: no such state machine, got '${name}'; ${advice}`);
}
