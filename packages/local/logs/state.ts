import { isJsonObject, type Json } from "@sfn-websocket/languages/json";
import { entries, list, number, structureOf, text } from "../protocols/kept-state";
import type { LogGroup, LogStore } from "./log-groups";
import { exportSettings, importSettings } from "./settings";

type LogGroupState = Omit<LogGroup, "tags" | "streams" | "events" | "size"> & {
  readonly tags: readonly (readonly [string, string])[];
};

const readGroups = list(
  structureOf<LogGroupState>({ logGroupName: text, creationTime: number, logGroupClass: text, tags: entries(text) }),
);

/** Returns all log groups and settings as plain JSON; streams and events are not kept. */
export function exportState({ groups, settings }: LogStore): Json {
  const state = [...groups.values()].map(
    ({ logGroupName, creationTime, logGroupClass, kmsKeyId, retentionInDays, tags }): LogGroupState => ({
      logGroupName,
      creationTime,
      logGroupClass,
      kmsKeyId,
      retentionInDays,
      tags: [...tags],
    }),
  );
  return JSON.parse(JSON.stringify({ groups: state, settings: exportSettings(settings) }));
}

/** Replaces all log groups and settings by those that were exported; an empty object stands for none. */
export function importState({ groups, settings }: LogStore, state: Json): void {
  // A list is what was exported before there were settings.
  const held = isJsonObject(state) ? state : { groups: state };
  const exported = readGroups(held.groups, "logs.groups");
  importSettings(settings, held.settings);
  groups.clear();
  for (const { tags, ...group } of exported) {
    const resource = { ...group, kmsKeyId: group.kmsKeyId, retentionInDays: group.retentionInDays };
    groups.set(group.logGroupName, { ...resource, tags: new Map(tags), streams: new Map(), events: [], size: 0 });
  }
}
