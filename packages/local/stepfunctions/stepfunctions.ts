import { type Json, readOwn, requireJson } from "@sfn-websocket/languages/json";
import type { Steps } from "@sfn-websocket/languages/states-language/world/steps";
import { andThen, orElse } from "@sfn-websocket/languages/and-then";
import { createUnusedLog, findUnused } from "../protocols/unused-members";
import type { Action, Actions, ActionStore } from "./action";
import { ALIAS_ACTIONS } from "./alias-actions";
import { countDraws } from "./count-draws";
import { createAlias, type CreateAliasRequest } from "./aliases";
import { authorizeCall } from "./authorize-call";
import { DEFINITION_ACTIONS } from "./definition-actions";
import { EXECUTION_ACTIONS } from "./execution-actions";
import { openLog } from "./execution-log";
import { createExecutionStore, whenEnded } from "./execution-store";
import { type Definition, readDefinition, type ReadDefinition } from "./read-definition";
import type { CreateStateMachineRequest, StateMachine, StateMachineAlias, StateMachineVersion } from "./resources";
import { standInForVersions } from "./stand-in-versions";
import { readStartSyncExecution, startSyncExecution, type StartSyncExecutionRequest } from "./start-sync-execution";
import { exportState, importState } from "./state";
import { STATE_MACHINE_ACTIONS } from "./state-machine-actions";
import { requireTarget, type StateMachineStore } from "./state-machine-store";
import { createStateMachine } from "./state-machines";
import { requireStateMachineKey } from "./state-machine-key";
import { TAG_ACTIONS } from "./tags";
import { TASK_TOKEN_ACTIONS } from "./task-token-actions";
import { createTaskTokens, type TaskTokens } from "./task-tokens";
import { readTraceHeader } from "./trace-header";
import { VERSION_ACTIONS } from "./version-actions";
import { listVersions } from "./versions";
import { notOfThisType, type StepFunctionsAnswer, StepFunctionsError } from "./wire";
import type { Caller, StepFunctionsWorld } from "./world";

/** An answer of an action, and what whoever serves it wants to know of it. */
export interface CallAnswer extends StepFunctionsAnswer {
  /** True if state machines, versions, aliases or tags have changed. @default false */
  readonly mutates?: boolean;
  /** The name of the action, where there is none of that name. */
  readonly unknown?: string;
}

/** Step Functions in one account and region. */
export interface StepFunctions {
  /** Validates and prepares a definition in steps, so that a machine that has it can be created at once. */
  readDefinition(definition: Definition): Steps<void>;
  /** @throws StepFunctionsError, with AWS's code and text, such as InvalidDefinition with AWS's diagnostics. */
  createStateMachine(request: CreateStateMachineRequest): StateMachine;
  stateMachines(): readonly StateMachine[];
  /** Numbers the versions of a machine that is created later above `latest`, which AWS has published. */
  reserveVersions(machineName: string, latest: number): void;
  /** Returns the version of a machine with the highest number, undefined where none was published. */
  findLatestVersion(stateMachineArn: string): StateMachineVersion | undefined;
  /**
   * Creates an alias; a machine's present definition stands in for versions that it does not have here, and the log says so.
   *
   * @throws StepFunctionsError as AWS refuses it.
   */
  createStateMachineAlias(request: CreateAliasRequest): StateMachineAlias;
  /**
   * Answers an action of the API, its errors included, as AWS does: at once if nothing has to wait. Never throws or
   * rejects. `body` is the request's JSON text.
   */
  call(action: string, body: string, caller: Caller): CallAnswer | Promise<CallAnswer>;
  /** The tasks that wait for a report. */
  readonly taskTokens: TaskTokens;
  /** Resolves when an execution of a Standard workflow has ended, at once for one that is not kept. */
  whenEnded(executionArn: string): Promise<void>;
  /** All resources, for importState; executions are not among them. */
  exportState(): Json;
  importState(state: Json): void;
}

