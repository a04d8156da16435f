import { rmSync, writeFileSync } from "node:fs";
import { Agent } from "node:http";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { makeTemporaryFolder } from "@sfn-websocket/run/temporary-folder";
import type { Server } from "../benchmark/servers";
import { startInspected } from "../checks/runtime";
import type { Inspector } from "../soak/inspector";

/** What the server runs: as the stopwatch of this process, a turn counts no more than the process has worked. */
const WATCH = `{
  let time = performance.now(), work = process.cpuUsage(), longest = 0;
  const look = () => {
    const { user, system } = process.cpuUsage(work);
    longest = Math.max(longest, Math.min(performance.now() - time, (user + system) / 1000));
    time = performance.now();
    work = process.cpuUsage();
  };
  setInterval(look, 1).unref();
  globalThis.readLongestHold = () => {
    look();
    const read = longest;
    longest = 0;
    return read;
  };
}`;

/** Notes there what the server writes to its terminal. */
const LISTEN = `{
  let told = "";
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream);
    stream.write = (text, ...more) => {
      told += text;
      return write(text, ...more);
    };
  }
  globalThis.readTold = () => {
    const read = told;
    told = "";
    return read;
  };
}`;

/** What the server tells of a changed file that it serves now, or cannot serve. */
const CAME_OF_IT = / changed(?:, and the new version cannot be served|: (?!the new version is made ready))/;
/** Milliseconds after which the server counts as one that tells nothing, and between two looks. */
const [PATIENCE, LOOK] = [10_000, 10];

interface Started {
  readonly server: Server;
  readonly inspector: Inspector;
  readonly folder: string;
  /** The configuration that is served. */
  readonly file: string;
}

/** A server of this project in a process of its own, which is started by the first case, and whose turns are watched. */
export class SharedServer {
  private started: Promise<Started> | undefined;
  readonly agent = new Agent({ keepAlive: true, maxSockets: 4 });

  /** @param listOptions what the command line has besides; it is asked when the server starts. @default nothing */
  constructor(
    private readonly configuration: object,
    private readonly listOptions: () => Promise<readonly string[]> = async () => [],
  ) {}

  async readUrl(): Promise<string> {
    this.started ??= this.start();
    return (await this.started).server.url;
  }

  readonly readHold = async (): Promise<number> => {
    // A server that has ended, which the case itself is told of, has no turns.
    const hold = await (await this.started)?.inspector.evaluate("readLongestHold()").catch(() => 0);
    return typeof hold === "number" ? hold : 0;
  };

  /** Gives the server another configuration, and resolves to what it tells of it. */
  readonly serve = async (text: string): Promise<string> => {
    this.started ??= this.start();
    const { inspector, file } = await this.started;
    await inspector.evaluate("readTold()");
    writeFileSync(file, text);
    let told = "";
    for (const end = performance.now() + PATIENCE; performance.now() < end; await wait(LOOK)) {
      told += String(await inspector.evaluate("readTold()"));
      if (CAME_OF_IT.test(told)) return told;
    }
    throw new Error(`the server does not tell what came of a changed file, got '${told}'`);
  };

  readonly stop = async (): Promise<void> => {
    this.agent.destroy();
    const { server, inspector, folder } = (await this.started) ?? {};
    this.started = undefined;
    inspector?.close();
    await server?.stop();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  };

  private async start(): Promise<Started> {
    const folder = makeTemporaryFolder("fuzz");
    const file = join(folder, "main.tf.json");
    writeFileSync(file, JSON.stringify(this.configuration));
    const argv = ["--port", "0", "--speed", "1000", "--quiet", ...(await this.listOptions()), file];
    const { server, inspector } = await startInspected(argv);
    for (const script of [WATCH, LISTEN]) await inspector.evaluate(script);
    return { server, inspector, folder, file };
  }
}
