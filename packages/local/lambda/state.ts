import type { Json } from "@sfn-websocket/languages/json";
import { entries, list, number, readKept, structure, structureOf, text } from "../protocols/kept-state";
import type { FunctionStore } from "./functions";
import type { LambdaFunction } from "./resources";

type Maps = "versions" | "aliases" | "policies" | "tags" | "eventInvokeConfigs";
type Entries<M> = M extends Map<infer Name, infer Value> ? readonly (readonly [Name, Value])[] : never;
type FunctionState = Omit<LambdaFunction, Maps> & { readonly [Name in Maps]: Entries<LambdaFunction[Name]> };

const FUNCTIONS = list(
  structureOf<FunctionState>({
    functionArn: text,
    functionName: text,
    published: number,
    versions: entries(structureOf({ version: text, settings: structure(), lastModified: number, revisionId: text })),
    aliases: entries(structureOf({ name: text, functionVersion: text, description: text, revisionId: text })),
    policies: entries(structureOf({ revisionId: text, statements: list(structure()) })),
    tags: entries(text),
    eventInvokeConfigs: entries(structure()),
  }),
);

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
  const exported = readKept(FUNCTIONS, state, "lambda");
  store.clear();
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
