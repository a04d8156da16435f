import { chooseProvider } from "@sfn-websocket/run/choose-provider";
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { createAws } from "../account/aws";
import { copyAws, openAwsState } from "../account/aws-state";
import { lockFolder } from "../account/lock-folder";
import { createServer } from "../http/server";
import { describeUnloggedStages } from "../terraform/check-logging";
import { copyConfiguration, listOutside } from "../terraform-command/copy-configuration";
import { createEnvironment } from "../terraform-command/environment";
import { createTerraform, requireProgram, type TerraformCommand } from "../terraform-command/run-terraform";
import { createBanner, nameHost } from "./banner";
import { createWorld } from "./create-world";
import { catchUncaught } from "./last-resort";
import { listen, stopOnSignal } from "./listen";
import { fingerprint } from "./fingerprint";
import { describeError, type Options } from "./options";
import { openInspector } from "./open-inspector";
import { log, print } from "./terminal";
import { watchFiles } from "./watch";
import { keepYoungGeneration } from "./young-generation";

/**
 * Has the user's own Terraform apply a folder, and serves what it made, until the process is told to end; again when a
 * file changes. Terraform works on an AWS of its own, of which a copy is served once an apply is whole: an apply that
 * fails changes nothing of what is served.
 *
 * @throws Error with Terraform's words where the first apply fails.
 */
export async function serveConfiguration(options: Options): Promise<void> {
  if (options.inspect !== undefined) openInspector(options.inspect);
  const program = requireProgram(process.env);
  const work = await openWork(options);
  let port: number | undefined;
  const world = createWorld(options, () => (port ? `http://${nameHost(options.host)}:${port}` : undefined));
  const made = createAws(world);
  const state = options.state === undefined ? undefined : openAwsState(options.state);
  state?.restore(made);
  let served = createAws(world);
  const forClients = createServer({
    aws: () => served,
    log,
    isExposed: options.host !== "127.0.0.1",
    project: options.path,
  });
  const forTerraform = createServer({ aws: () => made, log, ...(state && { changed: state.save }) });
  const isKept = options.state !== undefined;
  port = await listen(forClients.http, options).catch((error: Error) => {
    if (!isKept) rmSync(work, { recursive: true, force: true });
    throw error;
  });
  const endpoint = `http://127.0.0.1:${await listen(forTerraform.http, { port: 0, host: "127.0.0.1" })}`;
  keepYoungGeneration();
  catchUncaught({ isServing: () => forClients.http.listening, log, exit: (status) => process.exit(status) });
  const version = createVersions({ options, program, work, endpoint });
  const watching = new Map<string, Promise<() => Promise<void>>>();
  const stop = async (): Promise<void> => {
    await version.stop();
    await Promise.all([...watching.values()].map(async (started) => (await started)()));
    await Promise.all([forClients.close(), forTerraform.close()]);
    world.functions.stop();
    if (!isKept) rmSync(work, { recursive: true, force: true });
  };
  stopOnSignal(stop);
  const serveVersion = async (): Promise<void> => {
    await version.make();
    const next = createAws(world);
    const characters = copyAws(made, next);
    describeUnloggedStages(next).forEach(log);
    world.traces?.beginVersion(characters);
    served = next;
  };
  const banner = createBanner(options);
  const changeFile = createQueue(async (file) => {
    if (!version.isOutdated()) return;
    print(`${file} changed: Terraform applies the new version\n`);
    try {
      await serveVersion();
      print(`${file} changed: the new version is served\n`);
      banner.printStages(served);
    } catch (error) {
      if (!version.isStopped())
        log(
          `${file} changed, and the new version cannot be served; the old one goes on\n${describeError(error as Error)}`,
        );
    }
    watchAll();
  });
  const watchAll = (): void => {
    for (const path of version.watched())
      if (!watching.has(path) && existsSync(path))
        watching.set(path, watchFiles({ path, since: performance.timeOrigin, changed: changeFile, log }));
  };
  try {
    await serveVersion();
  } catch (error) {
    if (version.isStopped()) return;
    await stop();
    throw error;
  }
  banner.start(served, port);
  options.unusedForwards.forEach(log);
  watchAll();
}

