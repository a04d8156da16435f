import { parseStateMachineArn } from "./arns";
import type { StateMachineVersion } from "./resources";
import { requireStored, type StateMachineStore } from "./state-machine-store";
import { StepFunctionsError } from "./wire";

export interface PublishVersionRequest {
  readonly stateMachineArn: string;
  /** @default none */
  readonly description?: string;
  /** The revision to publish. @default the current one */
  readonly revisionId?: string;
}

/** What names the revision that a machine was created with. @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_PublishStateMachineVersion.html */
const INITIAL = "INITIAL";

/**
 * Publishes a machine's current revision under the next number; returns the latest version when it has that revision.
 *
 * @throws StepFunctionsError ConflictException for another revision than the current one, StateMachineDoesNotExist,
 * InvalidArn. Text: *recorded* (LocalStack's AWS-validated snapshots).
 */
export function publishVersion(store: StateMachineStore, request: PublishVersionRequest): StateMachineVersion {
  const stored = requireStored(store, request.stateMachineArn);
  const { machine, versions } = stored;
  const revisionId = machine.revisionId ?? INITIAL;
  if (request.revisionId !== undefined && request.revisionId !== revisionId) {
    const text = `Failed to publish the State Machine version for revision ${request.revisionId}. The current State Machine revision is ${revisionId}.`;
    throw new StepFunctionsError("ConflictException", text);
  }
  const latest = versions.get(stored.latestVersion);
  if (latest !== undefined && latest.machine.revisionId === machine.revisionId) return latest;
  const number = ++stored.latestVersion;
  const version: StateMachineVersion = {
    stateMachineVersionArn: `${machine.stateMachineArn}:${number}`,
    ...(request.description !== undefined && { description: request.description }),
    creationDate: store.world.now(),
    machine,
  };
  versions.set(number, version);
  return version;
}

/** Returns a machine's versions, the highest number first. @throws StepFunctionsError StateMachineDoesNotExist, InvalidArn. */
export function listVersions(store: StateMachineStore, stateMachineArn: string): StateMachineVersion[] {
  const versions = [...requireStored(store, stateMachineArn).versions];
  return versions.sort(([one], [other]) => other - one).map(([, version]) => version);
}

/**
 * Deletes a version, if there is one. Texts: *recorded* (LocalStack's AWS-validated snapshots).
 *
 * @throws StepFunctionsError ConflictException while an alias names it, InvalidArn.
 */
export function deleteVersion(store: StateMachineStore, stateMachineVersionArn: string): void {
  const { machineArn, qualifier } = parseStateMachineArn(stateMachineVersionArn);
  const stored = store.machines.get(machineArn);
  if (stored === undefined) return;
  const aliases = [...stored.aliases.values()].filter(({ routingConfiguration }) =>
    routingConfiguration.some((each) => each.stateMachineVersionArn === stateMachineVersionArn),
  );
  if (aliases.length > 0) {
    const names = aliases.map(({ name }) => name).join(", ");
    const text = `Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [${names}]`;
    throw new StepFunctionsError("ConflictException", text);
  }
  stored.versions.delete(Number(qualifier));
}
