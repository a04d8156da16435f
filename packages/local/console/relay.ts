import { randomUUID } from "node:crypto";
import type { Writable } from "node:stream";
import type { WebSocket } from "ws";
import type { HttpAnswer } from "../http/http-answer";
import type { RelayEvent, SocketAction, SocketAnswer, SocketRequest } from "./client-api";
import { ConsoleProblem } from "./console-problem";
import { HARDENED } from "./hardened";
import { actOn } from "./relay-action";
import { type Handshake, readHandshake, type Self } from "./relay-handshake";
import { callSocket } from "./relay-socket";

/** Streams that may be open at once, and sockets of each. */
const MOST_RELAYS = 50;
const MOST_SOCKETS = 50;

/** The sockets that one page holds open. */
interface Relay {
  readonly stream: Writable;
  readonly sockets: Map<string, WebSocket>;
}

const relays = new Map<string, Relay>();

/** Answers `POST relay`. */
export function openRelay(): HttpAnswer {
  if (relays.size >= MOST_RELAYS)
    throw new ConsoleProblem(429, `relay: too many pages hold sockets, got ${MOST_RELAYS}; close some`);
  return {
    status: 200,
    headers: { "content-type": "application/x-ndjson; charset=utf-8", "cache-control": "no-store", ...HARDENED },
    stream: keepRelay,
  };
}

function keepRelay(stream: Writable): void {
  const id = randomUUID();
  const relay: Relay = { stream, sockets: new Map() };
  relays.set(id, relay);
  stream.on("error", () => stream.destroy());
  stream.on("drain", () => relay.sockets.forEach((socket) => socket.resume()));
  stream.once("close", () => {
    relays.delete(id);
    relay.sockets.forEach(leave);
  });
  tell(relay, { kind: "relay", relay: id });
}

/** What a socket does whose page has gone. */
function leave(socket: WebSocket): void {
  socket.resume();
  if (socket.readyState === socket.OPEN) socket.close(1001);
  else socket.terminate();
}

/** Answers `POST sockets`: the socket opens, and the stream tells what becomes of it. */
export function openSocket(request: SocketRequest, self: Self): SocketAnswer {
  const relay = relays.get(request.relay);
  if (!relay)
    throw new ConsoleProblem(
      404,
      `sockets.relay: no such stream is open, got '${request.relay}'; open one by POST relay`,
    );
  if (relay.sockets.size >= MOST_SOCKETS)
    throw new ConsoleProblem(429, `sockets: too many are open, got ${MOST_SOCKETS}; close some`);
  const id = randomUUID();
  follow(relay, id, readHandshake(request, { self, userAgent: `console/${id}` }));
  return { socket: id };
}

function follow(relay: Relay, id: string, handshake: Handshake): void {
  const socket = callSocket(handshake, (event) => {
    if (event.kind === "close" || event.kind === "refused") relay.sockets.delete(id);
    // Who does not read is not written to: what waits for a page would fill the memory.
    if (!tell(relay, { socket: id, at: Date.now(), ...event })) socket.pause();
  });
  relay.sockets.set(id, socket);
}

const tell = ({ stream }: Relay, event: RelayEvent): boolean =>
  stream.destroyed || stream.write(`${JSON.stringify(event)}\n`);

/** Answers `POST socket/ID`. */
export function actSocket(id: string, action: SocketAction): void {
  const socket = [...relays.values()].flatMap(({ sockets }) => sockets.get(id) ?? [])[0];
  if (!socket || socket.readyState !== socket.OPEN)
    throw new ConsoleProblem(409, `socket: is not open, got '${id}'; open another one`);
  actOn(socket, action);
}
