import { describeFailure } from "@sfn-websocket/languages/describe-failure";
import { dirname } from "node:path";
import { isJsonObject, type Json, type JsonObject, objectOf, readOwn } from "@sfn-websocket/languages/json";
import { list } from "./attributes";
import { evaluate, type Resolve } from "./expressions";
import { readBlocks } from "./read-blocks";
import type { SynthesizedStack } from "./synthesized";

/** A stack whose blocks are read. */
export interface ReadStack {
  readonly name: string;
  /** Where it is. */
  readonly folder: string;
  readonly configuration: JsonObject;
}

export function readConfiguration({ name, file, configuration }: SynthesizedStack): ReadStack {
  try {
    return { name, folder: dirname(file), configuration: readBlocks(configuration, file) };
  } catch (error) {
    throw new Error(`${name}: ${describeFailure(error, "cannot be read; synthesize it again")}`);
  }
}

/** The blocks of a kind, by type or name; an empty object where there is none. */
export const blocks = (configuration: JsonObject, kind: string): JsonObject => objectOf(configuration[kind]);

export function memberOf(value: Json | undefined, step: string | number): Json | undefined {
  if (Array.isArray(value)) return value[Number(step)];
  return isJsonObject(value) ? readOwn(value, String(step)) : undefined;
}

/**
 * The region that a block says itself, which version 6 of the provider lets it; else that of the provider that it names.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/enhanced-region-support documented
 */
export function regionOf({ name, configuration }: ReadStack, block: JsonObject, resolve: Resolve): string {
  const [, alias] = typeof block.provider === "string" ? block.provider.replace(/^\$\{(.*)\}$/, "$1").split(".") : [];
  const provider = list(blocks(configuration, "provider").aws).find((each) => each.alias === alias);
  if (!provider && alias !== undefined)
    throw new Error(`${name}: provider 'aws.${alias}' is not declared; declare it or correct the reference`);
  const region = evaluate(block.region ?? provider?.region ?? null, resolve);
  return typeof region === "string" ? region : (process.env.AWS_REGION ?? "us-east-1");
}
