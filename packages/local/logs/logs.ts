import { type Json, requireJson } from "@sfn-websocket/languages/json";
import type { JsonAnswer } from "../protocols/json-protocol";
import { createUnusedLog, findUnused, type LogUnused } from "../protocols/unused-members";
import type { LogActions } from "./action";
import { LOG_EVENT_ACTIONS } from "./log-event-actions";
import { createLogStream, type InputLogEvent, writeLogEvents } from "./log-events";
import { LOG_GROUP_ACTIONS } from "./log-group-actions";
import { createLogGroup, type CreateLogGroupRequest, type LogStore, printArn, readGroupName } from "./log-groups";
import { FILTER_ACTIONS } from "./filter-actions";
import { SETTING_ACTIONS } from "./setting-actions";
import { createSettings } from "./settings";
import { exportState, importState } from "./state";
import { TAG_ACTIONS } from "./tag-actions";
import { LogsError } from "./wire";

export interface LogsWorld {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Writes one line for the developer. */
  readonly log: (line: string) => void;
  /** Whether the service may encrypt a group with a key, by their ARNs. @default it may with each */
  readonly mayUseKey?: (keyArn: string, logGroupArn: string) => boolean;
}

/** The API's actions, by name. */
export const LOG_ACTIONS: LogActions = {
  ...LOG_GROUP_ACTIONS,
  ...TAG_ACTIONS,
  ...LOG_EVENT_ACTIONS,
  ...FILTER_ACTIONS,
  ...SETTING_ACTIONS,
};

/** CloudWatch Logs in one account and region. */
export interface Logs {
  /** Creates a log group and returns its ARN, without `:*`. @throws LogsError ResourceAlreadyExistsException. */
  createLogGroup(request: CreateLogGroupRequest & { readonly retentionInDays?: number }): string;
  /** Whether a log group is there, by its name or ARN, with or without `:*`. */
  hasLogGroup(nameOrArn: string): boolean;
  /** Writes events to a stream, which is made when it is missing; without the group, they are dropped as AWS drops them. */
  writeLog(logGroupNameOrArn: string, logStreamName: string, events: readonly InputLogEvent[]): void;
  /** Answers an action of the API, its errors included, as AWS does. `body` is the request's JSON text. */
  call(action: string, body: string): JsonAnswer;
  /** The log groups and settings, for importState; streams and events are not among them. */
  exportState(): Json;
  importState(state: Json): void;
}

export function createLogs({ partition, region, accountId, now, log, mayUseKey = () => true }: LogsWorld): Logs {
  const arnPrefix = `arn:${partition}:logs:${region}:${accountId}`;
  const store: LogStore = { arnPrefix, now, groups: new Map(), settings: createSettings(), mayUseKey, written: 0 };
  const logUnused = createUnusedLog("CloudWatch Logs", log);
  return {
    createLogGroup({ retentionInDays, ...request }) {
      const group = createLogGroup(store, request);
      group.retentionInDays = retentionInDays;
      return printArn(store, group.logGroupName);
    },
    hasLogGroup: (nameOrArn) => store.groups.has(readGroupName(nameOrArn)),
    writeLog(nameOrArn, logStreamName, events) {
      const group = store.groups.get(readGroupName(nameOrArn));
      if (group === undefined) return;
      const stream = group.streams.get(logStreamName) ?? createLogStream(store, group, logStreamName);
      writeLogEvents(store, { group, stream }, events);
    },
    call: (name, body) => answerAction(store, { name, body, log, logUnused }),
    exportState: () => exportState(store),
    importState: (state) => importState(store, state),
  };
}

interface ActionCall {
  readonly name: string;
  readonly body: string;
  readonly log: (line: string) => void;
  readonly logUnused: LogUnused;
}

function answerAction(store: LogStore, { name, body, log, logUnused }: ActionCall): JsonAnswer {
  try {
    const action = Object.hasOwn(LOG_ACTIONS, name) ? LOG_ACTIONS[name] : undefined;
    if (action === undefined)
      return { status: 400, body: new LogsError("UnknownOperationException", "").body, unknown: name };
    const request = requireJson(body, () => new LogsError("SerializationException", ""));
    logUnused(name, findUnused(request, action.members));
    const answer = action.answer(store, request);
    const text = answer === undefined ? "" : JSON.stringify(answer);
    return { status: 200, body: text, ...(action.mutates && { mutates: true }) };
  } catch (error) {
    if (error instanceof LogsError) return { status: 400, body: error.body };
    log(`CloudWatch Logs: ${name} failed: ${error instanceof Error ? error.stack : String(error)}`);
    return { status: 500, body: new LogsError("InternalFailure", "").body };
  }
}
