import type { ExecutionTrace, Trace } from "@sfn-websocket/local/trace/trace";
import { isJson } from "../../components/indent-json";
import { type Invocation, listInvocations } from "../list-invocations";
import { type CopyText, refuseCut, refuseLeftOut, writeOnOneLine } from "./copy-text";

/**
 * Returns the execution as a case of `npm run conformance`, one line of a `.jsonl` file: the definition, the input, what the
 * tasks returned, and the outcome.
 */
export function writeConformanceCase({ id, execution }: Trace): CopyText {
  if (execution === undefined) return { refused: "conformance case: no workflow ran" };
  if (!["SUCCEEDED", "FAILED", "TIMED_OUT"].includes(execution.status))
    return { refused: `conformance case: the execution has not ended by itself, got ${execution.status}` };
  const problem = refuseTexts(execution);
  if (problem !== undefined) return { refused: problem };
  const invocations = listInvocations(execution);
  const members = {
    id: JSON.stringify(`trace ${id}/${execution.stateMachineArn.split(":")[6]}`),
    type: JSON.stringify(execution.executionArn.split(":")[5] === "express" ? "EXPRESS" : "STANDARD"),
    definition: writeOnOneLine(execution.definition),
    input: writeOnOneLine(execution.input.text),
    ...(invocations.length > 0 && { tape: `[${invocations.map(writeTapeEntry).join(", ")}]` }),
    expect: writeExpected(execution, invocations),
  };
  return { text: `${writeObject(members)}\n` };
}

function refuseTexts(execution: ExecutionTrace): string | undefined {
  const { definition, input, output } = execution;
  const leftOut = refuseLeftOut("conformance case", execution);
  if (leftOut !== undefined) return leftOut;
  if (!isJson(definition)) return "conformance case: the definition is not JSON";
  return refuseCut("the execution's input", input) ?? (output && refuseCut("the execution's output", output));
}

function writeObject(members: Readonly<Record<string, string>>): string {
  return `{${Object.entries(members)
    .map(([name, json]) => `${JSON.stringify(name)}: ${json}`)
    .join(", ")}}`;
}

function writeTapeEntry(invocation: Invocation): string {
  return writeObject({ state: JSON.stringify(invocation.state), result: writeResult(invocation) });
}

/** What had not answered when the execution ended does not answer in the case either. */
function writeResult({ endedAt, output, error, cause }: Invocation): string {
  if (endedAt === undefined) return '{"hang": true}';
  if (output !== undefined) return writeObject({ output: writeOnOneLine(output) });
  return writeObject({
    error: JSON.stringify(error ?? null),
    ...(cause !== undefined && { cause: JSON.stringify(cause) }),
  });
}

function writeExpected(execution: ExecutionTrace, invocations: readonly Invocation[]): string {
  const { status, output, error, cause } = execution;
  const mask = createMask(execution, invocations);
  return writeObject({
    status: JSON.stringify(status),
    ...(output && { output: mask(writeOnOneLine(output.text)) }),
    ...(error !== undefined && { error: JSON.stringify(error) }),
    ...(cause !== undefined && { cause: mask(JSON.stringify(cause)) }),
  });
}

const UUID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g;

/**
 * What an execution is given anew each time is masked as the recordings mask it, by `<word>`: its ARN and name, its state
 * machine's, and the UUIDs that it made: those that neither its input has nor a task gave that was not told them.
 */
function createMask(execution: ExecutionTrace, invocations: readonly Invocation[]): (json: string) => string {
  const { executionArn, name, stateMachineArn, input, definition } = execution;
  const given = input.text + definition;
  const answers = invocations.map(({ output = "", cause = "" }) => output + cause).join("\n");
  const requests = invocations.map(({ request = "" }) => request).join("\n");
  const isGiven = (uuid: string) => given.includes(uuid) || (answers.includes(uuid) && !requests.includes(uuid));
  const own = [
    ["<execution-arn>", executionArn],
    ["<state-machine-arn>", stateMachineArn],
    ["<execution-name>", name],
  ] as const;
  const masks = own.filter(([, value]) => value !== "" && !given.includes(value));
  return (json) =>
    masks
      .reduce((text, [mask, value]) => text.replace(matchWhole(value), mask), json)
      .replace(UUID, (uuid) => (isGiven(uuid) ? uuid : "<uuid>"));
}

/** Matches a name where it is no part of a longer one. */
function matchWhole(name: string): RegExp {
  return new RegExp(`(?<![\\w-])${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\w-])`, "g");
}
