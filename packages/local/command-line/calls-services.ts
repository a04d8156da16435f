import { findJson, isJsonObject, type JsonObject } from "@sfn-websocket/languages/json";
import type { MockConfig } from "@sfn-websocket/languages/states-language/execution/mock-config";
import { listInnerMachines, listStates } from "@sfn-websocket/languages/states-language/validation/inner-machines";
import type { ExecuteOptions } from "./execute-options";

/** Whether an execution needs more than its definition: a Task state that is not mocked, or a value for a placeholder. */
export function callsServices(
  definition: string,
  mocks: MockConfig | undefined,
  { mock, name }: ExecuteOptions,
): boolean {
  const machine = findJson(definition);
  if (!isJsonObject(machine)) return false;
  if (/(?<!\$)\$\{(?!Partition\}|Region\}|AccountId\})\w+\}/.test(definition)) return true;
  const tasks = listTasks(machine);
  if (mock === undefined || mocks === undefined) return tasks.length > 0;
  const mocked = mocks.stateMachines.get(name)?.get(mock.testCase)?.states;
  return mocked !== undefined && tasks.some((task) => !mocked.has(task));
}

/** The names of all Task states, those within Map and Parallel states too. */
function listTasks(machine: JsonObject): readonly string[] {
  return listStates(machine, "").flatMap(([name, state]) => [
    ...(state["Type"] === "Task" ? [name] : []),
    ...listInnerMachines(state, "").flatMap(([inner]) => listTasks(inner)),
  ]);
}
