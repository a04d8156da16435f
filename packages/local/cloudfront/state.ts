import type { Json } from "@sfn-websocket/languages/json";
import {
  list,
  mapOf,
  number,
  optional,
  printKept,
  refill,
  structure,
  structureOf,
  text,
} from "../protocols/kept-state";
import { readDistributionSettings } from "./distribution-settings";
import type { Distribution } from "./distributions";
import type { CloudFrontFunction, FunctionVersion } from "./functions";
import type { OriginRequestPolicy } from "./origin-request-policies";
import { readOriginRequestPolicy } from "./origin-request-policy";

interface Resources {
  readonly functions: Map<string, CloudFrontFunction>;
  readonly policies: Map<string, OriginRequestPolicy>;
  readonly distributions: Map<string, Distribution>;
}

/** Every resource as plain JSON; what is read from its configuration is left out. */
interface CloudFrontState {
  readonly functions: readonly CloudFrontFunction[];
  readonly policies: readonly Omit<OriginRequestPolicy, "settings">[];
  readonly distributions: readonly Omit<Distribution, "settings">[];
}

const FUNCTION_VERSION = structureOf<FunctionVersion>({
  config: structure(),
  code: text,
  etag: text,
  lastModifiedTime: number,
});

const CLOUDFRONT = structureOf<CloudFrontState>({
  functions: list(
    structureOf({
      name: text,
      arn: text,
      createdTime: number,
      development: FUNCTION_VERSION,
      live: optional(FUNCTION_VERSION),
    }),
  ),
  policies: list(structureOf({ id: text, etag: text, lastModifiedTime: number, config: structure() })),
  distributions: list(
    structureOf({
      id: text,
      arn: text,
      domainName: text,
      etag: text,
      lastModifiedTime: number,
      config: structure(),
      tags: mapOf(text),
    }),
  ),
});

export function exportState({ functions, policies, distributions }: Resources): Json {
  const state: CloudFrontState = {
    functions: [...functions.values()],
    policies: [...policies.values()].map(({ settings, ...policy }) => policy),
    distributions: [...distributions.values()].map(({ settings, ...distribution }) => distribution),
  };
  return printKept(state);
}

/** Replaces every resource by those that were exported; an empty object stands for none. */
export function importState({ functions, policies, distributions }: Resources, state: Json): void {
  const held = CLOUDFRONT(state, "cloudfront");
  const readPolicies = held.policies.map((each) => ({ ...each, settings: readOriginRequestPolicy(each.config) }));
  const served = held.distributions.map((each) => ({ ...each, settings: readDistributionSettings(each.config) }));
  refill(functions, held.functions, ({ name }) => name);
  refill(policies, readPolicies, ({ id }) => id);
  refill(distributions, served, ({ id }) => id);
}
