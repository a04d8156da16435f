import type { BackendProps } from "./backend";
import { checkBackend, chooseBackend, dropBackend } from "./choose-backend";
import { checkOptions, chooseOptions, type StackOptions } from "./choose-options";
import { findNearestName, suggestName } from "@sfn-websocket/languages/nearest-name";
import { type Parsed, parseStacks, STACK_NAMES } from "@sfn-websocket/constructs/options/parse-setting";
import { nameVariable, type Setting, VARIABLE_PREFIX } from "@sfn-websocket/constructs/options/setting";
import { SETTINGS, type SettingName, type SettingValues } from "./settings";
import { requireNoProblems } from "@sfn-websocket/constructs/options/synthesis-error";

/** Where settings are given. */
export interface SettingSources {
  /** The context of `cdktf.json`. */
  readonly context: Readonly<Record<string, unknown>>;
  /** The process's environment. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /**
   * The names of the stacks that there are, the default one first.
   * @default - the stacks that the project's `main.ts` begins with
   */
  readonly stackNames?: readonly string[];
}

/** What stacks are told by whoever deploys them. */
export interface DeploymentSettings {
  readonly stacks: readonly string[];
  /** What the names of resources say of the stack; undefined for its own name. */
  readonly stackName?: string;
  readonly region: string;
  /** The regions where there are several to choose from. */
  readonly regions?: readonly string[];
  readonly stageName: string;
  readonly resourcePrefix: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly backend: BackendProps;
  /** The Terraform workspace, empty where state has none. */
  readonly workspace: string;
  readonly options: StackOptions;
}

/**
 * The settings from the environment, else from the context, else the defaults. Throws a SynthesisError that lists every
 * value which is wrong, every misspelled name, and what is missing of a backend or given for another.
 */
export function readSettings(given: SettingSources): DeploymentSettings {
  const sources = dropOverridden(given);
  const problems: string[] = [...listUnknownNames(sources)];
  const entries = (Object.keys(SETTINGS) as SettingName[]).map((name) => {
    const parsed = readSetting(name, sources);
    if ("problem" in parsed) problems.push(parsed.problem);
    return [name, "value" in parsed ? parsed.value : undefined] as const;
  });
  requireNoProblems(problems);
  // One entry a row, each of its row's type, as the loop above made them.
  const values = Object.fromEntries(entries) as SettingValues;
  const workspace = readWorkspace(sources);
  requireNoProblems([...checkBackend(values, workspace), ...checkOptions(values)]);
  const { stacks, stackName, region, stageName, resourcePrefix, tags } = values;
  return {
    stacks,
    stackName,
    region,
    regions: values.regions,
    stageName,
    resourcePrefix,
    tags,
    backend: chooseBackend(values),
    workspace: nameWorkspace(values.cloudWorkspace ?? workspace),
    options: chooseOptions(values),
  };
}

/** An environment variable that chooses another backend than the context does makes what the context says of that one void. */
function dropOverridden(sources: SettingSources): SettingSources {
  const { context, environment } = sources;
  const chosen = environment[nameVariable("backend")];
  return !chosen || chosen === context["backend"] ? sources : { ...sources, context: dropBackend(context) };
}

/** A row as it is read, whatever its type. */
interface Row extends Pick<Setting<unknown>, "ambient" | "fallback"> {
  readonly parse: (given: unknown) => Parsed<unknown>;
}

function chooseRow(name: SettingName, { stackNames = STACK_NAMES }: SettingSources): Row {
  if (name !== "stacks") return SETTINGS[name];
  return { ...SETTINGS.stacks, parse: parseStacks(stackNames), fallback: stackNames.slice(0, 1) };
}

function readSetting(name: SettingName, sources: SettingSources): Parsed<unknown> {
  const { context, environment } = sources;
  const row = chooseRow(name, sources);
  const given = [
    { where: `environment variable '${nameVariable(name)}'`, value: environment[nameVariable(name)] || undefined },
    { where: `cdktf.json: context '${name}'`, value: Object.hasOwn(context, name) ? context[name] : undefined },
    { where: `environment variable '${row.ambient}'`, value: environment[row.ambient ?? ""] || undefined },
  ].find(({ value }) => value !== undefined);
  if (given === undefined) return { value: row.fallback };
  const parsed = row.parse(given.value);
  return "problem" in parsed ? { problem: `${given.where}: value ${parsed.problem}` } : parsed;
}

/**
 * Misspelled names would otherwise leave a default in force without a word. The context also holds names of cdktf's and
 * of users'.
 */
function listUnknownNames({ context, environment }: SettingSources): readonly string[] {
  const names = Object.keys(SETTINGS);
  const variables = names.map(nameVariable);
  const unknownVariables = Object.keys(environment)
    .filter((name) => name.startsWith(VARIABLE_PREFIX) && !variables.includes(name))
    .map((name) => `environment: variable is unknown, got '${name}'; ${suggestName(name, variables, "remove it")}`);
  const misspelled = Object.keys(context)
    .filter((name) => !names.includes(name) && findNearestName(name, names) !== undefined)
    .map((name) => `cdktf.json: context is unknown, got '${name}'; ${suggestName(name, names, "remove it")}`);
  return [...unknownVariables, ...misspelled];
}

/** What names of resources say of a workspace whose name holds the stack's, which they say anyway. */
function nameWorkspace(workspace: string): string {
  return workspace.replaceAll("{stack}", "").replace(/^[-_./ ]+|[-_./ ]+$/g, "");
}

/** Terraform's own variable; its workspace `default` is no workspace. */
function readWorkspace({ environment }: SettingSources): string {
  const workspace = environment["TF_WORKSPACE"] ?? "";
  return workspace === "default" ? "" : workspace;
}
