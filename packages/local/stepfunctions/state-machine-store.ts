import { parseStateMachineArn } from "./arns";
import type { RoutingConfiguration, StateMachine, StateMachineVersion, StoredStateMachine } from "./resources";
import type { StepFunctionsWorld } from "./world";
import { noSuchMachine } from "./wire";

/** The state machines of an account and region, by ARN. */
export interface StateMachineStore {
  readonly world: StepFunctionsWorld;
  readonly machines: Map<string, StoredStateMachine>;
  /** By the name of a machine that may not be there yet: the highest number of a version that was published on AWS. */
  readonly reservedVersions: Map<string, number>;
}

/** What an execution of an ARN runs. */
export interface ExecutionTarget {
  readonly machine: StateMachine;
  /** @default the machine itself was named */
  readonly stateMachineVersionArn?: string;
  /** @default no alias was named */
  readonly stateMachineAliasArn?: string;
}

/**
 * Returns the machine that an ARN names, or that a version's or alias's ARN belongs to.
 *
 * @throws StepFunctionsError InvalidArn or StateMachineDoesNotExist.
 */
export function requireStored(store: StateMachineStore, arn: string): StoredStateMachine {
  return store.machines.get(parseStateMachineArn(arn).machineArn) ?? fail(arn);
}

/**
 * Returns what the ARN of a machine, a version or an alias leads to; of an alias's versions one by chance, as their
 * weights say.
 *
 * @throws StepFunctionsError InvalidArn or StateMachineDoesNotExist.
 */
export function requireTarget(store: StateMachineStore, arn: string): ExecutionTarget {
  const plain = store.machines.get(arn);
  if (plain !== undefined) return plain;
  const { qualifier = "" } = parseStateMachineArn(arn);
  const stored = requireStored(store, arn);
  const alias = stored.aliases.get(qualifier);
  if (alias === undefined) return requireVersionTarget(stored, arn);
  const { stateMachineAliasArn, routingConfiguration } = alias;
  return {
    ...requireVersionTarget(stored, drawVersion(routingConfiguration, store.world.random())),
    stateMachineAliasArn,
  };
}

/** Returns what a version's ARN leads to. @throws StepFunctionsError StateMachineDoesNotExist. */
export function requireVersionTarget(stored: StoredStateMachine, arn: string): ExecutionTarget {
  return { machine: requireVersion(stored, arn).machine, stateMachineVersionArn: arn };
}

/** Returns a version by its ARN. @throws StepFunctionsError StateMachineDoesNotExist. */
export function requireVersion(stored: StoredStateMachine, arn: string): StateMachineVersion {
  const version = stored.versions.get(Number(parseStateMachineArn(arn).qualifier));
  return version?.stateMachineVersionArn === arn ? version : fail(arn);
}

/** `random` is from 0 up to, not including, 1. */
function drawVersion([first, second]: readonly RoutingConfiguration[], random: number): string {
  const isSecond = second !== undefined && random * 100 >= (first?.weight ?? 0);
  return (isSecond ? second : first)?.stateMachineVersionArn ?? "";
}

/** Text of a version: *recorded* (radkawar/stackd, us-west-2, September 2026). */
function fail(arn: string): never {
  const { qualifier = "" } = parseStateMachineArn(arn);
  throw /^\d+$/.test(qualifier) ? noSuchMachine(arn, "State Machine Version") : noSuchMachine(arn);
}
