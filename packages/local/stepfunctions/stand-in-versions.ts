import type { CreateAliasRequest } from "./aliases";
import { parseStateMachineArn } from "./arns";
import type { StateMachineStore } from "./state-machine-store";

/**
 * Lets the present definition of a machine stand in for versions that an alias names and that were published on AWS only,
 * and tells the developer.
 *
 * @throws StepFunctionsError InvalidArn.
 */
export function standInForVersions(store: StateMachineStore, { name, routingConfiguration }: CreateAliasRequest): void {
  const { log, now } = store.world;
  for (const { stateMachineVersionArn } of routingConfiguration) {
    const { machineArn, qualifier = "" } = parseStateMachineArn(stateMachineVersionArn);
    const stored = store.machines.get(machineArn);
    const number = Number(qualifier);
    if (stored === undefined || !/^\d+$/.test(qualifier) || stored.versions.has(number)) continue;
    const { machine } = stored;
    stored.versions.set(number, { stateMachineVersionArn, creationDate: now(), machine });
    stored.latestVersion = Math.max(stored.latestVersion, number);
    log(
      `state machine '${machine.name}': the alias '${name}' names version ${number}, which was not published here; the present definition stands in for it`,
    );
  }
}
