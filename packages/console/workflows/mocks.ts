import type { MockedInvocations, MockedOutcome } from "@sfn-websocket/local/console/editor-api";

/** What a mocked task does at some of its invocations. */
export interface MockedAttempts {
  /** How many invocations in a row. */
  readonly times: number;
  readonly kind: "answer" | "error";
  /** JSON, as it is typed. */
  readonly answer: string;
  readonly error: string;
  readonly cause: string;
}

/** The mocked states by their names. */
export type Mocks = Readonly<Record<string, readonly MockedAttempts[]>>;

export const NEW_ATTEMPTS: MockedAttempts = { times: 1, kind: "answer", answer: "{}", error: "", cause: "" };

/** Mocks as the API takes them. @throws Error that says which answer is no JSON */
export function writeMocks(mocks: Mocks): Readonly<Record<string, MockedInvocations>> {
  return Object.fromEntries(Object.entries(mocks).map(([state, attempts]) => [state, writeAttempts(state, attempts)]));
}

function writeAttempts(state: string, attempts: readonly MockedAttempts[]): MockedInvocations {
  let first = 0;
  const entries = attempts.map((each) => {
    const last = first + each.times - 1;
    const key = first === last ? String(first) : `${first}-${last}`;
    first = last + 1;
    return [key, writeOutcome(state, each)] as const;
  });
  return Object.fromEntries(entries);
}

function writeOutcome(state: string, { kind, answer, error, cause }: MockedAttempts): MockedOutcome {
  if (kind === "error") return { Throw: { Error: error, Cause: cause } };
  try {
    return { Return: JSON.parse(answer) };
  } catch {
    throw new Error(`mock of '${state}': the answer is no JSON, got '${answer.slice(0, 60)}'; correct it`);
  }
}

/** A mock file of Step Functions Local, as far as it is read here. */
interface MockFile {
  readonly StateMachines: Members;
  readonly MockedResponses: Members;
}
type Members = Readonly<Record<string, unknown>>;

/** A test case of a mock file. */
export interface TestCaseName {
  readonly machine: string;
  readonly testCase: string;
}

/** The mock file that has one test case, which holds these mocks. */
export function writeMockFile({ machine, testCase }: TestCaseName, mocks: Mocks): string {
  const written = writeMocks(mocks);
  const name = (state: string) => `${testCase} ${state}`;
  const file: MockFile = {
    StateMachines: {
      [machine]: {
        TestCases: { [testCase]: Object.fromEntries(Object.keys(written).map((state) => [state, name(state)])) },
      },
    },
    MockedResponses: Object.fromEntries(Object.entries(written).map(([state, response]) => [name(state), response])),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** The test cases of a mock file's text. @throws Error where it is none */
export function listTestCases(text: string): readonly TestCaseName[] {
  return Object.entries(parseMockFile(text).StateMachines).flatMap(([machine, described]) =>
    Object.keys(readMembers(described).TestCases ?? {}).map((testCase) => ({ machine, testCase })),
  );
}

/** The mocks of a test case. @throws Error where the file has none of that name, or a response that it does not hold */
export function readMockFile(text: string, { machine, testCase }: TestCaseName): Mocks {
  const { StateMachines: machines, MockedResponses: responses } = parseMockFile(text);
  const states = readMembers(readMembers(machines[machine]).TestCases)[testCase];
  if (!isObject(states)) throw new Error(`mock file: has no test case '${testCase}' of '${machine}'; choose another`);
  return Object.fromEntries(
    Object.entries(states).map(([state, name]) => {
      const response = responses[String(name)];
      if (!isObject(response))
        throw new Error(`mock file: has no response, got '${String(name)}' of '${state}'; add it`);
      return [state, readAttempts(response)];
    }),
  );
}

function parseMockFile(text: string): MockFile {
  const wrong = "expected StateMachines and MockedResponses, as Step Functions Local has them";
  try {
    const { StateMachines, MockedResponses } = readMembers(JSON.parse(text));
    if (isObject(StateMachines) && isObject(MockedResponses)) return { StateMachines, MockedResponses };
  } catch {
    throw new Error(`mock file: is no JSON, got '${text.slice(0, 40)}'; choose another`);
  }
  throw new Error(`mock file: ${wrong}, got '${text.slice(0, 40)}'; choose another`);
}

const isObject = (value: unknown): value is Members => typeof value === "object" && value !== null;

const readMembers = (value: unknown): Members => (isObject(value) ? value : {});

function readAttempts(response: Members): readonly MockedAttempts[] {
  const rows = Object.entries(response)
    .map(([key, outcome]) => ({ key, range: key.split("-").map(Number), outcome }))
    .toSorted((one, other) => (one.range[0] ?? 0) - (other.range[0] ?? 0));
  let next = 0;
  return rows.map(({ key, range: [first = 0, last = first], outcome }) => {
    if (first !== next || !(last >= first))
      throw new Error(`mock file: invocation ${next} is missing, got '${key}'; number them from 0 without a gap`);
    next = last + 1;
    return readOutcome(next - first, outcome);
  });
}

function readOutcome(times: number, outcome: unknown): MockedAttempts {
  const { Throw: thrown, Return: returned } = readMembers(outcome);
  if (isObject(thrown)) {
    const { Error: error = "", Cause: cause = "" } = thrown;
    return { ...NEW_ATTEMPTS, times, kind: "error", error: String(error), cause: String(cause) };
  }
  if (returned !== undefined) return { ...NEW_ATTEMPTS, times, answer: JSON.stringify(returned, null, 2) };
  const got = JSON.stringify(outcome).slice(0, 40);
  throw new Error(`mock file: a response neither returns nor throws, got ${got}; write it as {"Return": {}}`);
}
