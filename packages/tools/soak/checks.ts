import { readdirSync } from "node:fs";
import { connect } from "node:net";
import { WebSocket } from "ws";
import { askOnce, openSocket, writeHandshake } from "../benchmark/sockets";
import type { Outcome } from "../checks/check";
import type { Amounts } from "./amounts";
import { exchangeTokens } from "./exchange-tokens";
import type { ServedProgram } from "./served-program";

type Tell = (line: string) => void;

/** A check of a server that runs. */
export type LoadCheck = (program: ServedProgram, amounts: Amounts, tell: Tell) => Promise<Outcome>;

/** How much more of the heap may be in use after the load than before: what a socket leaves, nobody else has. */
const GROWTH = 1.1;

export const CHECKS: Readonly<Record<string, LoadCheck>> = {
  async "each message is answered once, on its own socket; the heap is as before"(
    { server, inspector },
    amounts,
    tell,
  ) {
    const { connections, inFlight, messages } = amounts;
    // What a first load compiles and keeps, as the last traces, is no leak.
    const load = (count: number) =>
      exchangeTokens({
        ...{ url: server.url, connections, inFlight },
        more: (sent) => sent < count,
        progress: (answered) => tell(`${answered} of ${messages} answered`),
      });
    await load(Math.min(messages, Math.max(10_000, connections * inFlight)));
    await settle(server.pid);
    const before = await inspector.heap();
    const { answered, wrong, lost } = await load(messages);
    await settle(server.pid);
    const after = await inspector.heap();
    const figures = `${answered} answered on ${connections} connections, ${wrong} wrong, ${lost} lost; heap ${mebibytes(before)} before, ${mebibytes(after)} after`;
    if (answered !== messages || wrong > 0 || lost > 0) return { figures, problem: "not every message has its answer" };
    return { figures, ...(after > before * GROWTH && { problem: "the heap has grown by more than a tenth" }) };
  },

  async "a client that reads nothing holds nobody up, and is held to a bound"({ server }, { unreadBytes }) {
    const before = server.residentBytes();
    const { sent, stop } = await floodUnread(server.url, unreadBytes);
    for (let count = 0; count < 100; count++) await askOnce(server.url);
    const grown = server.residentBytes() - before;
    stop();
    const figures = `${mebibytes(sent)} of messages sent by it, 100 others answered; ${mebibytes(grown)} more memory`;
    return { figures, ...(grown > MOST_UNREAD && { problem: `over ${mebibytes(MOST_UNREAD)} more memory` }) };
  },

  async "connections that come and go leave nothing"({ server }, { connects }, tell) {
    await settle(server.pid);
    const before = countFiles(server.pid);
    for (let done = 0; done < connects; done += 50) {
      const sockets = await Promise.all(Array.from({ length: 50 }, () => openSocket(server.url)));
      for (const [index, socket] of sockets.entries()) end(socket, index);
      if (done % 1_000 === 0) tell(`${done} of ${connects} connections`);
    }
    await settle(server.pid);
    const after = countFiles(server.pid);
    const figures = `${connects} connections; ${before} open files before, ${after} after`;
    return { figures, ...(after > before && { problem: "files are left open" }) };
  },

  async "a new version every second loses no message"({ server, change }, { connections, reloads }, tell) {
    let version = 0;
    const timer = setInterval(() => {
      version += 1;
      change(version);
      tell(`version ${version} of ${reloads}`);
    }, 1_000);
    try {
      const { answered, wrong, lost, versions } = await exchangeTokens({
        url: server.url,
        connections: Math.min(connections, 100),
        inFlight: 2,
        more: () => version < reloads,
      });
      const figures = `${answered} answered by ${versions.size} versions of ${reloads + 1}, ${wrong} wrong, ${lost} lost`;
      if (wrong > 0 || lost > 0) return { figures, problem: "a message has no answer, or a wrong one" };
      return { figures, ...(versions.size < 2 && { problem: "no new version was served" }) };
    } finally {
      clearInterval(timer);
    }
  },

  /** The last: the server is gone after it. */
  async "a server that is told to stop answers what it has read, closes with 1001, and ends with status 0"(
    program,
    amounts,
  ) {
    const { server, inspector } = program;
    // A process waits for its debugger to go.
    inspector.close();
    const count = Math.min(amounts.connections, 200);
    const sockets = await Promise.all(Array.from({ length: count }, () => openSocket(server.url)));
    let answered = 0;
    const codes: number[] = [];
    const closed = sockets.map(
      (socket) =>
        new Promise<void>((resolve) =>
          socket
            .on("message", () => (answered += 1))
            .on("close", (code) => {
              codes.push(code);
              resolve();
            }),
        ),
    );
    for (const socket of sockets) socket.send('{"action":"wait"}');
    // A later answer shows that what was sent before has been read.
    await Promise.all(sockets.map(ping));
    // Most of the workflow's second has passed by then: the server waits for a second at most.
    await new Promise((resolve) => setTimeout(resolve, 700));
    const status = await server.end("SIGTERM");
    await Promise.all(closed);
    const others = codes.filter((code) => code !== 1001).length;
    const figures = `${count} messages read, ${answered} answered; ${others} closes other than 1001; status ${status}`;
    return {
      figures,
      ...((answered !== count || others > 0 || status !== 0) && { problem: "not all went as it should" }),
    };
  },
};

const MEBIBYTE = 1024 * 1024;
/** Bytes: 32 MiB that may wait for a client, 32 Mi characters of traces, and as much room for garbage. */
const MOST_UNREAD = 96 * MEBIBYTE;

const mebibytes = (bytes: number): string => `${(bytes / MEBIBYTE).toFixed(1)} MiB`;

const ping = (socket: WebSocket): Promise<void> =>
  new Promise((resolve) => {
    socket.once("pong", () => resolve());
    socket.ping();
  });

function countFiles(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

/** One client in two says so. */
function end(socket: WebSocket, index: number): void {
  if (index % 2 === 0) socket.close();
  else socket.terminate();
}

/** Resolves when the process has closed what it is about to: when the count of its files stands still. */
async function settle(pid: number): Promise<void> {
  let last = -1;
  for (let still = 0; still < 5;) {
    const count = countFiles(pid);
    still = count === last ? still + 1 : 0;
    last = count;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A client that sends messages and reads nothing, until so many bytes are sent or the server takes no more. */
async function floodUnread(url: string, most: number): Promise<{ readonly sent: number; readonly stop: () => void }> {
  const { hostname, port } = new URL(url);
  const stream = connect(Number(port), hostname);
  stream.write(writeHandshake(url));
  await new Promise((resolve) => stream.once("data", resolve));
  stream.pause();
  stream.on("error", () => undefined);
  const frame = maskedFrame(JSON.stringify({ action: "greet", filling: "x".repeat(16 * 1024) }));
  let sent = 0;
  while (sent < most) {
    sent += frame.length;
    if (stream.write(frame)) continue;
    const drained = new Promise((resolve) => stream.once("drain", () => resolve(true)));
    const stuck = new Promise((resolve) => setTimeout(() => resolve(false), 1_000));
    if (!(await Promise.race([drained, stuck]))) break;
  }
  return { sent, stop: () => stream.destroy() };
}

/** A client's text frame, masked with zeros, of more than 125 and less than 64 K bytes. */
function maskedFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  return Buffer.concat([Buffer.from([0x81, 0xfe, payload.length >> 8, payload.length & 0xff, 0, 0, 0, 0]), payload]);
}
