import type { Json } from "@sfn-websocket/languages/json";
import { type AnswerAction, createAnswers } from "../protocols/answer-action";
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
  readonly call: AnswerAction;
  /** The log groups and settings, for importState; streams and events are not among them. */
  exportState(): Json;
  importState(state: Json): void;
}

export function createLogs({ partition, region, accountId, now, log, mayUseKey = () => true }: LogsWorld): Logs {
  const arnPrefix = `arn:${partition}:logs:${region}:${accountId}`;
  const store: LogStore = { arnPrefix, now, groups: new Map(), settings: createSettings(), mayUseKey, written: 0 };
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
    call: createAnswers({ service: "CloudWatch Logs", actions: LOG_ACTIONS, store, log }),
    exportState: () => exportState(store),
    importState: (state) => importState(store, state),
  };
}