export function createStepFunctions(lent: StepFunctionsWorld): StepFunctions {
  const world = countDraws(lent);
  const executions = createExecutionStore();
  const tokens = createTaskTokens();
  const store: ActionStore = { world, machines: new Map(), reservedVersions: new Map(), executions, tokens };
  const logUnused = createUnusedLog("Step Functions", world.log);
  const read = new Map<string, ReadDefinition>();
  return {
    *readDefinition(definition) {
      read.set(definition.definition, yield* readDefinition(definition));
    },
    createStateMachine: (request) => createStateMachine(store, request, read.get(request.definition)).machine,
    stateMachines: () => [...store.machines.values()].map(({ machine }) => machine),
    reserveVersions: (name, latest) =>
      void store.reservedVersions.set(name, Math.max(latest, store.reservedVersions.get(name) ?? 0)),
    findLatestVersion: (stateMachineArn) => listVersions(store, stateMachineArn)[0],
    createStateMachineAlias(request) {
      standInForVersions(store, request);
      return createAlias(store, request);
    },
    call(name, body, caller) {
      const action = readOwn(ACTIONS, name);
      if (action === undefined)
        return { status: 400, body: new StepFunctionsError("UnknownOperationException", "").body, unknown: name };
      return settle(action, { name, world }, () => {
        const request = requireJson(body, () => new StepFunctionsError("SerializationException", ""));
        const unused = findUnused(request, action.members);
        if (unused.length > 0) logUnused(name, unused);
        return action.answer(store, request, { name, caller });
      });
    },
    taskTokens: tokens,
    whenEnded: (executionArn) => whenEnded(executions, executionArn),
    exportState: () => exportState(store),
    importState: (state) => importState(store, state),
  };
}

interface Called {
  readonly name: string;
  readonly world: StepFunctionsWorld;
}

/** Answers with what an action gives, at once where it does, or with its error. */
function settle(
  action: Action,
  { name, world }: Called,
  run: () => string | Promise<string>,
): CallAnswer | Promise<CallAnswer> {
  return orElse<CallAnswer>(
    () => andThen(run(), (text) => succeed(text, action)),
    (error) => fail(error, name, world),
  );
}

function succeed(body: string, { mutates }: Action): CallAnswer {
  return mutates ? { status: 200, body, mutates } : { status: 200, body };
}

function fail(error: unknown, name: string, world: StepFunctionsWorld): CallAnswer {
  if (error instanceof StepFunctionsError) return { status: 400, body: error.body };
  world.log(`Step Functions: ${name} failed: ${error instanceof Error ? error.stack : String(error)}`);
  return { status: 500, body: new StepFunctionsError("InternalFailure", "").body };
}

/** The API's actions, by name. */
export const ACTIONS: Actions = {
  StartSyncExecution: {
    members: { stateMachineArn: {}, input: {}, name: {}, traceHeader: {}, includedData: {} },
    answer: (store, body, { caller }) => answerStartSyncExecution(store, body, caller),
  },
  ...STATE_MACHINE_ACTIONS,
  ...VERSION_ACTIONS,
  ...ALIAS_ACTIONS,
  ...TAG_ACTIONS,
  ...EXECUTION_ACTIONS,
  ...TASK_TOKEN_ACTIONS,
  ...DEFINITION_ACTIONS,
};

function answerStartSyncExecution(store: StateMachineStore, body: Json, caller: Caller): string | Promise<string> {
  const request = readStartSyncExecution(body);
  const { stateMachineArn, input, name, includedData } = request;
  authorizeCall(caller, "StartSyncExecution", stateMachineArn);
  const { machine } = requireTarget(store, stateMachineArn);
  if (machine.type !== "EXPRESS") throw notOfThisType();
  requireStateMachineKey(store, machine);
  const traceHeader = readTraceHeader({ http: caller.traceHeader, request: request.traceHeader }, machine);
  const trail = caller.trail ?? store.world.follow?.();
  return startLogged(machine, { stateMachineArn, input, name, includedData, traceHeader, trail }, store.world);
}

/** An execution whose machine logs nothing takes no other way than one that nobody could log. */
function startLogged(
  machine: StateMachine,
  request: StartSyncExecutionRequest,
  world: StepFunctionsWorld,
): string | Promise<string> {
  const log = openLog(machine, world);
  if (log === undefined) return startSyncExecution(machine, request, world);
  const { now, elapsed, wait, random, uuid, runTask, draws } = world;
  const logged = { now, elapsed, wait, random, uuid, runTask, draws, record: log.record, log: world.log };
  return andThen(startSyncExecution(machine, request, logged), (answer) => {
    log.flush(() => String(JSON.parse(answer).executionArn));
    return answer;
  });
}
