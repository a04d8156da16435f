import { prepareStateMachine } from "../../languages/states-language/state-machine";
import {
  invalidDefinitionMessage,
  validateDefinition,
} from "../../languages/states-language/validation/validate-definition";
import type { Json } from "../../languages/jsonpath/json";
import type { CreateStateMachineRequest, StateMachine } from "./resources";
import { type ExecutionWorld, readStartSyncExecution, startSyncExecution } from "./start-sync-execution";
import { type StepFunctionsAnswer, StepFunctionsError } from "./wire";

/** Returns nothing where the caller may, else AWS's text of the denial. */
export type Authorize = (action: string, resource: string) => string | undefined;

export interface Caller {
  readonly authorize: Authorize;
  /** Returns the `X-Amzn-Trace-Id` header of the call, which only a traced state machine asks for. */
  readonly traceHeader?: () => string;
}

export interface StepFunctionsWorld extends ExecutionWorld {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
}

/** Step Functions in one account and region. */
export interface StepFunctions {
  /** @throws StepFunctionsError, code InvalidDefinition, with AWS's diagnostics. */
  createStateMachine(request: CreateStateMachineRequest): StateMachine;
  stateMachines(): readonly StateMachine[];
  /** Answers an action of the API, its errors included, as AWS does; never rejects. `body` is the request's JSON text. */
  call(action: string, body: string, caller: Caller): Promise<StepFunctionsAnswer>;
}

export function createStepFunctions(world: StepFunctionsWorld): StepFunctions {
  const machines = new Map<string, StateMachine>();
  const actions = createActions(machines, world);
  return {
    createStateMachine(request) {
      const machine = prepare(request, world);
      machines.set(machine.stateMachineArn, machine);
      return machine;
    },
    stateMachines: () => [...machines.values()],
    async call(action, body, caller) {
      try {
        const run = Object.hasOwn(actions, action) ? actions[action] : undefined;
        if (!run) throw new StepFunctionsError("UnknownOperationException", "");
        return { status: 200, body: await run(parseBody(body), caller) };
      } catch (error) {
        if (error instanceof StepFunctionsError) return { status: 400, body: error.body };
        world.log(`Step Functions: ${action} failed: ${error instanceof Error ? error.stack : String(error)}`);
        return { status: 500, body: new StepFunctionsError("InternalFailure", "").body };
      }
    },
  };
}

type Action = (body: Json, caller: Caller) => string | Promise<string>;

/** The actions, by their names in the API; each returns the answer's JSON text or throws a StepFunctionsError. */
function createActions(machines: ReadonlyMap<string, StateMachine>, world: ExecutionWorld): Record<string, Action> {
  return {
    StartSyncExecution(body, caller) {
      const request = readStartSyncExecution(body);
      const denial = caller.authorize("states:StartSyncExecution", request.stateMachineArn);
      if (denial) throw new StepFunctionsError("AccessDeniedException", denial);
      const machine = findStateMachine(machines, request.stateMachineArn);
      if (machine.type !== "EXPRESS")
        throw new StepFunctionsError(
          "StateMachineTypeNotSupported",
          "This operation is not supported by this type of state machine",
        );
      const isTraced = machine.tracingConfiguration?.enabled === true;
      const traceHeader = isTraced ? (caller.traceHeader?.() ?? request.traceHeader) : undefined;
      return startSyncExecution(machine, { ...request, traceHeader }, world);
    },
    ValidateStateMachineDefinition(body) {
      const { definition, type = "STANDARD" } = body as { definition?: Json; type?: Json };
      const diagnostics = validateDefinition(String(definition ?? ""), {
        type: type === "EXPRESS" ? "EXPRESS" : "STANDARD",
      });
      const errors = diagnostics.filter(({ severity }) => severity === "ERROR");
      return JSON.stringify({ diagnostics: errors, result: errors.length ? "FAIL" : "OK", truncated: false });
    },
  };
}

function prepare(request: CreateStateMachineRequest, world: StepFunctionsWorld): StateMachine {
  const type = request.type ?? "STANDARD";
  const errors = validateDefinition(request.definition, { type }).filter(({ severity }) => severity === "ERROR");
  if (errors.length) throw new StepFunctionsError("InvalidDefinition", invalidDefinitionMessage(errors));
  const { partition, region, accountId } = world;
  return {
    ...request,
    type,
    stateMachineArn: `arn:${partition}:states:${region}:${accountId}:stateMachine:${request.name}`,
    prepared: prepareStateMachine(JSON.parse(request.definition), type === "STANDARD" ? { maximumSeconds: Infinity } : {}),
  };
}

/** Texts: *recorded* (LocalStack's AWS-validated snapshots). */
function findStateMachine(machines: ReadonlyMap<string, StateMachine>, arn: string): StateMachine {
  const machine = machines.get(arn);
  if (machine) return machine;
  const parts = arn.split(":");
  if (parts[0] !== "arn") throw new StepFunctionsError("InvalidArn", `Invalid Arn: 'Invalid ARN prefix: ${arn}'`);
  if (parts.length > 5 && parts[5] !== "stateMachine")
    throw new StepFunctionsError("InvalidArn", `Invalid Arn: 'Resource type not valid in this context: ${parts[5]}'`);
  throw new StepFunctionsError("StateMachineDoesNotExist", `State Machine Does Not Exist: '${arn}'`);
}

function parseBody(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    throw new StepFunctionsError("SerializationException", "");
  }
}
