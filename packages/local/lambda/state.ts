import type { Json } from "@sfn-websocket/languages/json";
import { entries, list, number, structure, structureOf, text } from "../protocols/kept-state";
import type { FunctionStore } from "./functions";
import type { LayerStore, LayerVersion } from "./layers";
import type { FunctionCode, LambdaFunction } from "./resources";

type Maps = "versions" | "aliases" | "policies" | "tags" | "eventInvokeConfigs";
type Entries<M> = M extends Map<infer Name, infer Value> ? readonly (readonly [Name, Value])[] : never;
type FunctionState = Omit<LambdaFunction, Maps> & { readonly [Name in Maps]: Entries<LambdaFunction[Name]> };

interface LambdaState {
  readonly functions: readonly FunctionState[];
  readonly layers: readonly LayerVersion[];
  readonly publishedLayers: readonly (readonly [string, number])[];
}

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

const CODE = structureOf<FunctionCode>({ sha256: text, size: number });
const STATE = structureOf<LambdaState>({
  functions: FUNCTIONS,
  layers: list(
    structureOf<LayerVersion>({
      ...{ layerVersionArn: text, layerArn: text, version: number, code: CODE, description: text, createdDate: number },
    }),
  ),
  publishedLayers: entries(number),
});

/** Returns all functions and layers as plain JSON; their code is kept beside it. */
export function exportState(store: FunctionStore, { versions, published }: LayerStore): Json {
  const functions = [...store.values()].map((each): FunctionState => ({
    ...each,
    versions: [...each.versions],
    aliases: [...each.aliases],
    policies: [...each.policies],
    tags: [...each.tags],
    eventInvokeConfigs: [...each.eventInvokeConfigs],
  }));
  const state: LambdaState = { functions, layers: [...versions.values()], publishedLayers: [...published] };
  return JSON.parse(JSON.stringify(state));
}

/** Replaces all functions and layers by those that were exported; an empty object stands for none, a list for functions alone. */
export function importState(store: FunctionStore, { versions, published }: LayerStore, state: Json): void {
  const { functions, layers, publishedLayers } = STATE(Array.isArray(state) ? { functions: state } : state, "lambda");
  for (const held of [store, versions, published]) held.clear();
  for (const layer of layers) versions.set(layer.layerVersionArn, layer);
  for (const [arn, count] of publishedLayers) published.set(arn, count);
  for (const each of functions)
    store.set(each.functionArn, {
      ...each,
      versions: new Map(each.versions),
      aliases: new Map(each.aliases),
      policies: new Map(each.policies),
      tags: new Map(each.tags),
      eventInvokeConfigs: new Map(each.eventInvokeConfigs),
    });
}
