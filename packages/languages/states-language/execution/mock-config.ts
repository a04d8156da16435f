import { parseJsonFile } from "../../parse-json-file";
import { isJsonObject, type Json, type JsonObject } from "../../json";
import { type MockedResponse, parseMockedResponse } from "./mocked-response";
import { listNames, suggestName } from "../../nearest-name";
import { listInnerMachines, listStates } from "../validation/inner-machines";

/** The mocked states of one test case of one state machine: the Task states' names to their responses. */
export interface TestCase {
  /** How an error message names the test case, e.g. `mock.json: StateMachines.quote.TestCases.HappyPath`. */
  readonly where: string;
  readonly states: ReadonlyMap<string, MockedResponse>;
}

/** A mock file of Step Functions Local: its test cases, by state machine and name. */
export interface MockConfig {
  /** How an error message names the file. */
  readonly where: string;
  readonly stateMachines: ReadonlyMap<string, ReadonlyMap<string, TestCase>>;
}

/**
 * Returns what a `MockConfigFile.json` of Step Functions Local says; `where` is how errors name the file.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/sfn-local-mock-cfg-file.html
 * @throws Error in the developer form: text that is not JSON, a field of the wrong kind, a name that does not exist.
 */
export function parseMockConfig(text: string, where: string): MockConfig {
  const file = requireObject(parseJsonFile(where, text), where);
  const responses = new Map<string, MockedResponse>();
  for (const [name, value] of readObjects(file, "MockedResponses", where))
    responses.set(name, parseMockedResponse(value, `${where}: MockedResponses.${name}`, name));
  const stateMachines = new Map<string, ReadonlyMap<string, TestCase>>();
  for (const [name, value] of readObjects(file, "StateMachines", where))
    stateMachines.set(name, parseTestCases(value, `${where}: StateMachines.${name}`, responses));
  return { where, stateMachines };
}

/**
 * Returns the test cases of that name by their state machines: at least one.
 *
 * @throws Error in the developer form when no state machine has such a test case.
 */
export function selectTestCase(config: MockConfig, name: string): ReadonlyMap<string, TestCase> {
  const selected = new Map<string, TestCase>();
  const known = new Set<string>();
  for (const [stateMachine, testCases] of config.stateMachines) {
    for (const testCase of testCases.keys()) known.add(testCase);
    const found = testCases.get(name);
    if (found) selected.set(stateMachine, found);
  }
  if (selected.size > 0) return selected;
  const advice = suggestName(name, known, `use one of ${listNames(known)}`);
  throw new Error(`${config.where}: test case does not exist, got '${name}'; ${advice}`);
}

/**
 * Returns the test case of one state machine, checked against its definition.
 *
 * @throws Error in the developer form when the state machine has no such test case, or not the states that it mocks.
 */
export function requireTestCase(
  config: MockConfig,
  { name, stateMachine, definition }: { name: string; stateMachine: string; definition: JsonObject },
): TestCase {
  const selected = selectTestCase(config, name);
  const testCase = selected.get(stateMachine);
  if (testCase === undefined) {
    const advice = suggestName(stateMachine, selected.keys(), `use one of ${listNames(selected.keys())}`);
    throw new Error(`${config.where}: test case '${name}' has no such state machine, got '${stateMachine}'; ${advice}`);
  }
  requireMockableStates(testCase, definition);
  return testCase;
}

/**
 * Checks that every state which the test case mocks is a Task state of the definition, at whatever depth.
 *
 * @throws Error in the developer form for the first that is not.
 */
export function requireMockableStates({ where, states }: TestCase, definition: JsonObject): void {
  const types = new Map(listTypes(definition));
  const tasks = [...types].filter(([, type]) => type === "Task").map(([name]) => name);
  for (const name of states.keys()) {
    const type = types.get(name);
    if (type === "Task") continue;
    const advice =
      type === undefined ? suggestName(name, tasks, `mock one of ${listNames(tasks)}`) : "mock Task states";
    const problem = type === undefined ? "state does not exist" : `a ${type} state cannot be mocked`;
    throw new Error(`${where}: ${problem}, got '${name}'; ${advice}`);
  }
}

/** The states of a machine with their types, inner machines included. */
function* listTypes(machine: JsonObject): Generator<[name: string, type: string]> {
  for (const [name, state] of listStates(machine, "")) {
    yield [name, String(state["Type"])];
    for (const [inner] of listInnerMachines(state, "")) yield* listTypes(inner);
  }
}

function parseTestCases(
  stateMachine: JsonObject,
  where: string,
  responses: ReadonlyMap<string, MockedResponse>,
): ReadonlyMap<string, TestCase> {
  const testCases = new Map<string, TestCase>();
  for (const [name, states] of readObjects(stateMachine, "TestCases", where)) {
    const testCase = `${where}.TestCases.${name}`;
    const readEntry = ([state, response]: [string, Json]) =>
      [state, requireResponse(response, `${testCase}.${state}`)] as const;
    testCases.set(name, { where: testCase, states: new Map(Object.entries(states).map(readEntry)) });
  }
  return testCases;

  function requireResponse(name: Json, state: string): MockedResponse {
    const response = typeof name === "string" ? responses.get(name) : undefined;
    if (response) return response;
    const advice = suggestName(typeof name === "string" ? name : "", responses.keys(), "add it to MockedResponses");
    throw new Error(`${state}: mocked response does not exist, got ${quote(name)}; ${advice}`);
  }
}

/** The members of a required object of objects. */
function readObjects(owner: JsonObject, field: string, where: string): [string, JsonObject][] {
  if (!Object.hasOwn(owner, field)) {
    const advice = suggestName(field, Object.keys(owner), `add '${field}'`);
    throw new Error(`${where}: '${field}' is required, got ${listNames(Object.keys(owner))}; ${advice}`);
  }
  const members = Object.entries(requireObject(owner[field], `${where}: ${field}`));
  return members.map(([name, value]) => [name, requireObject(value, `${where}: ${field}.${name}`)]);
}

function requireObject(value: Json | undefined, where: string): JsonObject {
  if (isJsonObject(value)) return value;
  throw new Error(`${where}: not an object, got ${quote(value ?? null)}; see the example of Step Functions Local`);
}

function quote(value: Json): string {
  return typeof value === "string" ? `'${value}'` : JSON.stringify(value);
}
