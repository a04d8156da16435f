import { isJsonObject, type Json } from "@sfn-websocket/languages/json";
import type { LogGroup, LogStore } from "./log-groups";
import { exportSettings, importSettings } from "./settings";

type LogGroupState = Omit<LogGroup, "tags" | "streams" | "events" | "size"> & {
  readonly tags: readonly (readonly [string, string])[];
};

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
  groups.clear();
  // A list is what was exported before there were settings.
  const held = isJsonObject(state) ? state : { groups: state };
  importSettings(settings, held.settings);
  // What exportState returned: nobody else writes it.
  const exported = (held.groups ?? []) as unknown as readonly LogGroupState[];
  for (const { tags, ...group } of exported) {
    const resource = { ...group, kmsKeyId: group.kmsKeyId, retentionInDays: group.retentionInDays };
    groups.set(group.logGroupName, { ...resource, tags: new Map(tags), streams: new Map(), events: [], size: 0 });
  }
}
