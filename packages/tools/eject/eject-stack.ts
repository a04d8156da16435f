import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readAssets } from "./assets";
import { bindMarks, type Bindings } from "./bind-marks";
import { buildModule, type Module } from "./build-module";
import { listSources } from "./find-source";
import { MARKS, markSettings } from "./marks";
import { mergeEncryption } from "./merge-encryption";
import { readPaths, readStack, type Stack } from "./read-stack";
import { runApp, type SynthesizedStack } from "./run-app";

/** A module, and what a reader is to know of it. */
export interface Ejected {
  readonly module: Module;
  /** The stack itself, as it was synthesized. */
  readonly stack: Stack;
  readonly bindings: Bindings;
  /** Why the module works in the stack's region alone; undefined where it works in any. */
  readonly fixedRegion?: string;
}

/** A stack of a project's app. */
export interface StackOfProject {
  /** The folder that holds `cdktf.json`. */
  readonly project: string;
  /** The stack's name in `main.ts`. */
  readonly stack: string;
  /** Settings, as environment variables. @default - those of this process */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * The module of a stack. The app is run three times: as it is, and with marks in place of what a module's user decides,
 * without a key of one's own and with one. A search for the names themselves could not tell a stage called `api` from
 * any other `api`; a mark stands nowhere but where the setting does. That nothing else hangs on the settings is proved:
 * the marked stack with the stack's own values must be the stack.
 *
 * @throws Error with what is wrong with the stack, or what a module cannot hold
 */
export async function ejectStack({ project, stack, settings: given = {} }: StackOfProject): Promise<Ejected> {
  const temporary = mkdtempSync(join(tmpdir(), "eject-"));
  try {
    const run = (name: string, settings: Readonly<Record<string, string>>) =>
      runApp({ project, stack, output: join(temporary, name), settings: { ...given, ...settings } });
    const own = await run("own", {});
    const read = readStack(own.configuration);
    const marked = await synthesizeMarked(read, run);
    const { bindings, merged } = bindVariants(read, marked);
    const module = buildModule({
      stack: merged,
      bindings,
      region: marked.region,
      defaultTags: read.defaultTags,
      paths: new Map([...readPaths(marked.plain.configuration), ...readPaths(marked.encrypted.configuration)]),
      sources: listSources(project),
      assets: readAssets(own.folder),
    });
    return { module, stack: read, bindings, fixedRegion: marked.fixed };
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

interface MarkedStacks {
  readonly plain: SynthesizedStack;
  readonly encrypted: SynthesizedStack;
  readonly region: string;
  readonly fixed?: string;
}

type Run = (name: string, settings: Readonly<Record<string, string>>) => Promise<SynthesizedStack>;

/** With the region marked too, unless the stack works in its own alone, as one that names an ARN of it does. */
async function synthesizeMarked({ region, resources }: Stack, run: Run): Promise<MarkedStacks> {
  const alarms = "aws_cloudwatch_metric_alarm" in resources;
  const runBoth = async (where: string) => ({
    plain: await run(`plain-${where}`, markSettings({ region: where, encrypted: false, alarms })),
    encrypted: await run(`encrypted-${where}`, markSettings({ region: where, encrypted: true, alarms })),
    region: where,
  });
  try {
    return await runBoth(MARKS.region);
  } catch (error) {
    return { ...(await runBoth(region)), fixed: (error as Error).message };
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
  return { bindings: tried.bindings, merged: { ...without, resources } };
}
