import { parseStateMachineArn } from "./arns";
import type { RoutingConfiguration, StateMachineAlias, StoredStateMachine } from "./resources";
import { requireStored, requireVersionTarget, type StateMachineStore } from "./state-machine-store";
import { StepFunctionsError } from "./wire";

export interface CreateAliasRequest {
  readonly name: string;
  /** @default none */
  readonly description?: string;
  readonly routingConfiguration: readonly RoutingConfiguration[];
}

/** UpdateStateMachineAlias's request: what is absent stays. */
export interface UpdateAliasRequest extends Partial<Omit<CreateAliasRequest, "name">> {
  readonly stateMachineAliasArn: string;
}

/**
 * Creates an alias, or returns the one of the same name and configuration. Texts here and below: *recorded* (LocalStack's
 * AWS-validated snapshots).
 *
 * @throws StepFunctionsError ValidationException, ConflictException, StateMachineDoesNotExist, InvalidArn.
 */
export function createAlias(store: StateMachineStore, request: CreateAliasRequest): StateMachineAlias {
  const { name, description, routingConfiguration } = request;
  const stored = requireRouting(store, routingConfiguration);
  const existing = stored.aliases.get(name);
  if (existing !== undefined) {
    if (describe(existing) === describe(request)) return existing;
    const text =
      "Failed to create alias because an alias with the same name and a different routing configuration already exists.";
    throw new StepFunctionsError("ConflictException", text);
  }
  const alias: StateMachineAlias = {
    name,
    stateMachineAliasArn: `${stored.machine.stateMachineArn}:${name}`,
    ...(description !== undefined && { description }),
    routingConfiguration,
    creationDate: store.world.now(),
  };
  stored.aliases.set(name, alias);
  return alias;
}

/**
 * Changes what the request names; returns when.
 *
 * @throws StepFunctionsError ResourceNotFound, ValidationException, StateMachineDoesNotExist, InvalidArn. Text: *recorded*
 * (radkawar/stackd, us-west-2, September 2026).
 */
export function updateAlias(store: StateMachineStore, request: UpdateAliasRequest): number {
  const { stateMachineAliasArn, description, routingConfiguration } = request;
  if (description === undefined && routingConfiguration === undefined)
    throw new StepFunctionsError(
      "ValidationException",
      "Either description or routing configuration must be specified",
    );
  const alias = requireAlias(store, stateMachineAliasArn);
  const stored = requireStored(store, stateMachineAliasArn);
  if (routingConfiguration !== undefined && requireRouting(store, routingConfiguration) !== stored)
    throw otherMachine(routingConfiguration);
  const updateDate = store.world.now();
  stored.aliases.set(alias.name, {
    ...alias,
    ...(description !== undefined && { description }),
    ...(routingConfiguration !== undefined && { routingConfiguration }),
    updateDate,
  });
  return updateDate;
}

/** Returns an alias by its ARN. @throws StepFunctionsError ResourceNotFound, InvalidArn. */
export function requireAlias(store: StateMachineStore, stateMachineAliasArn: string): StateMachineAlias {
  const { machineArn, qualifier = "" } = parseStateMachineArn(stateMachineAliasArn);
  const alias = store.machines.get(machineArn)?.aliases.get(qualifier);
  if (alias !== undefined) return alias;
  throw new StepFunctionsError("ResourceNotFound", "Request references a resource that does not exist.");
}

/**
 * Returns the aliases of a machine, or those that name a version, in the order of their names.
 *
 * @throws StepFunctionsError StateMachineDoesNotExist, InvalidArn.
 */
export function listAliases(store: StateMachineStore, arn: string): StateMachineAlias[] {
  const { machineArn, qualifier } = parseStateMachineArn(arn);
  const all = [...requireStored(store, machineArn).aliases.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  if (qualifier === undefined) return all;
  return all.filter(({ routingConfiguration }) =>
    routingConfiguration.some((each) => each.stateMachineVersionArn === arn),
  );
}

/** Deletes an alias, if there is one. @throws StepFunctionsError InvalidArn. */
export function deleteAlias(store: StateMachineStore, stateMachineAliasArn: string): void {
  const { machineArn, qualifier = "" } = parseStateMachineArn(stateMachineAliasArn);
  store.machines.get(machineArn)?.aliases.delete(qualifier);
}

const invalidRouting = (problem: string): StepFunctionsError =>
  new StepFunctionsError("ValidationException", problem, "INVALID_ROUTING_CONFIGURATION");

/** *Recorded* of two machines (radkawar/stackd), *assumed* of one that is not the alias's. */
const otherMachine = (routing: readonly RoutingConfiguration[]): StepFunctionsError =>
  invalidRouting(
    `Routing configuration must contain state machine version ARNs for the same state machine. ${describeReceived(routing)}`,
  );

const describeReceived = (routing: readonly RoutingConfiguration[]): string =>
  `Received: [${routing.map(({ stateMachineVersionArn }) => stateMachineVersionArn).join(", ")}]`;

/** Returns the one machine whose versions are named. The reason: *recorded* (radkawar/stackd). */
function requireRouting(store: StateMachineStore, routing: readonly RoutingConfiguration[]): StoredStateMachine {
  const arns = routing.map(({ stateMachineVersionArn }) => stateMachineVersionArn);
  const received = describeReceived(routing);
  if (!arns.every((arn) => /^\d+$/.test(parseStateMachineArn(arn).qualifier ?? "")))
    throw invalidRouting(`Routing configuration must contain state machine version ARNs. ${received}`);
  if (new Set(arns).size < arns.length)
    throw invalidRouting(`Routing configuration must contain distinct state machine version ARNs. ${received}`);
  const weights = routing.map(({ weight }) => weight);
  if (weights.reduce((sum, weight) => sum + weight, 0) !== 100)
    throw invalidRouting(`Sum of routing configuration weights must equal 100. Received: [${weights.join(", ")}]`);
  const [stored, other] = arns.map((arn) => requireStored(store, arn));
  if (stored === undefined || (other !== undefined && other !== stored)) throw otherMachine(routing);
  for (const arn of arns) requireVersionTarget(stored, arn);
  return stored;
}

const describe = ({ description, routingConfiguration }: CreateAliasRequest): string =>
  JSON.stringify([
    description,
    routingConfiguration.map(({ stateMachineVersionArn, weight }) => [stateMachineVersionArn, weight]),
  ]);
