import { randomUUID } from "node:crypto";
import { findJson, isJsonObject, type JsonObject } from "@sfn-websocket/languages/json";
import { suggestName } from "@sfn-websocket/languages/nearest-name";
import { TaskFailure } from "@sfn-websocket/languages/states-language/values/errors";
import {
  testState,
  type TestStateAnswer,
  type TestStateRequest,
  TestStateRefusal,
} from "@sfn-websocket/languages/states-language/test-state/test-state";
import { listInnerMachines, listStates } from "@sfn-websocket/languages/states-language/validation/inner-machines";
import { STATUS } from "@sfn-websocket/run/command";
import { VirtualTime } from "../conformance/virtual-time";
import { indentJson } from "../smoke/indent-json";
import type { TestStateOptions } from "./options";

/** Where the command writes. */
export interface Output {
  /** Writes a line for what reads the command's output. */
  readonly print: (line: string) => void;
  /** Writes a line for the developer. */
  readonly log: (line: string) => void;
  /** Whether somebody reads it on a terminal. */
  readonly isTerminal: boolean;
}

/** An AWS account and region of documentation: nothing in a test depends on them. */
const ACCOUNT = { partition: "aws", region: "us-east-1", accountId: "123456789012" } as const;

/** Tests the state, prints what TestState answers, and resolves to the exit status. */
export async function runTestState({ file, request }: TestStateOptions, output: Output): Promise<number> {
  const time = new VirtualTime(Date.now());
  const answer = testState(request, {
    ...ACCOUNT,
    now: () => time.now,
    wait: (milliseconds, signal) => time.wait(milliseconds, signal),
    random: Math.random,
    uuid: randomUUID,
    runTask: async ({ resource }) => {
      const cause = `This command calls no service, got the resource '${resource}'; give the result with --mock.`;
      throw new TaskFailure("States.Runtime", cause);
    },
    note: (text) => output.log(`note: ${file}: ${text}`),
  });
  try {
    return printAnswer(await time.settle(answer), output);
  } catch (thrown) {
    if (!(thrown instanceof TestStateRefusal)) throw thrown;
    output.log(`error: ${file}: ${thrown.code}: ${thrown.message}${adviseState(request)}`);
    return STATUS.refused;
  }
}

/** What to do where no state is named of a machine, or one that it does not have; "" elsewhere. */
function adviseState({ definition, stateName }: TestStateRequest): string {
  const machine = findJson(definition);
  const names = isJsonObject(machine) ? listStateNames(machine) : [];
  if (names.length === 0 || (stateName !== undefined && names.includes(stateName))) return "";
  const all = names.join(", ");
  if (stateName === undefined) return `; it is a state machine: name a state by --state, there are ${all}`;
  return `; ${suggestName(stateName, names, `there are ${all}`)}`;
}

/** The names of all states, those within Map and Parallel states too. */
const listStateNames = (machine: JsonObject): readonly string[] =>
  listStates(machine, "").flatMap(([name, state]) => [
    name,
    ...listInnerMachines(state, "").flatMap(([inner]) => listStateNames(inner)),
  ]);

function printAnswer(answer: TestStateAnswer, { print, isTerminal }: Output): number {
  print(isTerminal ? describeAnswer(answer).join("\n") : JSON.stringify(answer));
  return answer.status === "SUCCEEDED" || answer.status === "CAUGHT_ERROR" ? STATUS.done : STATUS.no;
}

/** One member a line, JSON indented below its name; control characters stay escaped, as JSON has them. */
function describeAnswer({ inspectionData, ...answer }: TestStateAnswer): string[] {
  const { status, nextState, error, cause, output } = answer;
  return [
    `status     ${status}`,
    ...(nextState === undefined ? [] : [`next       ${showText(nextState)}`]),
    ...(error === undefined ? [] : [`error      ${showText(error)}`]),
    ...(cause === undefined ? [] : [`cause      ${showText(cause)}`]),
    ...(output === undefined ? [] : ["output", indent(indentJson(output))]),
    ...Object.entries(inspectionData ?? {}).flatMap(([name, value]) => [
      name,
      indent(typeof value === "string" ? indentJson(value) : JSON.stringify(value)),
    ]),
  ];
}

function indent(text: string): string {
  return text.replace(/^/gm, "  ");
}

/** A text without what could steer the terminal. */
function showText(text: string): string {
  return text.replace(/[\0-\x1f\x7f-\x9f]/g, (character) => JSON.stringify(character).slice(1, -1));
}
