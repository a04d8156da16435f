import { randomUUID } from "node:crypto";
import { TaskFailure } from "@sfn-websocket/languages/states-language/errors";
import type { HistoryEvent } from "@sfn-websocket/languages/states-language/history";
import { parseMockConfig, requireTestCase } from "@sfn-websocket/languages/states-language/mock-config";
import { substituteDefinition } from "@sfn-websocket/languages/states-language/substitution-options";
import {
  type Diagnostic,
  validateDefinition,
} from "@sfn-websocket/languages/states-language/validation/validate-definition";
import { type Clock, wait } from "../clock";
import type { ExecuteOptions } from "./execute-options";
import { mockTasks, type TestCases } from "../account/mock-tasks";
import { requireText } from "../require-text";
import type { StateMachine } from "../stepfunctions/resources";
import { readStartSyncExecution, startSyncExecution } from "../stepfunctions/start-sync-execution";
import { createStepFunctions, type StepFunctionsWorld } from "../stepfunctions/stepfunctions";
import { printDate, StepFunctionsError } from "../stepfunctions/wire";
import type { RunTask } from "../account/tasks";

/** What the command is lent. */
export interface Terminal {
  readonly clock: Clock;
  /** Returns a file's text; throws where there is none. */
  readonly readFile: (path: string) => string;
  /** Resolves to all that standard input holds. */
  readonly readStandardInput: () => Promise<string>;
  /** Writes a line for what reads the command's output. */
  readonly print: (line: string) => void;
  /** Writes a line for the developer. */
  readonly log: (line: string) => void;
}

/** An AWS account and region of documentation: nothing in an execution depends on them. */
const ACCOUNT = { partition: "aws", region: "us-east-1", accountId: "123456789012" } as const;

/**
 * Runs the workflow once, prints StartSyncExecution's answer, an error of the API included, and resolves to the exit
 * status: 0 when it SUCCEEDED, 1 when not, 2 with AWS's diagnostics for an invalid definition.
 *
 * @throws Error in the developer form for a file that cannot be read, or a mock file that does not fit.
 */
export async function executeWorkflow(options: ExecuteOptions, terminal: Terminal): Promise<number> {
  const text = requireText(options.file, () => terminal.readFile(options.file));
  const definition = substituteDefinition(options.file, text, options.substitutions);
  const diagnostics = validateDefinition(definition, { type: options.type });
  for (const diagnostic of diagnostics) terminal.log(describeDiagnostic(options.file, diagnostic));
  if (diagnostics.some(({ severity }) => severity === "ERROR")) return 2;
  const testCases = readTestCases(options, definition, terminal);
  const world = createWorld(options, mockTasks(testCases, refuseTask), terminal);
  const stateMachine = createStepFunctions(world).createStateMachine({
    name: options.name,
    definition,
    roleArn: `arn:${ACCOUNT.partition}:iam::${ACCOUNT.accountId}:role/${options.name}`,
    type: options.type,
  });
  const input = options.input === "-" ? await terminal.readStandardInput() : options.input;
  return printAnswer(await answer(stateMachine, input, world), terminal);
}

/** Fails every task that is not mocked: the services that tasks call are there with `npm start`. */
const refuseTask: RunTask = async (_, { resource, state }) => {
  throw new TaskFailure(
    "States.Runtime",
    `This command calls no service, got the resource '${resource}' of the state '${state}'; mock it with --mock, or run the workflow with npm start.`,
  );
};

async function answer(stateMachine: StateMachine, input: string, world: StepFunctionsWorld): Promise<string> {
  try {
    const { stateMachineArn } = stateMachine;
    return await startSyncExecution(stateMachine, readStartSyncExecution({ stateMachineArn, input }), world);
  } catch (error) {
    if (error instanceof StepFunctionsError) return error.body;
    throw error;
  }
}

function printAnswer(text: string, { print }: Terminal): number {
  print(text);
  return JSON.parse(text).status === "SUCCEEDED" ? 0 : 1;
}

function createWorld(
  { history }: ExecuteOptions,
  runTask: StepFunctionsWorld["runTask"],
  terminal: Terminal,
): StepFunctionsWorld {
  const { clock, print } = terminal;
  return {
    ...ACCOUNT,
    now: clock.now,
    wait: (milliseconds, signal) => wait(clock, milliseconds, signal),
    random: Math.random,
    uuid: randomUUID,
    runTask,
    record: history ? (event) => print(printHistoryEvent(event)) : undefined,
    // The answer itself says what failed.
    log: () => undefined,
  };
}

function readTestCases({ mock, name }: ExecuteOptions, definition: string, terminal: Terminal): TestCases {
  if (mock === undefined) return new Map();
  const config = parseMockConfig(
    requireText(mock.file, () => terminal.readFile(mock.file)),
    mock.file,
  );
  const wanted = { name: mock.testCase, stateMachine: name, definition: JSON.parse(definition) };
  return new Map([[name, requireTestCase(config, wanted)]]);
}

function describeDiagnostic(file: string, { severity, code, message, location }: Diagnostic): string {
  return `${severity.toLowerCase()}: ${file}: ${location ?? "/"}: ${code}: ${message}`;
}

/** An event as GetExecutionHistory prints it. @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html */
function printHistoryEvent({ timestamp, type, id, previousEventId, detailsField, details }: HistoryEvent): string {
  const members = { type, id, previousEventId, ...(detailsField !== undefined && { [detailsField]: details }) };
  return `{"timestamp":${printDate(timestamp)},${JSON.stringify(members).slice(1)}`;
}
