import { isJsonObject, type Json } from "@sfn-websocket/languages/json";
import { list, mapOf, number, printKept, refill, structureOf, text } from "../protocols/kept-state";
import type { LogGroup, LogStore } from "./log-groups";
import { importSettings } from "./settings";

type LogGroupState = Omit<LogGroup, "streams" | "events" | "size">;

const readGroups = list(
  structureOf<LogGroupState>({ logGroupName: text, creationTime: number, logGroupClass: text, tags: mapOf(text) }),
);

/** Returns all log groups and settings as plain JSON; streams and events are not kept. */
export function exportState({ groups, settings }: LogStore): Json {
  const kept = [...groups.values()].map(({ streams, events, size, ...group }): LogGroupState => group);
  return printKept({ groups: kept, settings });
}

/** Replaces all log groups and settings by those that were exported; an empty object stands for none. */
export function importState({ groups, settings }: LogStore, state: Json): void {
  // A list is what was exported before there were settings.
  const held = isJsonObject(state) ? state : { groups: state };
  const exported = readGroups(held.groups, "logs.groups");
  importSettings(settings, held.settings);
  const whole = exported.map((group): LogGroup => ({ ...group, streams: new Map(), events: [], size: 0 }));
  refill(groups, whole, ({ logGroupName }) => logGroupName);
}
