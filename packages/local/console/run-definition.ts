import { randomUUID } from "node:crypto";
import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import { requireMockableStates, type TestCase } from "@sfn-websocket/languages/states-language/execution/mock-config";
import { parseMockedResponse } from "@sfn-websocket/languages/states-language/execution/mocked-response";
import type { RecordEvent } from "@sfn-websocket/languages/states-language/state-machine";
import { runInTurns } from "@sfn-websocket/languages/states-language/world/steps";
import { invalidDefinitionMessage } from "@sfn-websocket/languages/states-language/validation/validate-definition";
import type { Aws } from "../account/aws";
import { mockTasks } from "../account/mock-tasks";
import { wait } from "../clock";
import { createExecuteClock } from "../execute-clock";
import { parseExecutionInput } from "../stepfunctions/execution-input";
import { ExecutionTrail } from "../stepfunctions/execution-trail";
import { readDefinition } from "../stepfunctions/read-definition";
import type { StateMachine } from "../stepfunctions/resources";
import { runExecution } from "../stepfunctions/run-execution";
import type { ExecutionWorld } from "../stepfunctions/start-sync-execution";
import { StepFunctionsError } from "../stepfunctions/wire";
import { readExecutionTrace } from "../trace/read-execution";
import { AS_TEXT, weighTrail } from "../trace/weigh-trail";
import type { RunAnswer, RunRequest } from "./editor-api";
import { ConsoleProblem } from "./console-problem";
import { type Edited, fillEdited } from "./fill-definition";
import { watchPermissions } from "./watch-permissions";
import { createTasksOfRun } from "./tasks-of-run";

/** What a run may take. */
export interface RunLimits {
  /** Of this machine's time. */
  readonly milliseconds: number;
  /** Of its history. */
  readonly events: number;
  /** Runs at a time. */
  readonly runs: number;
  /** Characters of all data together. */
  readonly characters: number;
}

/** The events are those of a Standard workflow. @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html documented */
const LIMITS: RunLimits = { milliseconds: 60_000, events: 25_000, runs: 4, characters: 16 * 1024 * 1024 };

/** What a run is made of. */
export interface Run {
  readonly aws: Aws;
  readonly edited: Edited;
  readonly request: RunRequest;
  /** Aborts when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** @default one minute, 25,000 events, 4 runs at a time, 16 Mi characters */
  readonly limits?: Partial<RunLimits>;
}

let running = 0;

/**
 * Runs a definition once, in a world of its own: its waits pass faster, its tasks are mocked or done by what is served.
 *
 * @throws ConsoleProblem where it cannot be run, and where what it made is too much to be shown.
 */
export async function runDefinition(run: Run): Promise<RunAnswer> {
  const limits = { ...LIMITS, ...run.limits };
  const machine = await prepareMachine(run);
  const testCase = readMocks(run.request, machine);
  const input = readInput(run.request.input);
  if (running >= limits.runs)
    throw new ConsoleProblem(429, `run: too many at a time, got ${running + 1}; wait until one has ended`);
  running += 1;
  try {
    return await runMachine(run, { machine, testCase, input, limits });
  } finally {
    running -= 1;
  }
}

async function prepareMachine({ edited, request }: Run): Promise<StateMachine> {
  const { definition, problems } = fillEdited(edited);
  const { machine: served } = edited;
  const type = request.type ?? served?.type ?? "EXPRESS";
  if (problems[0] !== undefined) throw new ConsoleProblem(400, `definition: ${problems[0]}`);
  const { errors, prepared } = await runInTurns(readDefinition({ definition, type }));
  if (prepared === undefined) throw new ConsoleProblem(400, invalidDefinitionMessage(errors));
  const { name = "edited", roleArn = "" } = served ?? {};
  const stateMachineArn = served?.stateMachineArn ?? `arn:aws:states:us-east-1:123456789012:stateMachine:${name}`;
  return { name, definition, roleArn, type, stateMachineArn, creationDate: Date.now(), prepared };
}

