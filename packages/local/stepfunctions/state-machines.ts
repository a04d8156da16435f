import { runAtOnce } from "@sfn-websocket/languages/states-language/world/steps";
import { invalidDefinitionMessage } from "@sfn-websocket/languages/states-language/validation/validate-definition";
import { formatStateMachineArn, parseStateMachineArn } from "./arns";
import { validateName } from "./names";
import {
  type CreateStateMachineRequest,
  type EncryptionConfiguration,
  type LoggingConfiguration,
  REUSE_SECONDS,
  type StateMachine,
  type StoredStateMachine,
  type UpdateStateMachineRequest,
} from "./resources";
import { forgetExecutions, hasRunning, type StoreOfExecutions } from "./execution-store";
import { requireStored, type StateMachineStore } from "./state-machine-store";
import { readDefinition, type ReadDefinition } from "./read-definition";
import { publishVersion } from "./versions";
import { machineIsDeleting, noSuchMachine, StepFunctionsError } from "./wire";

/** What changes a machine's behaviour: a call that changes one of these makes a new revision. */
const REVISED = [
  "definition",
  "roleArn",
  "loggingConfiguration",
  "tracingConfiguration",
  "encryptionConfiguration",
] as const;

/**
 * Creates a state machine, or returns the one of the same name when all but its role and tags are the same.
 *
 * @throws StepFunctionsError InvalidName, InvalidDefinition with AWS's diagnostics, InvalidLoggingConfiguration,
 * InvalidEncryptionConfiguration, ValidationException or StateMachineAlreadyExists.
 */
export function createStateMachine(
  store: StateMachineStore,
  request: CreateStateMachineRequest,
  ahead?: ReadDefinition,
): StoredStateMachine {
  const { publish, versionDescription, tags = [], ...revision } = request;
  validateName(request.name);
  validateVersion(request);
  validateLogging(store, request.loggingConfiguration);
  validateEncryption(request.encryptionConfiguration);
  const { now } = store.world;
  const stateMachineArn = formatStateMachineArn(store.world, request.name);
  const existing = store.machines.get(stateMachineArn);
  if (existing?.isDeleting === true) throw machineIsDeleting(stateMachineArn);
  if (existing !== undefined) return requireSame(existing, request);
  const type = request.type ?? "STANDARD";
  const machine = prepare({ ...revision, stateMachineArn, type, creationDate: now() }, ahead);
  const stored: StoredStateMachine = {
    machine,
    versions: new Map(),
    latestVersion: store.reservedVersions.get(request.name) ?? 0,
    aliases: new Map(),
    tags: new Map(tags.map(({ key, value }) => [key, value])),
  };
  store.machines.set(stateMachineArn, stored);
  if (publish) publishVersion(store, { stateMachineArn, description: versionDescription });
  return stored;
}

/**
 * Changes what the request names; executions that run go on as they began.
 *
 * @throws StepFunctionsError as createStateMachine does, and MissingRequiredParameter when nothing is named.
 */
export function updateStateMachine(
  store: StateMachineStore,
  request: UpdateStateMachineRequest,
  ahead?: ReadDefinition,
): StoredStateMachine {
  const { stateMachineArn, publish, versionDescription, ...changes } = request;
  const stored = requireStored(store, requireUnqualified(stateMachineArn));
  if (stored.isDeleting === true) throw machineIsDeleting(stateMachineArn);
  if (!publish && REVISED.every((name) => changes[name] === undefined)) {
    // *Recorded* (radkawar/stackd, us-west-2, September 2026): it names no EncryptionConfiguration.
    const text =
      "Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified";
    throw new StepFunctionsError("MissingRequiredParameter", text);
  }
  validateVersion(request);
  validateLogging(store, changes.loggingConfiguration);
  validateEncryption(changes.encryptionConfiguration);
  if (changes.encryptionConfiguration !== undefined && changes.definition === undefined) {
    const text = "The definition must be specified when updating the EncryptionConfiguration";
    throw new StepFunctionsError("MissingRequiredParameter", text);
  }
  const { world } = store;
  const revised = { ...stored.machine, ...changes, updateDate: world.now() };
  const isNew = REVISED.some((name) => !isSame(stored.machine[name], revised[name]));
  stored.machine = isNew ? { ...prepare(revised, ahead), revisionId: world.uuid() } : revised;
  if (publish) publishVersion(store, { stateMachineArn, description: versionDescription });
  return stored;
}

/**
 * Deletes a machine with its versions, aliases and executions, if there is one: at once, or when the last execution that
 * runs is over, which ends with its next state. Until then it is told to be DELETING, and starts none.
 *
 * @throws StepFunctionsError InvalidArn.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DeleteStateMachine.html
 */
export function deleteStateMachine(store: StoreOfExecutions, arn: string): void {
  const stored = store.machines.get(requireUnqualified(arn));
  if (stored === undefined) return;
  stored.isDeleting = true;
  forgetDeleted(store, arn);
}

/**
 * Takes a machine away which is to be deleted and of which nothing runs any more, and its executions, as *recorded*
 * (radkawar/stackd, us-west-2, September 2026).
 */
