import { rmSync } from "node:fs";
import { join, sep } from "node:path";
import { makeTemporaryFolder } from "@sfn-websocket/run/temporary-folder";
import { readAssets } from "./assets";
import { bindMarks, type Bindings } from "./bind-marks";
import { buildModule, type Module } from "./build-module";
import { listSources, type WorkflowSource } from "./find-source";
import { MARKS, markSettings } from "./marks";
import { mergeEncryption } from "./merge-encryption";
import { readPaths, readStack, type Stack } from "./read-stack";
import { readSynthesized, runApp, type SynthesizedStack } from "./run-app";

/** A module, and what a reader is to know of it. */
export interface Ejected {
  readonly module: Module;
  /** The stack's own name in the app; undefined where a folder is read. */
  readonly id?: string;
  /** The stack itself, as it was synthesized. */
  readonly stack: Stack;
  readonly bindings: Bindings;
  /** Why the module works in the stack's region alone, a line for each reason; undefined where it works in any. */
  readonly fixedRegion?: readonly string[];
}

/** A stack of a project's app. */
export interface StackOfProject {
  /** The folder that holds `cdktf.json`. */
  readonly project: string;
  /** The stack's name in the app, or a folder of `cdktf.out/stacks`: what has a slash in it. */
  readonly stack: string;
  /** Settings, as environment variables. @default - those of this process */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * The module of a stack of a project's app.
 *
 * @throws Error with what is wrong with the stack, or what a module cannot hold
 */
export async function ejectStack({ project, stack, settings: given = {} }: StackOfProject): Promise<Ejected> {
  if (isFolder(stack)) return ejectSynthesized(() => readSynthesized(stack), listSources(project));
  const temporary = makeTemporaryFolder("eject");
  try {
    return await ejectSynthesized(
      (name, settings) =>
        runApp({ project, stack, output: join(temporary, name), settings: { ...given, ...settings } }),
      listSources(project),
    );
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Whether what is named is a folder: no stack of cdktf's has a slash in its name. */
export const isFolder = (stack: string): boolean => stack.includes("/") || stack.includes(sep);

/** Synthesizes a stack with settings, environment variables, beside those that are in force. @param name of its own each time */
export type Synthesize = (
  name: string,
  settings: Readonly<Record<string, string>>,
) => SynthesizedStack | Promise<SynthesizedStack>;

/**
 * The module of a stack, which is synthesized three times: as it is, and with marks in place of what a module's user
 * decides, without a key of one's own and with one. A search for the names themselves could not tell a stage called `api`
 * from any other `api`; a mark stands nowhere but where the setting does. That nothing else hangs on the settings is
 * proved: the marked stack with the stack's own values must be the stack. Of an app that takes no such settings no mark comes
 * out: its module has the names and the region that the app gives.
 */
export async function ejectSynthesized(synthesize: Synthesize, sources: readonly WorkflowSource[]): Promise<Ejected> {
  const own = await synthesize("own", {});
  const stack = readStack(own.configuration);
  const marked = await synthesizeMarked(stack, synthesize);
  const { bindings, merged } = bindVariants(stack, marked);
  const isNamed = bindings.name !== undefined;
  const module = buildModule({
    stack: merged,
    bindings,
    region: isNamed ? marked.region : stack.region,
    defaultTags: stack.defaultTags,
    paths: new Map([...readPaths(marked.plain.configuration), ...readPaths(marked.encrypted.configuration)]),
    sources,
    assets: readAssets(own.folder),
  });
  return { module, id: own.id, stack, bindings, fixedRegion: isNamed ? marked.fixed : FIXED_NAMES };
}

/** Why a module of names that nobody can choose works once only. */
const FIXED_NAMES: readonly string[] = [
  "the names of its resources are those that the app gave them, since none follows the setting stackName: an account has room for one instance",
];

interface MarkedStacks {
  readonly plain: SynthesizedStack;
  readonly encrypted: SynthesizedStack;
  readonly region: string;
  readonly fixed?: readonly string[];
}

/** What may be marked: all of it, or less of a stack that does not take a mark. */
const ATTEMPTS = [
  { isElsewhere: true, isBounded: true },
  { isElsewhere: true, isBounded: false },
  { isElsewhere: false, isBounded: true },
  { isElsewhere: false, isBounded: false },
] as const;

/**
 * With as much marked as the stack takes: one that names an ARN of its region works in that alone, one that is given a
 * role takes no boundary beside it, and where a key is refused there is no choice.
 */
async function synthesizeMarked({ region: own, resources }: Stack, synthesize: Synthesize): Promise<MarkedStacks> {
  const alarms = "aws_cloudwatch_metric_alarm" in resources;
  let refusal: unknown;
  for (const [attempt, { isElsewhere, isBounded }] of ATTEMPTS.entries()) {
    const region = isElsewhere ? MARKS.region : own;
    const run = (encrypted: boolean) =>
      synthesize(
        `${encrypted ? "encrypted" : "plain"}-${attempt}`,
        markSettings({ region, encrypted, alarms, isBounded }),
      );
    try {
      const plain = await run(false);
      const fixed = isElsewhere ? undefined : describe(refusal);
      return { plain, encrypted: await orElse(() => run(true), plain), region, fixed };
    } catch (error) {
      refusal ??= error;
    }
  }
  throw refusal;
}

/** What synthesis said of another region, without what it advises there. */
function describe(error: unknown): readonly string[] {
  const lines = (error instanceof Error ? error.message : String(error)).split("\n");
  const ofRegion = lines.filter((line) => line.includes(MARKS.region));
  return (ofRegion.length > 0 ? ofRegion : lines).map((line) =>
    line
      .replace(/^error: /, "")
      .replace(/; .*$/, "")
      .replaceAll(MARKS.region, "another region"),
  );
}

async function orElse<Value>(attempt: () => Value | Promise<Value>, otherwise: Value): Promise<Value> {
  try {
    return await attempt();
  } catch {
    return otherwise;
  }
}

function bindVariants(own: Stack, { plain, encrypted, region }: MarkedStacks) {
  const [without, withKey] = [readStack(plain.configuration), readStack(encrypted.configuration)];
  const bound = bindMarks(own, without, region);
  const tried = "bindings" in bound ? bound : bindMarks(own, withKey, region);
  if ("difference" in tried) {
    const { difference } = "difference" in bound ? bound : tried;
    throw new Error(
      `${difference}; make it no part of a name, a region or another setting that a module has variables for`,
    );
  }
  const resources = mergeEncryption(without.resources, withKey.resources);
  // A variable's default is no expression.
  const others = {
    ...without.others,
    ...(own.others["variable"] !== undefined && { variable: own.others["variable"] }),
  };
  // An import is the root's, whose id is no expression either.
  return { bindings: tried.bindings, merged: { ...without, resources, others, imports: own.imports } };
}