function readMocks({ mocks = {} }: RunRequest, { definition }: StateMachine): TestCase {
  try {
    const states = Object.entries<Json>(mocks).map(([state, response]) => {
      if (isJsonObject(response)) return [state, parseMockedResponse(response, `mocks.${state}`, state)] as const;
      throw new Error(
        `mocks.${state}: not an object, got ${JSON.stringify(response)}; write what its invocations return, as {"0": {"Return": 1}}`,
      );
    });
    const testCase = { where: "mocks", states: new Map(states) };
    requireMockableStates(testCase, JSON.parse(definition) as JsonObject);
    return testCase;
  } catch (error) {
    throw new ConsoleProblem(400, (error as Error).message);
  }
}

function readInput(text: string): Json {
  try {
    return parseExecutionInput(text);
  } catch (error) {
    if (error instanceof StepFunctionsError) throw new ConsoleProblem(400, `input: ${error.message}`);
    throw error;
  }
}

interface Ready {
  readonly machine: StateMachine;
  readonly testCase: TestCase;
  readonly input: Json;
  readonly limits: RunLimits;
}

async function runMachine(run: Run, { machine, testCase, input, limits }: Ready): Promise<RunAnswer> {
  const { request, signal } = run;
  const { aws, list } = watchPermissions(run.aws);
  const clock = createExecuteClock(request.speed ?? 1);
  const stop = createStop(signal, limits);
  const world: ExecutionWorld = {
    now: clock.now,
    elapsed: clock.elapsed,
    wait: (milliseconds, waiting) => wait(clock, milliseconds, waiting),
    random: Math.random,
    uuid: randomUUID,
    runTask: mockTasks(new Map([[machine.name, testCase]]), createTasksOfRun(aws, run.edited.machine, clock)),
    log: () => undefined,
  };
  const name = randomUUID();
  const kind = machine.type === "EXPRESS" ? "express" : "execution";
  const executionArn = `${machine.stateMachineArn.replace(":stateMachine:", `:${kind}:`)}:${name}`;
  const trail = new ExecutionTrail({ keepsEvents: true, isMocked: (_, state) => testCase.states.has(state) });
  const startDate = clock.now();
  trail.begin({ machine, executionArn, name, input: request.input, startDate });
  try {
    const started = { machine, executionArn, name, input, startDate, record: stop.count, trail, signal: stop.signal };
    const outcome = await runExecution(started, world);
    const stopped = stop.why();
    trail.end({ ...(stopped === undefined ? outcome : { status: "ABORTED", cause: stopped }), stopDate: clock.now() });
  } finally {
    stop.end();
  }
  return { execution: render(trail, limits), permissions: list() };
}

function render(trail: ExecutionTrail, { characters }: RunLimits): RunAnswer["execution"] {
  // Time is up for whoever asks after the stop, and what happens then is nobody's.
  for (const { events } of [trail, ...(trail.iterations ?? [])])
    events.endBefore(({ timestamp }) => !Number.isFinite(timestamp));
  const weight = weighTrail(trail, AS_TEXT);
  const execution = weight > characters ? undefined : readExecutionTrace(trail);
  if (execution !== undefined) return execution;
  throw new ConsoleProblem(
    413,
    `run: its data is too much to be shown, got ${weight} characters; run it with less, or by npm run execute`,
  );
}

/** What ends a run before its own end: the page is gone, time is up, a loop goes on and on. */
function createStop(gone: AbortSignal, { milliseconds, events }: RunLimits) {
  const stop = new AbortController();
  let why: string | undefined;
  const end = (reason: string) => {
    why ??= reason;
    stop.abort();
  };
  const leave = () => end("The page does not wait for it any more.");
  gone.addEventListener("abort", leave, { once: true });
  if (gone.aborted) leave();
  const late = `The run was stopped after ${milliseconds / 1000} s of this machine's time; let time pass faster, or mock what takes long.`;
  const timer = setTimeout(() => end(late), milliseconds);
  let counted = 0;
  const takes = () => {
    counted += 1;
    if (counted > events) end(`The run was stopped after ${events} events, as AWS stops a Standard workflow.`);
    return false;
  };
  const count: RecordEvent = Object.assign(() => undefined, { takes });
  return {
    signal: stop.signal,
    count,
    why: () => why,
    end() {
      clearTimeout(timer);
      gone.removeEventListener("abort", leave);
    },
  };
}