export function forgetDeleted({ machines, executions }: StoreOfExecutions, arn: string): void {
  if (machines.get(arn)?.isDeleting !== true || hasRunning(executions, arn)) return;
  machines.delete(arn);
  forgetExecutions(executions, arn);
}

/** Makes a revision ready to run; `ahead` is what was read of it before. @throws StepFunctionsError InvalidDefinition. */
export function prepare(revision: Omit<StateMachine, "prepared">, ahead?: ReadDefinition): StateMachine {
  const isRead = ahead?.definition === revision.definition && ahead.type === revision.type;
  const { errors, prepared } = isRead ? ahead : runAtOnce(readDefinition(revision));
  if (prepared === undefined) throw new StepFunctionsError("InvalidDefinition", invalidDefinitionMessage(errors));
  return { ...revision, prepared };
}

/**
 * *Recorded* (radkawar/stackd, us-west-2, September 2026): the texts, and that what is published is compared with the first
 * version. *Assumed*: the text where none was published.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html for what is compared
 */
function requireSame(stored: StoredStateMachine, request: CreateStateMachineRequest): StoredStateMachine {
  const { machine, versions } = stored;
  const [first] = versions.values();
  const refuse = (what: string) =>
    new StepFunctionsError("StateMachineAlreadyExists", `State Machine Already Exists: ${what}`);
  const compared = REVISED.filter((name) => name !== "roleArn");
  const isRepeated =
    machine.type === (request.type ?? "STANDARD") && compared.every((name) => isSame(machine[name], request[name]));
  const { publish = false, versionDescription } = request;
  if (!isRepeated || (publish && !first)) throw refuse(`'${machine.stateMachineArn}'`);
  const published = "This state machine was already created with a published version";
  if (first && !publish) throw refuse(`${published}.`);
  if (first?.description !== versionDescription) throw refuse(`${published} using a different description.`);
  return stored;
}

/** Text: *recorded* (LocalStack's AWS-validated snapshots). */
function validateVersion({ publish, versionDescription }: Partial<CreateStateMachineRequest>): void {
  if (publish || versionDescription === undefined) return;
  throw new StepFunctionsError("ValidationException", "Version description can only be set when publish is true");
}

/**
 * Whoever calls AWS is refused a machine that is to write logs and has no role that may.
 *
 * @throws StepFunctionsError AccessDeniedException.
 */
export function requireLogging(
  { world }: StateMachineStore,
  { loggingConfiguration, ...machine }: Pick<StateMachine, "stateMachineArn" | "roleArn" | "loggingConfiguration">,
): void {
  if ((loggingConfiguration?.level ?? "OFF") === "OFF") return;
  const refusal = world.refuseLogging?.(machine);
  if (refusal !== undefined) throw new StepFunctionsError("AccessDeniedException", refusal);
}

/** Texts: *recorded* (LocalStack's AWS-validated snapshots). */
function validateLogging({ world }: StateMachineStore, logging: LoggingConfiguration | undefined): void {
  const { level = "OFF", destinations = [] } = logging ?? {};
  if (level === "OFF" && destinations.length === 0) return;
  const [destination = ""] = destinations;
  const refuse = (reason: string) =>
    new StepFunctionsError("InvalidLoggingConfiguration", `Invalid Logging Configuration: ${reason}`);
  if (destinations.length !== 1) throw refuse("Must specify exactly one Log Destination.");
  if (world.hasLogGroup?.(destination) === false) throw refuse("Log Destination not found.");
}

/** No key is looked at here, only what is said of one. Texts: *recorded* (radkawar/stackd, us-west-2, September 2026). */
function validateEncryption(encryption: EncryptionConfiguration | undefined): void {
  if (encryption === undefined) return;
  const { type, kmsKeyId, kmsDataKeyReusePeriodSeconds } = encryption;
  const refuse = (reason: string) =>
    new StepFunctionsError("InvalidEncryptionConfiguration", `Invalid Encryption Configuration: ${reason}`);
  if (type !== "AWS_OWNED_KEY" && kmsKeyId === undefined) throw refuse("Must set a valid kmsKeyId.");
  if (type !== "AWS_OWNED_KEY") return;
  const custom = Object.entries({ kmsKeyId, kmsDataKeyReusePeriodSeconds }).find(([, value]) => value !== undefined);
  if (custom) throw refuse(`Custom ${custom[0]} is not allowed when selecting AWS_OWNED_KEY.`);
}

/** *Assumed*: an ARN of a version is refused as that of a machine that is not there. */
function requireUnqualified(arn: string): string {
  if (parseStateMachineArn(arn).qualifier === undefined) return arn;
  throw noSuchMachine(arn);
}

/** True if two configurations say the same; undefined is AWS's default. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(withDefaults(one)) === JSON.stringify(withDefaults(other));
}

/** A configuration in one order of its members, without those that say nothing. */
function withDefaults(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => !EMPTY.has(JSON.stringify(member)));
  return members.length > 0 ? members.sort(([a], [b]) => (a < b ? -1 : 1)) : undefined;
}

const EMPTY = new Set(["false", "[]", '"OFF"', '"AWS_OWNED_KEY"', String(REUSE_SECONDS), undefined]);
