import type { Json } from "@sfn-websocket/languages/json";
import { randomUUID } from "node:crypto";
import type { Style } from "@sfn-websocket/run/terminal";
import { TaskFailure } from "@sfn-websocket/languages/states-language/values/errors";
import type { HistoryEvent } from "@sfn-websocket/languages/states-language/world/history-event";
import { substituteDefinition } from "@sfn-websocket/languages/states-language/substitution-options";
import { adviseOn } from "@sfn-websocket/languages/states-language/validation/advise";
import {
  type ExplainedDiagnostic,
  explainDiagnostics,
} from "@sfn-websocket/languages/states-language/validation/explain-diagnostics";
import { validateDefinition } from "@sfn-websocket/languages/states-language/validation/validate-definition";
import { findMocks } from "../account/follow";
import { mockTasks } from "../account/mock-tasks";
import type { RunTask } from "../account/tasks";
import { type Clock, wait } from "../clock";
import { requireText } from "../require-text";
import type { StateMachine } from "../stepfunctions/resources";
import { readStartSyncExecution, startSyncExecution } from "../stepfunctions/start-sync-execution";
import { createStepFunctions } from "../stepfunctions/stepfunctions";
import type { StepFunctionsWorld } from "../stepfunctions/world";
import { printDate, StepFunctionsError } from "../stepfunctions/wire";
import type { SynthesizedStack } from "../terraform/synthesized";
import { ExecutionTrail } from "../stepfunctions/execution-trail";
import { printExecution } from "../trace/print-execution";
import { printExecutionTrace } from "../trace/print-trace";
import { readExecutionTrace } from "../trace/read-execution";
import { callsServices } from "./calls-services";
import { type ExecuteAccount, openAccount } from "./execute-account";
import type { ExecuteClock } from "../execute-clock";
import { readTestCases } from "./execute-mocks";
import type { ExecuteOptions } from "./execute-options";
import { listMachinesOf } from "../stepfunctions/find-machine";
import { readMockConfig } from "./mock-options";
import { describeUnused } from "./unused-options";

/** What the command is lent. */
export interface Terminal {
  readonly clock: Clock & Partial<ExecuteClock>;
  /** Returns a file's text; throws where there is none. */
  readonly readFile: (path: string) => string;
  /** Resolves to all that standard input holds. */
  readonly readStandardInput: () => Promise<string>;
  /** Writes a line for what reads the command's output. */
  readonly print: (line: string) => void;
  /** Writes a line for the developer. */
  readonly log: (line: string) => void;
  /** Resolves to the stacks that the project synthesizes. @default there is no project */
  readonly readProject?: () => Promise<readonly SynthesizedStack[]>;
  /** How the execution is drawn. @default the answer is printed as JSON */
  readonly style?: Style;
}

/** An AWS account and region of documentation, for a workflow that no stack has. */
const ACCOUNT = { partition: "aws", region: "us-east-1", accountId: "123456789012" } as const;

/**
 * Runs the workflow once, prints StartSyncExecution's answer, an error of the API included, and resolves to the exit
 * status: 0 when it SUCCEEDED, 1 when not, 2 with AWS's diagnostics for an invalid definition. A workflow that calls
 * services runs in the AWS that the project's stacks make, by the role that they give it.
 *
 * @throws Error in the developer form for a file that cannot be read, or a mock file that does not fit.
 */
export async function executeWorkflow(options: ExecuteOptions, terminal: Terminal): Promise<number> {
  const text = requireText(options.file, () => terminal.readFile(options.file));
  const account = await findAccount(options, text, terminal);
  try {
    return await execute({ options, text, terminal, account });
  } finally {
    await account?.close();
  }
}

interface Run {
  readonly options: ExecuteOptions;
  /** The definition's file. */
  readonly text: string;
  readonly terminal: Terminal;
  readonly account: ExecuteAccount | undefined;
}

async function execute({ options, text, terminal, account }: Run): Promise<number> {
  const deployed = chooseDeployed(options, listMachinesOf(text, account?.stateMachines ?? []), terminal);
  const isOwn = deployed === undefined || Object.keys(options.substitutions).length > 0;
  const definition = isOwn ? substituteDefinition(options.file, text, options.substitutions) : deployed.definition;
  const type = options.type ?? deployed?.type ?? "EXPRESS";
  const diagnostics = explainDiagnostics(JSON.parse(definition) as Json, validateDefinition(definition, { type }));
  for (const diagnostic of diagnostics) terminal.log(describeDiagnostic(options.file, diagnostic));
  if (diagnostics.some(({ severity }) => severity === "ERROR")) return 2;
  const name = deployed?.name ?? options.name;
  const testCases = readTestCases(options, { name, definition }, terminal.readFile);
  const input = await readInput(options, terminal);
  for (const line of describeUnused(options, { text: definition + input, account, deployed })) terminal.log(line);
  const world = createWorld({ options, terminal, deployed }, mockTasks(testCases, runTasks(account, terminal)));
  const stateMachine = createStepFunctions(world).createStateMachine({
    name,
    definition,
    roleArn: deployed?.roleArn ?? account?.createRole(name) ?? `arn:aws:iam::${ACCOUNT.accountId}:role/${name}`,
    type,
  });
  const trail = new ExecutionTrail({ keepsEvents: true, isMocked: findMocks(testCases) });
  const answered = await answer(stateMachine, { input, trail }, world);
  terminal.print(printAnswer(answered, { trail, isTraced: options.isTraced, style: terminal.style }));
  return JSON.parse(answered).status === "SUCCEEDED" ? 0 : 1;
}