/** The folder of what Terraform keeps: below `--state`, else one that is gone at the end. */
async function openWork({ state, path = "." }: Options): Promise<string> {
  if (state === undefined) return mkdtempSync(join(tmpdir(), "sfn-websocket-terraform-"));
  mkdirSync(state, { recursive: true, mode: 0o700 });
  const [folder, kept] = [realpathSync(path), realpathSync(state)];
  if (kept === folder || kept.startsWith(folder + sep))
    throw new Error(`--state: lies in the folder that is served, got '${state}'; name one outside of it`);
  await lockFolder(state);
  return join(kept, "terraform");
}

interface VersionOptions {
  readonly options: Options;
  readonly program: string;
  readonly work: string;
  readonly endpoint: string;
}

interface Versions {
  /** Applies what the folder holds now. Rejects with Terraform's words. */
  make(): Promise<void>;
  /** Has Terraform finish what it is doing, and begin nothing more. */
  stop(): Promise<void>;
  isStopped(): boolean;
  /**
   * Whether anything differs from what was applied last. Terraform writes there too, an `archive_file` of a module outside
   * of the folder at each apply: what it writes the same again would be applied for ever.
   */
  isOutdated(): boolean;
  /** The folder, and all outside of it that decides what is applied. */
  watched(): readonly string[];
}

function createVersions({ options, program, work, endpoint }: VersionOptions): Versions {
  const { path: folder = ".", variables, allowedProviders: allowed } = options;
  const files = variables.flatMap((text) => /^-var-file=(.*)$/.exec(text)?.[1] ?? []);
  let terraform: TerraformCommand | undefined;
  let isStopped = false;
  let told = "";
  let outside: readonly string[] = [];
  let provider: Readonly<Record<string, string>> | undefined;
  let applied: string | undefined;
  const watched = (): readonly string[] => [folder, ...files, ...outside];
  return {
    isStopped: () => isStopped,
    isOutdated: () => applied !== fingerprint(watched()),
    watched,
    async make() {
      if (isStopped) return;
      const began = Date.now();
      const env = createEnvironment(process.env, work, endpoint);
      provider ??= chooseProvider(work, (line) => print(`${line}\n`));
      outside = listOutside(folder);
      applied = fingerprint(watched());
      const copied = copyConfiguration({ folder, work, endpoint });
      if (copied.told.join("\n") !== told) copied.told.forEach((line) => print(`${line}\n`));
      told = copied.told.join("\n");
      const applyWith = (chosen: Readonly<Record<string, string>>) => {
        const own = { ...env, ...chosen };
        terraform = createTerraform({ program, folder: copied.folder, env: own, variables, allowed, print });
        return terraform.apply();
      };
      await applyWith(provider).catch((error: Error) => {
        // The provider that was found is of another version than the configuration asks for.
        if (!/query available provider packages/i.test(error.message) || provider?.TF_CLI_CONFIG_FILE === undefined)
          throw error;
        provider = {};
        print("provider: from the registry, since the one of this machine is not what the configuration asks for\n");
        return applyWith(provider);
      });
      print(`applied in ${((Date.now() - began) / 1000).toFixed(1)} s\n`);
    },
    async stop() {
      isStopped = true;
      await terraform?.stop();
    },
  };
}

/** Returns what has `change` follow each file that changed, one after another; files that change meanwhile go together. */
function createQueue(change: (file: string) => Promise<void>): (file: string) => Promise<void> {
  let running = Promise.resolve();
  let waiting: string | undefined;
  return (file) => {
    const isQueued = waiting !== undefined;
    waiting = file;
    if (isQueued) return running;
    running = running.then(() => {
      const next = waiting ?? file;
      waiting = undefined;
      return change(next);
    });
    return running;
  };
}
