import type { Json } from "@sfn-websocket/languages/jsonpath/json";
import type { LogGroup, LogStore } from "./log-groups";

type LogGroupState = Omit<LogGroup, "tags" | "streams" | "events" | "size"> & {
  readonly tags: readonly (readonly [string, string])[];
};

/** Returns all log groups as plain JSON; streams and events are not kept. */
export function exportState({ groups }: LogStore): Json {
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
  return JSON.parse(JSON.stringify(state));
}

/** Replaces all log groups by those that were exported; an empty object stands for none. */
export function importState({ groups }: LogStore, state: Json): void {
  groups.clear();
  // What exportState returned: nobody else writes it.
  const exported = (Array.isArray(state) ? state : []) as unknown as readonly LogGroupState[];
  for (const { tags, ...group } of exported) {
    const resource = { ...group, kmsKeyId: group.kmsKeyId, retentionInDays: group.retentionInDays };
    groups.set(group.logGroupName, { ...resource, tags: new Map(tags), streams: new Map(), events: [], size: 0 });
  }
}