interface Printing {
  readonly trail: ExecutionTrail;
  readonly isTraced: boolean;
  readonly style: Style | undefined;
}

/** Of an execution that was not started there is no trace, and the error of the API is printed. */
function printAnswer(answered: string, { trail, isTraced, style }: Printing): string {
  const trace = isTraced || style ? readExecutionTrace(trail) : undefined;
  if (isTraced && trace) return style ? printExecutionTrace(trace, style).trimEnd() : JSON.stringify(trace);
  return style ? printExecution(trace ?? { states: [] }, JSON.parse(answered), style).trimEnd() : answered;
}

/** The AWS that the workflow calls; undefined where it calls none, or where there is none to be made. */
async function findAccount(
  options: ExecuteOptions,
  text: string,
  { readFile, readProject, clock, log }: Terminal,
): Promise<ExecuteAccount | undefined> {
  const { functions, forwards, unusedForwards, mock } = options;
  if (!callsServices(text, mock && readMockConfig(mock, readFile), options)) return undefined;
  for (const line of unusedForwards) log(line);
  const hasServices = functions.size > 0 || forwards.size > 0;
  if (readProject === undefined && !hasServices) return undefined;
  const open = (stacks: readonly SynthesizedStack[]) => openAccount({ stacks, functions, forwards, clock, log });
  try {
    return await open((await readProject?.()) ?? []);
  } catch (error) {
    log(`warning: the stacks cannot be read, and the workflow runs without them\n${(error as Error).message}`);
    return hasServices ? open([]) : undefined;
  }
}

/** The machine that the stacks make of the file; says which where they make several of it. */
function chooseDeployed(
  { file, name }: ExecuteOptions,
  machines: readonly StateMachine[],
  { log }: Terminal,
): StateMachine | undefined {
  const [first] = machines;
  const chosen = machines.find((machine) => machine.name === name) ?? first;
  if (machines.length > 1)
    log(
      `note: ${file}: is the workflow of ${machines.map((each) => each.name).join(", ")}; runs as ${chosen?.name}, --name chooses another`,
    );
  return chosen;
}

/** Runs tasks by the account's services, which take as long as they take; without one, fails every task. */
function runTasks(account: ExecuteAccount | undefined, { clock }: Terminal): RunTask {
  if (account === undefined) return failTask;
  const { runTask } = account;
  return (machine, task) => clock.during?.(runTask(machine, task)) ?? runTask(machine, task);
}

/** Fails every task that is not mocked: where there is no project, there are no services. */
const failTask: RunTask = async (_, { resource, state }) => {
  throw new TaskFailure(
    "States.Runtime",
    `This command calls no service, got the resource '${resource}' of the state '${state}'; mock it with --mock, or run the workflow with npm start.`,
  );
};

/** The input's text: of the line, of standard input, or of a file. */
async function readInput({ input }: ExecuteOptions, terminal: Terminal): Promise<string> {
  if (input === "-") return terminal.readStandardInput();
  if (!input.startsWith("@")) return input;
  const file = input.slice(1);
  return requireText(file, () => terminal.readFile(file));
}

interface Started {
  readonly input: string;
  readonly trail: ExecutionTrail;
}

async function answer(
  stateMachine: StateMachine,
  { input, trail }: Started,
  world: StepFunctionsWorld,
): Promise<string> {
  try {
    const { stateMachineArn } = stateMachine;
    const request = { ...readStartSyncExecution({ stateMachineArn, input }), trail };
    return await startSyncExecution(stateMachine, request, world);
  } catch (error) {
    if (error instanceof StepFunctionsError) return error.body;
    throw error;
  }
}

interface Told {
  readonly options: ExecuteOptions;
  readonly terminal: Terminal;
  readonly deployed: StateMachine | undefined;
}

/** Where the machine runs: what its tasks call is in the same region. */
function placeOf(deployed: StateMachine | undefined): Pick<StepFunctionsWorld, "partition" | "region" | "accountId"> {
  const [, partition = ACCOUNT.partition, , region = ACCOUNT.region] = deployed?.stateMachineArn.split(":") ?? [];
  return { ...ACCOUNT, partition, region };
}

function createWorld(
  { options, terminal, deployed }: Told,
  runTask: StepFunctionsWorld["runTask"],
): StepFunctionsWorld {
  const { clock, print } = terminal;
  return {
    ...placeOf(deployed),
    now: clock.now,
    elapsed: clock.elapsed,
    wait: (milliseconds, signal) => wait(clock, milliseconds, signal),
    random: Math.random,
    uuid: randomUUID,
    runTask,
    record: options.history ? (event) => print(printHistoryEvent(event)) : undefined,
    // The answer itself says what failed.
    log: () => undefined,
  };
}

function describeDiagnostic(file: string, found: ExplainedDiagnostic): string {
  const { severity, code, message, location = "/" } = found;
  const advice = severity === "ERROR" ? `; ${adviseOn(found)}` : "";
  return `${severity.toLowerCase()}: ${file}: ${location}: ${code}: ${message}${advice}`;
}

/** An event as GetExecutionHistory prints it. @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html */
function printHistoryEvent({ timestamp, type, id, previousEventId, detailsField, details }: HistoryEvent): string {
  const members = { type, id, previousEventId, ...(detailsField !== undefined && { [detailsField]: details }) };
  return `{"timestamp":${printDate(timestamp)},${JSON.stringify(members).slice(1)}`;
}
