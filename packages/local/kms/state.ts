import { isJsonObject, type Json } from "@sfn-websocket/languages/json";
import type { Alias, Key, KeyStore } from "./keys";

type KeyState = Omit<Key, "tags"> & { readonly tags: readonly (readonly [string, string])[] };

/** Returns all keys and aliases that were made here as plain JSON. */
export function exportState({ keys, aliases }: KeyStore): Json {
  const state = [...keys.values()].map((key): KeyState => ({ ...key, tags: [...key.tags] }));
  return JSON.parse(JSON.stringify({ keys: state, aliases: [...aliases] }));
}

/** Replaces all keys and aliases by those that were exported; an empty object stands for none. */
export function importState({ keys, aliases }: KeyStore, state: Json): void {
  keys.clear();
  aliases.clear();
  const held = isJsonObject(state) ? state : {};
  // What exportState returned: nobody else writes it.
  for (const { tags, ...key } of (held.keys ?? []) as unknown as readonly KeyState[]) {
    const { deletionDate, rotationPeriod } = key;
    keys.set(key.id, { ...key, deletionDate, rotationPeriod, tags: new Map(tags) });
  }
  for (const [name, alias] of (held.aliases ?? []) as unknown as readonly [string, Alias][]) aliases.set(name, alias);
}
