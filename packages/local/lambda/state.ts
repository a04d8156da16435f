import type { Json } from "@sfn-websocket/languages/json";
import type { FunctionStore } from "./functions";
import type { LambdaFunction } from "./resources";

type Maps = "versions" | "aliases" | "policies" | "tags" | "eventInvokeConfigs";
type Entries<M> = M extends Map<infer Name, infer Value> ? readonly (readonly [Name, Value])[] : never;
type FunctionState = Omit<LambdaFunction, Maps> & { readonly [Name in Maps]: Entries<LambdaFunction[Name]> };

/** Returns all functions as plain JSON; their code is kept beside it. */
export function exportFunctions(store: FunctionStore): Json {
  const state = [...store.values()].map((each): FunctionState => ({
    ...each,
    versions: [...each.versions],
    aliases: [...each.aliases],
    policies: [...each.policies],
    tags: [...each.tags],
    eventInvokeConfigs: [...each.eventInvokeConfigs],
  }));
  return JSON.parse(JSON.stringify(state));
}

/** Replaces all functions by those that were exported; an empty object stands for none. */
export function importFunctions(store: FunctionStore, state: Json): void {
  store.clear();
  // What exportFunctions returned: nobody else writes it.
  const exported = (Array.isArray(state) ? state : []) as unknown as readonly FunctionState[];
  for (const each of exported)
    store.set(each.functionArn, {
      ...each,
      versions: new Map(each.versions),
      aliases: new Map(each.aliases),
      policies: new Map(each.policies),
      tags: new Map(each.tags),
      eventInvokeConfigs: new Map(each.eventInvokeConfigs),
    });
}
