import type { Settings } from "./settings";
import { alreadyExists, requireShortName, groupNotFound } from "./wire";

/** What CreateLogGroup takes. @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
export interface CreateLogGroupRequest {
  readonly logGroupName: string;
  /** The ARN of a customer's key; nothing is encrypted here. @default none */
  readonly kmsKeyId?: string;
  /** @default "STANDARD" */
  readonly logGroupClass?: string;
  /** @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/** A log group's resource; its creation in milliseconds since 1970. */
export interface LogGroup {
  readonly logGroupName: string;
  readonly creationTime: number;
  readonly logGroupClass: string;
  kmsKeyId: string | undefined;
  /** Events are kept until there is no room for them, whatever this says. */
  retentionInDays: number | undefined;
  readonly tags: Map<string, string>;
  readonly streams: Map<string, LogStream>;
  /** In the order that they were written. */
  events: LogEvent[];
  /** Of all its events, in UTF-16 units. */
  size: number;
}

/** Times are milliseconds since 1970. */
export interface LogStream {
  readonly logStreamName: string;
  readonly creationTime: number;
  firstEventTimestamp?: number;
  lastEventTimestamp?: number;
  lastIngestionTime?: number;
}

export interface LogEvent {
  readonly eventId: string;
  readonly logStreamName: string;
  readonly timestamp: number;
  readonly ingestionTime: number;
  readonly message: string;
}

/** CloudWatch Logs' state in one account and region. */
export interface LogStore {
  readonly arnPrefix: string;
  readonly now: () => number;
  readonly groups: Map<string, LogGroup>;
  readonly settings: Settings;
  /** Whether the service may encrypt a group with a key, by their ARNs. */
  readonly mayUseKey: (keyArn: string, logGroupArn: string) => boolean;
  /** How many events were ever written: events' ids are made of it. */
  written: number;
}

/** @throws LogsError ResourceAlreadyExistsException, InvalidParameterException. */
export function createLogGroup(store: LogStore, request: CreateLogGroupRequest): LogGroup {
  const { logGroupName, kmsKeyId, logGroupClass = "STANDARD", tags = {} } = request;
  requireShortName(logGroupName);
  if (store.groups.has(logGroupName)) throw alreadyExists("group");
  const group: LogGroup = {
    logGroupName,
    creationTime: store.now(),
    logGroupClass,
    kmsKeyId,
    retentionInDays: undefined,
    tags: new Map(Object.entries(tags)),
    streams: new Map(),
    events: [],
    size: 0,
  };
  store.groups.set(logGroupName, group);
  return group;
}

/** @throws LogsError ResourceNotFoundException, InvalidParameterException. */
export function requireLogGroup({ groups }: LogStore, logGroupName: string): LogGroup {
  requireShortName(logGroupName);
  const found = groups.get(logGroupName);
  if (found === undefined) throw groupNotFound();
  return found;
}

/** Returns the name in a log group's ARN, with or without `:*`; a name stays as it is. */
export function readGroupName(nameOrArn: string): string {
  const [, name] = /^arn:[^:]*:logs:[^:]*:[^:]*:log-group:([^:]+)(?::\*)?$/.exec(nameOrArn) ?? [];
  return name ?? nameOrArn;
}

/** The ARN of a log group, without `:*`. */
export function printArn({ arnPrefix }: LogStore, logGroupName: string): string {
  return `${arnPrefix}:log-group:${logGroupName}`;
}

/** The groups whose names begin so, in the order of their names. */
export function listLogGroups({ groups }: LogStore, prefix = ""): LogGroup[] {
  const found = [...groups.values()].filter(({ logGroupName }) => logGroupName.startsWith(prefix));
  return found.sort((a, b) => (a.logGroupName < b.logGroupName ? -1 : 1));
}
