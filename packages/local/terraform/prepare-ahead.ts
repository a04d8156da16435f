import { isJsonObject, type JsonObject, objectOf } from "@sfn-websocket/languages/json";
import type { Steps } from "@sfn-websocket/languages/states-language/world/steps";
import type { Aws, Region } from "../account/aws";
import { text } from "./attributes";
import { blocks, type ReadStack, regionOf } from "./configuration";
import { evaluate, type Resolve } from "./expressions";

/** A stack whose resources are about to be created. */
export interface Loading {
  readonly stack: ReadStack;
  readonly aws: Aws;
  readonly resolve: Resolve;
}

interface Large {
  /** The attributes that it is prepared from. */
  readonly attributes: readonly string[];
  readonly prepare: (region: Region, attributes: JsonObject) => Steps<unknown>;
}

/** The types of resources that take long to prepare, and keep what was prepared before they are created. */
const LARGE = {
  aws_sfn_state_machine: {
    attributes: ["definition", "type"],
    prepare: ({ stepfunctions }, attributes) =>
      stepfunctions.readDefinition({
        definition: text(attributes, "definition"),
        type: attributes.type === "EXPRESS" ? "EXPRESS" : "STANDARD",
      }),
  },
  aws_apigatewayv2_deployment: {
    attributes: ["api_id"],
    prepare: ({ apigateway }, attributes) => apigateway.compileApi(text(attributes, "api_id"), "ahead"),
  },
} as const satisfies Readonly<Record<string, Large>>;

/**
 * Prepares, in steps, what is large in the resources of a type, or in one of them. What is wrong with one is told when it
 * is created, not here.
 */
export function* prepareAhead(loading: Loading, type: keyof typeof LARGE, only?: string): Steps<void> {
  for (const [name, block] of Object.entries(blocks(blocks(loading.stack.configuration, "resource"), type))) {
    if ((only !== undefined && name !== only) || !isJsonObject(block)) continue;
    try {
      yield* prepareOne(loading, LARGE[type], block);
    } catch {
      // Its creation fails for the same reason, with the resource's address.
    }
    yield;
  }
}

function prepareOne({ stack, aws, resolve }: Loading, large: Large, block: JsonObject): Steps<unknown> {
  const own = Object.entries(block).filter(([name]) => large.attributes.includes(name));
  const attributes = evaluate(Object.fromEntries(own), resolve);
  const region = aws.region(regionOf(stack, block, resolve));
  return large.prepare(region, objectOf(attributes));
}
