import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeTemporaryFolder } from "@sfn-websocket/run/temporary-folder";
import type { Measure } from "./run-measures";
import {
  HUNDRED_ITEMS,
  renderHere,
  renderInPeer,
  runHere,
  runInPeer,
  TEN_STATES,
  TEN_STATES_JSONATA,
  type Compute,
} from "./engines";
import type { Peers } from "./peers";
import { SERVED } from "./served";
import { type Program, type Server, startServer } from "./servers";
import { askOnce, exchange, type Exchange, MESSAGE, openIdle, type Opening } from "./sockets";
import { createProject, timeNpm, timeProgram, timeSaved } from "./project";

/** Answers each message with its own text, or with as many bytes as it is told. */
const ECHO = `
const { WebSocketServer } = require("ws");
const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
const bytes = Number(process.argv[1]);
const answer = bytes > 0 ? "x".repeat(bytes) : undefined;
server.on("connection", (socket) => socket.on("message", (data) => socket.send(answer ?? data, { binary: false })));
server.on("listening", () => console.log("ws://127.0.0.1:" + server.address().port));
`;

/** What is measured, and what ends it. */
export interface Measures {
  readonly measures: readonly Measure[];
  close(): Promise<void>;
}

/** All measures, those that compare with peers only where they are there. */
export async function createMeasures(project: string, peers: Peers | undefined): Promise<Measures> {
  const folder = makeTemporaryFolder("benchmark");
  const file = join(folder, "main.tf.json");
  writeFileSync(file, JSON.stringify(SERVED));
  const launcher = join(project, "packages", "run");
  const runtime = (pinned: boolean, ...more: readonly string[]): Program => ({
    command: process.execPath,
    argv: [launcher, join(project, "packages", "local", "command-line", "index.ts"), "--port", "0", ...more, file],
    cwd: project,
    pinned,
  });
  const echo = (bytes: number, pinned: boolean): Program => ({
    command: process.execPath,
    argv: ["-e", ECHO, String(bytes)],
    cwd: project,
    pinned,
  });
  const served = await startServer(runtime(true));
  const answer = await askOnce(served.url);
  const echoed = await startServer(echo(Buffer.byteLength(answer), true));
  const bare = await startServer(echo(0, true));
  const traceless = await startServer(runtime(true, "--no-trace"));
  const offline = peers && (await startServer(peers.serverlessOffline));
  const measures = [
    ...listMessages({ served, echoed, bare, traceless, offline, bytes: Buffer.byteLength(answer) }),
    ...listServers(
      () => startServer(runtime(true)),
      () => startServer(echo(0, true)),
    ),
    ...listStarts(project, folder, { runtime: runtime(false), echo: echo(0, false) }),
    ...listEngines(peers),
  ];
  return {
    measures,
    async close() {
      for (const server of [served, echoed, bare, traceless, offline]) await server?.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

interface Messages {
  readonly served: Server;
  readonly echoed: Server;
  readonly bare: Server;
  /** Ours, keeping no traces. */
  readonly traceless: Server;
  readonly offline: Server | undefined;
  /** Of an answer. */
  readonly bytes: number;
}

/** What a measure is called, and what it is held against. */
type Texts = Pick<Measure, "name" | "floor" | "atMost" | "atLeast">;

function listMessages({ served, echoed, bare, traceless, offline, bytes }: Messages): Measure[] {
  const echo = `a ws echo that answers with as many bytes, ${bytes}`;
  const compare = (text: Texts, other: Server, figure: keyof Exchange): Measure => ({
    ...text,
    unit: figure === "cpu" ? "µs" : "ms",
    here: async () => (await exchange(served))[figure],
    // The peer is slower by so much that fewer messages do.
    there: async () => (await (other === offline ? exchange(other, 10) : exchange(other)))[figure],
  });
  return [
    compare({ name: "server CPU a message", floor: echo, atMost: 1.6 }, echoed, "cpu"),
    compare(
      { name: "server CPU a message, seen otherwise", floor: `a ws echo of the ${MESSAGE.length} bytes asked` },
      bare,
      "cpu",
    ),
    compare(
      { name: "server CPU a message, for its trace", floor: "the same with --no-trace", atMost: 1.1 },
      traceless,
      "cpu",
    ),
    compare({ name: "slowest hundredth of answers", floor: echo, atMost: 1.5 }, echoed, "p99"),
    ...(offline
      ? [compare({ name: "server CPU a message, of peers", floor: "serverless-offline 13, a Lambda" }, offline, "cpu")]
      : []),
  ];
}

/** What is measured of a server that was just started. */
function listServers(startRuntime: () => Promise<Server>, startEcho: () => Promise<Server>): Measure[] {
  const fresh = <Figure>(start: () => Promise<Server>, read: (server: Server) => Figure | Promise<Figure>) =>
    async function measure(): Promise<Figure> {
      const server = await start();
      try {
        return await read(server);
      } finally {
        await server.stop();
      }
    };
  const opening = (figure: keyof Opening, scale: number) => async (server: Server) =>
    (await openIdle(server))[figure] * scale;
  const compare = (
    measure: Omit<Measure, "here" | "there" | "floor">,
    read: (server: Server) => number | Promise<number>,
  ) => ({
    ...measure,
    floor: "a ws echo",
    here: fresh(startRuntime, read),
    there: fresh(startEcho, read),
  });
  return [
    compare({ name: "memory of an open connection", unit: "KiB", atMost: 1.2 }, opening("bytes", 1 / 1024)),
    compare({ name: "connections a second of server CPU", unit: "", atLeast: 0.8 }, opening("rate", 1)),
    compare({ name: "memory when idle", unit: "MiB", atMost: 1.25 }, readIdle),
  ];
}

const readIdle = async (server: Server): Promise<number> => {
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  return server.residentBytes() / 2 ** 20;
};

async function timeStart(program: Program): Promise<number> {
  const server = await startServer(program);
  await server.stop();
  return server.startedAfter;
}

function listStarts(project: string, folder: string, programs: { runtime: Program; echo: Program }): Measure[] {
  const own = createProject(project, folder);
  const synthesize = () => timeProgram(project, [join(project, "packages", "run"), "main.ts"], join(folder, "out"));
  return [
    {
      name: "from the synthesized JSON to the address",
      floor: "a ws echo's start",
      unit: "ms",
      atMost: 1.5,
      here: () => timeStart(programs.runtime),
      there: () => timeStart(programs.echo),
    },
    {
      name: "npm start to the address, without npm's own time",
      floor: "a ws echo's start",
      unit: "ms",
      atMost: 3,
      here: async () => (await timeStart(own.start)) - timeNpm(folder),
      there: () => timeStart(programs.echo),
    },
    {
      name: "synthesis",
      floor: "cdktf required alone",
      unit: "ms",
      atMost: 0.8,
      here: synthesize,
      there: () => timeProgram(project, ["-r", "cdktf", "-e", "0"], join(folder, "out")),
    },
    {
      name: "a saved workflow is served",
      floor: "a ws echo's start",
      unit: "ms",
      within: 600,
      here: () => timeSaved(own),
      there: () => timeStart(programs.echo),
    },
  ];
}

function listEngines(peers: Peers | undefined): Measure[] {
  const measure = (text: Texts, here: Compute, there: Compute): Measure => ({
    ...text,
    unit: "a second",
    here: () => countPerSecond(here),
    there: () => countPerSecond(there),
  });
  const jsonata = measure(
    { name: "executions of ten JSONata states", floor: "the same in JSONPath" },
    runHere(TEN_STATES_JSONATA),
    runHere(TEN_STATES),
  );
  if (!peers) return [jsonata];
  const peer = { floor: "aws-local-stepfunctions 3", atLeast: 10 };
  return [
    measure({ name: "executions of ten states", ...peer }, runHere(TEN_STATES), runInPeer(TEN_STATES, peers)),
    measure(
      { name: "executions of a Map of 100 items", ...peer },
      runHere(HUNDRED_ITEMS),
      runInPeer(HUNDRED_ITEMS, peers),
    ),
    jsonata,
    measure({ name: "the pattern's template", floor: "velocityjs 2" }, renderHere(), renderInPeer(peers)),
  ];
}

/** Seconds of CPU for which something is computed. */
const COMPUTED_SECONDS = 0.3;

/** How often something is computed in a second of this process's CPU. */
async function countPerSecond(compute: Compute): Promise<number> {
  const before = process.cpuUsage();
  let count = 0;
  for (let used = 0; ;) {
    for (let index = 0; index < 10; index++) await compute();
    count += 10;
    const { user, system } = process.cpuUsage(before);
    used = (user + system) / 1e6;
    if (used >= COMPUTED_SECONDS) return count / used;
  }
}
