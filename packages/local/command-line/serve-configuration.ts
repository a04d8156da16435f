import { existsSync, realpathSync, rmSync } from "node:fs";
import { join, sep } from "node:path";
import { type Aws, createAws } from "../account/aws";
import { copyAws, openAwsState } from "../account/aws-state";
import { lockFolder } from "../account/lock-folder";
import { createServer } from "../http/server";
import { describeUnlogged } from "../terraform/check-logging";
import { makeTemporaryFolder } from "@sfn-websocket/run/temporary-folder";
import { requireProgram } from "../terraform-command/run-terraform";
import { createBanner, isLoopback, nameHost } from "./banner";
import { createWorld } from "./create-world";
import { catchUncaught } from "./last-resort";
import { listen, stopOnSignal } from "./listen";
import type { Options } from "./options";
import { openInspector } from "./open-inspector";
import { createTellNew, tellChange } from "./tell-change";
import { log } from "./terminal";
import { describeUnnamed } from "./unused-options";
import { createVersions, type Versions } from "./terraform-versions";
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
  const servers = await openServers(options).catch((error: Error) => {
    work.close();
    throw error;
  });
  const version = createVersions({ options, program, work: work.folder, endpoint: servers.endpoint });
  const watches = createWatches(version);
  const stop = async (): Promise<void> => {
    await version.stop();
    await watches.stop();
    await servers.close();
    work.close();
  };
  stopOnSignal(stop);
  const banner = createBanner(options);
  const serve = async (): Promise<string> => {
    await version.make();
    servers.serveMade();
    return "the new version is served";
  };
  const change = createQueue(async (file) => {
    if (!version.isOutdated()) return;
    await tellChange({ file, begins: "Terraform applies the new version", serve, isGivenUp: version.isStopped });
    banner.printStages(servers.served());
    watches.start(change);
  });
  try {
    await serve();
  } catch (error) {
    if (version.isStopped()) return;
    await stop();
    throw error;
  }
  banner.start(servers.served(), servers.port);
  options.unusedForwards.forEach(log);
  watches.start(change);
}

interface Servers {
  /** Of the server for clients. */
  readonly port: number;
  /** Where Terraform reaches the AWS that it works on. */
  readonly endpoint: string;
  /** What clients are served. */
  served(): Aws;
  /** Serves clients a copy of what Terraform has made. */
  serveMade(): void;
  close(): Promise<void>;
}

/** Opens a server for clients, and one for Terraform, whose AWS is kept where the options say. */
async function openServers(options: Options): Promise<Servers> {
  let port: number | undefined;
  const world = createWorld(options, () => (port ? `http://${nameHost(options.host)}:${port}` : undefined));
  const made = createAws(world);
  const state = options.state === undefined ? undefined : openAwsState(options.state);
  state?.restore(made);
  let served = createAws(world);
  const tellNew = createTellNew();
  const isExposed = !isLoopback(options.host);
  const forClients = createServer({ aws: () => served, log, isExposed, project: options.path, speed: options.speed });
  const forTerraform = createServer({
    aws: () => made,
    log,
    logsWithoutRole: true,
    ...(state && { changed: state.save }),
  });
  port = await listen(forClients.http, options);
  const endpoint = `http://127.0.0.1:${await listen(forTerraform.http, { port: 0, host: "127.0.0.1" })}`;
  keepYoungGeneration();
  catchUncaught({ isServing: () => forClients.http.listening, log, exit: (status) => process.exit(status) });
  return {
    port,
    endpoint,
    served: () => served,
    serveMade() {
      const next = createAws(world);
      const text = copyAws(made, next);
      tellNew([...describeUnnamed(options.functions, text), ...describeUnlogged(next)]);
      world.traces?.beginVersion(text.length);
      served = next;
    },
    async close() {
      await Promise.all([forClients.close(), forTerraform.close()]);
      world.functions.stop();
    },
  };
}

interface Watches {
  /** Watches what the version now says, and was not watched. */
  start(changed: (file: string) => Promise<void>): void;
  stop(): Promise<void>;
}

function createWatches(version: Versions): Watches {
  const watching = new Map<string, Promise<() => Promise<void>>>();
  return {
    start(changed) {
      for (const path of version.watched())
        if (!watching.has(path) && existsSync(path))
          watching.set(path, watchFiles({ path, since: performance.timeOrigin, changed, log }));
    },
    async stop() {
      await Promise.all([...watching.values()].map(async (started) => (await started)()));
    },
  };
}

interface Work {
  readonly folder: string;
  /** Removes it, where it is not kept. */
  close(): void;
}

/** The folder of what Terraform keeps: below `--state`, else one that is gone at the end. */
async function openWork({ state, path = ".", before }: Options): Promise<Work> {
  if (state === undefined) {
    const made = makeTemporaryFolder("terraform");
    return { folder: made, close: () => rmSync(made, { recursive: true, force: true }) };
  }
  await lockFolder(state);
  const kept = realpathSync(state);
  if ([path, ...before].some((folder) => `${kept}${sep}`.startsWith(`${realpathSync(folder)}${sep}`)))
    throw new Error(`--state: lies in a folder that is applied, got '${state}'; name one outside of it`);
  return { folder: join(kept, "terraform"), close: () => undefined };
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
