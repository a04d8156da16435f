import type { Json } from "@sfn-websocket/languages/json";
import { flag, list, mapOf, number, printKept, refill, structureOf, text } from "../protocols/kept-state";
import type { Alias, Key, KeyStore } from "./keys";

interface KeysState {
  readonly keys: readonly Key[];
  readonly aliases: ReadonlyMap<string, Alias>;
  readonly deleted: readonly string[];
}

const KEYS = structureOf<KeysState>({
  keys: list(
    structureOf({
      id: text,
      creationDate: number,
      isMultiRegion: flag,
      description: text,
      policy: text,
      isEnabled: flag,
      tags: mapOf(text),
    }),
  ),
  aliases: mapOf(structureOf({ creationDate: number, updateDate: number, targetKeyId: text })),
  deleted: list(text),
});

/** Returns all keys and aliases that were made here as plain JSON. */
export const exportState = ({ keys, aliases, deleted }: KeyStore): Json =>
  printKept({ keys: [...keys.values()], aliases, deleted: [...deleted] });

/** Replaces all keys and aliases by those that were exported; an empty object stands for none. */
export function importState({ keys, aliases, deleted }: KeyStore, state: Json): void {
  const held = KEYS(state, "kms");
  refill(keys, held.keys, ({ id }) => id);
  for (const each of [aliases, deleted]) each.clear();
  for (const [name, alias] of held.aliases) aliases.set(name, alias);
  for (const id of held.deleted) deleted.add(id);
}
