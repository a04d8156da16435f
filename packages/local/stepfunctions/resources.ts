import type { StateMachine as PreparedStateMachine } from "@sfn-websocket/languages/states-language/state-machine";

/** CreateStateMachine's request. @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html */
export interface CreateStateMachineRequest {
  readonly name: string;
  /** An Amazon States Language definition, as text. */
  readonly definition: string;
  readonly roleArn: string;
  /** @default "STANDARD" */
  readonly type?: "STANDARD" | "EXPRESS";
  /** @default no tracing */
  readonly tracingConfiguration?: { readonly enabled: boolean };
  /** @default level OFF */
  readonly loggingConfiguration?: LoggingConfiguration;
  /** @default a key of AWS's */
  readonly encryptionConfiguration?: EncryptionConfiguration;
  /** Publishes a version of the machine. @default false */
  readonly publish?: boolean;
  /** @default none */
  readonly versionDescription?: string;
  /** @default none */
  readonly tags?: readonly Tag[];
}

/** UpdateStateMachine's request: what is absent stays. */
export interface UpdateStateMachineRequest extends Partial<Omit<CreateStateMachineRequest, "name" | "type" | "tags">> {
  readonly stateMachineArn: string;
}

export interface LoggingConfiguration {
  readonly level: string;
  readonly includeExecutionData: boolean;
  /** ARNs of log groups, each with `:*` at its end. @default none */
  readonly destinations?: readonly string[];
}

/** A customer's key is named; nothing is encrypted here. */
export interface EncryptionConfiguration {
  readonly type: string;
  readonly kmsKeyId?: string;
  /** @default 300, for a customer's key */
  readonly kmsDataKeyReusePeriodSeconds?: number;
}

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_EncryptionConfiguration.html */
export const REUSE_SECONDS = 300;

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** One revision of a state machine; times are milliseconds since 1970. */
export interface StateMachine extends Omit<CreateStateMachineRequest, "publish" | "versionDescription" | "tags"> {
  readonly stateMachineArn: string;
  readonly type: "STANDARD" | "EXPRESS";
  readonly prepared: PreparedStateMachine;
  readonly creationDate: number;
  /** When the machine was updated last. @default never */
  readonly updateDate?: number;
  /** A UUID. @default none: the revision that was created first */
  readonly revisionId?: string;
}

/** A revision under a number of its own. */
export interface StateMachineVersion {
  readonly stateMachineVersionArn: string;
  readonly description?: string;
  readonly creationDate: number;
  readonly machine: StateMachine;
}

/** A name for one or two versions. */
export interface StateMachineAlias {
  readonly name: string;
  readonly stateMachineAliasArn: string;
  readonly description?: string;
  readonly routingConfiguration: readonly RoutingConfiguration[];
  readonly creationDate: number;
  /** @default never. *Recorded*: radkawar/stackd, us-west-2, September 2026 */
  readonly updateDate?: number;
}

export interface RoutingConfiguration {
  readonly stateMachineVersionArn: string;
  /** Percent. */
  readonly weight: number;
}

/** A state machine with all that goes when it is deleted. */
export interface StoredStateMachine {
  machine: StateMachine;
  /** By number. */
  readonly versions: Map<number, StateMachineVersion>;
  /** The number of the latest version, also of one that is deleted: numbers are not given twice. */
  latestVersion: number;
  /** By name. */
  readonly aliases: Map<string, StateMachineAlias>;
  readonly tags: Map<string, string>;
  /** True while the machine is to be deleted, and waits for its last execution. @default false */
  isDeleting?: boolean;
}
