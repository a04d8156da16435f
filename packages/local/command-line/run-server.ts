import { runInTurns } from "@sfn-websocket/languages/states-language/world/steps";
import { createAws, type Aws } from "../account/aws";
import { openAwsState } from "../account/aws-state";
import { listStateMachines } from "../account/list-served";
import { lockFolder } from "../account/lock-folder";
import { createBanner, isLoopback, nameHost } from "./banner";
import { createWorld } from "./create-world";
import { listen, stopOnSignal } from "./listen";
import { requireMocks } from "../account/mock-tasks";
import type { Options } from "./options";
import { createServer } from "../http/server";
import { rehearse } from "./rehearse";
import { findOutput, synthesize } from "./synthesize";
import { describeUnlogged } from "../terraform/check-logging";
import { type LoadedStack, loadInSteps } from "../terraform/load-stacks";
import { readStacks } from "../terraform/synthesized";
import { openInspector } from "./open-inspector";
import { describeUnnamed } from "./unused-options";
import { createTellNew, tellChange } from "./tell-change";
import { watchFiles, type WatchOptions } from "./watch";
import { catchUncaught } from "./last-resort";
import { log } from "./terminal";
import { keepYoungGeneration } from "./young-generation";

/**
 * Milliseconds without a change before files are read: what an editor writes after that is read again. The library tells a
 * second change of a file only 50 ms after the first: what is read later than that has it.
 */
const SETTLE = 60;

/** Serves what the options say until the process is told to end; `synthesized` is the folder of the first version. */
export async function runServer(options: Options, synthesized: Promise<string> | undefined): Promise<void> {
  if (options.inspect !== undefined) openInspector(options.inspect);
  let port: number | undefined;
  const endpoint = () => (port === undefined ? undefined : `http://${nameHost(options.host)}:${port}`);
  const stacks = new WeakMap<Aws, readonly LoadedStack[]>();
  const load = createLoader({ options, synthesized, endpoint, stacks });
  if (options.state !== undefined) await lockFolder(options.state);
  const state = options.state === undefined ? undefined : openAwsState(options.state);
  let aws = await load();
  state?.restore(aws);
  const banner = createBanner(options);
  const changed = async (current: Aws): Promise<void> => {
    await state?.save(current);
    banner.printStages(current);
  };
  const server = createServer({
    aws: () => aws,
    log,
    changed,
    isExposed: !isLoopback(options.host),
    ...{ project: process.cwd(), speed: options.speed },
    stacks: () => stacks.get(aws) ?? [],
  });
  port = await listen(server.http, options);
  keepYoungGeneration();
  catchUncaught({ isServing: () => server.http.listening, log, exit: (status) => process.exit(status) });
  const closing: (() => Promise<void>)[] = [server.close];
  // Before the banner says how to stop it.
  stopOnSignal(() => Promise.all(closing.map((close) => close())));
  banner.start(aws, port);
  options.unusedForwards.forEach(log);
  if (options.isEmpty) return;
  const serve = async (): Promise<string> => {
    const next = await load(aws);
    if (next === aws) return "nothing that the stacks say, they are served as before";
    aws = next;
    return "the new version is served";
  };
  closing.push(await watchProject(options, { serve, told: () => banner.printStages(aws) }));
}

/** Rehearses with what an earlier start has left, until the stacks are synthesized. */
function rehearseUntil(synthesized: Promise<string>): void {
  let isOver = false;
  const end = (): void => void (isOver = true);
  synthesized.then(end, end);
  void rehearse(findOutput(process.cwd()), () => isOver);
}

interface Serving {
  /** Serves what the files say now; what came of it. */
  readonly serve: () => Promise<string>;
  /** After that was told. */
  readonly told: () => void;
}

/** Serves each new version of the files; resolves to how to stop. */
function watchProject({ path = process.cwd() }: Options, { serve, told }: Serving): Promise<() => Promise<void>> {
  const changed: WatchOptions["changed"] = async (file, isOutdated) => {
    // Files that were read before they were whole: what comes of the whole ones is told.
    await tellChange({ file, begins: "the new version is made ready", serve, isGivenUp: isOutdated });
    told();
  };
  return watchFiles({ path, since: performance.timeOrigin, changed, settle: SETTLE, log });
}

interface LoaderParts {
  readonly options: Options;
  readonly synthesized: Promise<string> | undefined;
  readonly endpoint: () => string | undefined;
  /** Where the stacks of each version are noted. */
  readonly stacks: WeakMap<Aws, readonly LoadedStack[]>;
}

/**
 * Returns a function that reads the stacks anew and resolves to an AWS which has them, to `current` where they are as they
 * were; a failure leaves nothing behind.
 * Tables and functions outlive the versions of the stacks.
 */
function createLoader({ options, synthesized, endpoint, stacks: noted }: LoaderParts): (current?: Aws) => Promise<Aws> {
  const { path, isEmpty } = options;
  const world = createWorld(options, endpoint);
  if (synthesized !== undefined) rehearseUntil(synthesized);
  let first = synthesized;
  const tellNew = createTellNew();
  let served = "";
  return async (current) => {
    if (isEmpty) return createAws(world);
    const folder = path ?? (await (first ?? synthesize(process.cwd())));
    first = undefined;
    const read = readStacks(folder);
    const text = JSON.stringify(read);
    if (current !== undefined && text === served) return current;
    const aws = createAws(world);
    const stacks: LoadedStack[] = [];
    for (const stack of read) stacks.push(await runInTurns(loadInSteps(stack, aws)));
    noted.set(aws, stacks);
    const warnings = read.flatMap((stack) => stack.warnings ?? []).map((warning) => `warning: ${warning}`);
    const unnamed = describeUnnamed(options.functions, text);
    tellNew([...describeNotServed(stacks), ...warnings, ...unnamed, ...describeUnlogged(aws)]);
    if (world.testCases) requireMocks(world.testCases, listStateMachines(aws));
    world.traces?.beginVersion(text.length);
    served = text;
    return aws;
  };
}

const describeNotServed = (stacks: readonly LoadedStack[]): readonly string[] =>
  stacks
    .filter(({ notServed }) => notServed.length > 0)
    .map(({ name, notServed }) => `${name}: not served here: ${notServed.join(", ")}`);
