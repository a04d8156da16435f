import { requireTestCase } from "@sfn-websocket/languages/states-language/execution/mock-config";
import type { TestCases } from "../account/mock-tasks";
import type { ExecuteOptions } from "./execute-options";
import { readMockConfig } from "./mock-options";

interface Named {
  readonly name: string;
  readonly definition: string;
}

/**
 * The test case that answers the machine's Task states, by the machine's name; none without a mock file.
 *
 * @throws Error in the developer form for a mock file that does not fit.
 */
export function readTestCases(
  { mock, name: known }: ExecuteOptions,
  { name, definition }: Named,
  readFile: (path: string) => string,
): TestCases {
  if (mock === undefined) return new Map();
  const config = readMockConfig(mock, readFile);
  const stateMachine = config.stateMachines.has(name) ? name : known;
  const wanted = { name: mock.testCase, stateMachine, definition: JSON.parse(definition) };
  return new Map([[name, requireTestCase(config, wanted)]]);
}
