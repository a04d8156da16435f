import type { Json } from "@sfn-websocket/languages/json";
import { list, mapOf, number, printKept, refill, structure, structureOf, text } from "../protocols/kept-state";
import type { FunctionStore } from "./functions";
import type { LayerStore, LayerVersion } from "./layers";
import type { FunctionCode, LambdaFunction } from "./resources";

interface LambdaState {
  readonly functions: readonly LambdaFunction[];
  readonly layers: readonly LayerVersion[];
  readonly publishedLayers: ReadonlyMap<string, number>;
}

const FUNCTIONS = list(
  structureOf<LambdaFunction>({
    functionArn: text,
    functionName: text,
    published: number,
    versions: mapOf(structureOf({ version: text, settings: structure(), lastModified: number, revisionId: text })),
    aliases: mapOf(structureOf({ name: text, functionVersion: text, description: text, revisionId: text })),
    policies: mapOf(structureOf({ statements: list(structure()) })),
    tags: mapOf(text),
    eventInvokeConfigs: mapOf(structure()),
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
  publishedLayers: mapOf(number),
});

/** Returns all functions and layers as plain JSON; their code is kept beside it. */
export const exportState = (store: FunctionStore, { versions, published }: LayerStore): Json =>
  printKept({ functions: [...store.values()], layers: [...versions.values()], publishedLayers: published });

/** Replaces all functions and layers by those that were exported; an empty object stands for none, a list for functions alone. */
export function importState(store: FunctionStore, { versions, published }: LayerStore, state: Json): void {
  const { functions, layers, publishedLayers } = STATE(Array.isArray(state) ? { functions: state } : state, "lambda");
  refill(store, functions, ({ functionArn }) => functionArn);
  refill(versions, layers, ({ layerVersionArn }) => layerVersionArn);
  published.clear();
  for (const [arn, count] of publishedLayers) published.set(arn, count);
}
