import type { Json } from "@sfn-websocket/languages/json";
import { entries, flag, list, number, structureOf, text } from "../protocols/kept-state";
import type { Alias, Key, KeyStore } from "./keys";

type KeyState = Omit<Key, "tags"> & { readonly tags: readonly (readonly [string, string])[] };

interface KeysState {
  readonly keys: readonly KeyState[];
  readonly aliases: readonly (readonly [string, Alias])[];
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
      tags: entries(text),
    }),
  ),
  aliases: entries(structureOf({ creationDate: number, updateDate: number, targetKeyId: text })),
  deleted: list(text),
});

/** Returns all keys and aliases that were made here as plain JSON. */
export function exportState({ keys, aliases, deleted }: KeyStore): Json {
  const state = [...keys.values()].map((key): KeyState => ({ ...key, tags: [...key.tags] }));
  return JSON.parse(JSON.stringify({ keys: state, aliases: [...aliases], deleted: [...deleted] }));
}

/** Replaces all keys and aliases by those that were exported; an empty object stands for none. */
export function importState({ keys, aliases, deleted }: KeyStore, state: Json): void {
  const held = KEYS(state, "kms");
  keys.clear();
  aliases.clear();
  deleted.clear();
  for (const id of held.deleted) deleted.add(id);
  for (const { tags, ...key } of held.keys) {
    const { deletionDate, rotationPeriod } = key;
    keys.set(key.id, { ...key, deletionDate, rotationPeriod, tags: new Map(tags) });
  }
  for (const [name, alias] of held.aliases) aliases.set(name, alias);
}
