import type { ExecutionTrace, Trace } from "@sfn-websocket/local/trace/trace";
import { isJson } from "../../components/indent-json";
import { groupByState, type Invocation, listInvocations } from "../list-invocations";
import { type CopyText, refuseLeftOut, writeOnOneLine } from "./copy-text";

/**
 * Returns a mock file of Step Functions Local in which the trace is a test case: each of its Task states answers, attempt
 * by attempt, as it did then.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/sfn-local-mock-cfg-file.html
 */
export function writeMockCase({ id, execution }: Trace): CopyText {
  if (execution === undefined) return { refused: "mock file: no workflow ran" };
  const leftOut = refuseLeftOut("mock file", execution);
  if (leftOut !== undefined) return { refused: leftOut };
  const states = groupByState(listInvocations(execution));
  if (states.size === 0) return { refused: "mock file: no Task state was called" };
  const unanswered = [...states.values()].flat().find((invocation) => !hasAnswer(invocation));
  if (unanswered)
    return { refused: `mock file: cannot say that a task does not answer, got state '${unanswered.state}'` };
  const testCase = `Trace${id}`;
  const names = [...states.keys()].map((state) => [state, `${testCase}: ${state}`] as const);
  const responses = names.map(([state, name]) => member(4, name, writeResponse(states.get(state) ?? [])));
  return { text: writeFile(nameStateMachine(execution), testCase, { names, responses }) };
}

function hasAnswer({ endedAt, output }: Invocation): boolean {
  return endedAt !== undefined && (output === undefined || isJson(output));
}

/** An execution's own name for its state machine is not it: its ARN says which one it is. */
function nameStateMachine({ stateMachineArn }: ExecutionTrace): string {
  return stateMachineArn.split(":")[6] ?? stateMachineArn;
}

interface Parts {
  readonly names: readonly (readonly [state: string, response: string])[];
  readonly responses: readonly string[];
}

function writeFile(stateMachine: string, testCase: string, { names, responses }: Parts): string {
  const states = names.map(([state, name]) => member(10, state, JSON.stringify(name)));
  return [
    "{",
    '  "StateMachines": {',
    `    ${JSON.stringify(stateMachine)}: {`,
    '      "TestCases": {',
    `        ${JSON.stringify(testCase)}: {`,
    states.join(",\n"),
    "        }",
    "      }",
    "    }",
    "  },",
    '  "MockedResponses": {',
    responses.join(",\n"),
    "  }",
    "}",
    "",
  ].join("\n");
}

function member(indentation: number, name: string, json: string): string {
  return `${" ".repeat(indentation)}${JSON.stringify(name)}: ${json}`;
}

/** Equal answers that follow each other are one range. */
function writeResponse(invocations: readonly Invocation[]): string {
  const ranges: { first: number; last: number; readonly outcome: string }[] = [];
  for (const [index, invocation] of invocations.entries()) {
    const [outcome, before] = [writeOutcome(invocation), ranges.at(-1)];
    if (before?.outcome === outcome) before.last = index;
    else ranges.push({ first: index, last: index, outcome });
  }
  const members = ranges.map(
    ({ first, last, outcome }) => `"${first === last ? first : `${first}-${last}`}": ${outcome}`,
  );
  return `{ ${members.join(", ")} }`;
}

/** The numbers of an output keep their digits, because its text is not read. */
function writeOutcome({ output, error = "", cause = "" }: Invocation): string {
  if (output !== undefined) return `{ "Return": ${writeOnOneLine(output)} }`;
  return `{ "Throw": { "Error": ${JSON.stringify(error)}, "Cause": ${JSON.stringify(cause)} } }`;
}
