import { suggestName } from "@sfn-websocket/languages/nearest-name";
import { dropBackend } from "./choose-backend";
import type { SettingSources } from "./read-settings";
import { nameVariable } from "@sfn-websocket/constructs/options/setting";
import { requireNoProblems } from "@sfn-websocket/constructs/options/synthesis-error";
import { isRecord } from "@sfn-websocket/constructs/options/refuse-value";

/** One of the configured environments, such as `prod`. */
export interface ConfiguredEnvironment {
  /** Empty where none is configured. */
  readonly environment: string;
  /** The context of `cdktf.json` with what the environment says over it. */
  readonly context: Readonly<Record<string, unknown>>;
}

/** The environments, and the one that is chosen, undefined for all of them. */
export interface Environments {
  readonly environments: readonly ConfiguredEnvironment[];
  readonly chosen?: string;
}

const NAME = /^[a-z0-9][a-z0-9-]{0,19}$/;

/**
 * The environments of the context, each with its settings over those that all share. Throws a SynthesisError where they
 * are not settings by name, or where another one is chosen.
 */
export function listEnvironments({ context, environment }: SettingSources): Environments {
  const { environments, environment: preset, ...shared } = context;
  const chosen = environment[nameVariable("environment")] || preset;
  const entries = environments === undefined ? [] : readEntries(environments);
  requireNoProblems([...checkEntries(environments, entries), ...checkChoice(chosen, entries)]);
  if (environments === undefined) return { environments: [{ environment: "", context: shared }] };
  return {
    environments: entries.map(([name, settings]) => ({
      environment: name,
      context: mergeContext(shared, isRecord(settings) ? settings : {}),
    })),
    ...(chosen !== undefined && { chosen: String(chosen) }),
  };
}

type Context = Readonly<Record<string, unknown>>;

/** An environment that chooses another backend makes void what all share of theirs. */
function mergeContext(shared: Context, own: Context): Context {
  const isOther = own["backend"] !== undefined && own["backend"] !== shared["backend"];
  return { ...(isOther ? dropBackend(shared) : shared), ...own };
}

function readEntries(environments: unknown): readonly (readonly [string, unknown])[] {
  return isRecord(environments) ? Object.entries(environments) : [];
}

function checkEntries(environments: unknown, entries: ReturnType<typeof readEntries>): readonly string[] {
  const isRight = entries.length > 0 && entries.every(([name, settings]) => NAME.test(name) && isRecord(settings));
  if (environments === undefined || isRight) return [];
  const got = JSON.stringify(environments);
  return [
    `cdktf.json: environments are not settings by name, got ${got}; write { "prod": { "stageName": "v1" } }, names in lower-case letters, digits and hyphens`,
  ];
}

function checkChoice(chosen: unknown, entries: ReturnType<typeof readEntries>): readonly string[] {
  const names = entries.map(([name]) => name);
  if (chosen === undefined || names.some((name) => name === chosen)) return [];
  const otherwise = names.length > 0 ? `use one of ${names.join(", ")}` : "add it to 'environments' of the context";
  return [`environment: is not configured, got '${String(chosen)}'; ${suggestName(String(chosen), names, otherwise)}`];
}
