import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import { guard } from "../guard";
import { type AcceptedSocket, ServedSocket, type SocketWorld } from "./served-socket";

/** Where an emitter of events carries who is served. */
const SERVED = Symbol("served");
interface Carrier {
  [SERVED]?: ServedSocket;
}
type CarryingSocket = WebSocket & Carrier;
type CarryingStream = Duplex & Carrier;

/** Serves a socket until it closes. The listeners are the same for all sockets, and find whom they serve at the emitter. */
export function serveSocket(accepted: AcceptedSocket, world: SocketWorld): void {
  const socket: CarryingSocket = accepted.socket;
  const stream: CarryingStream = accepted.stream;
  const served = new ServedSocket(accepted, world);
  socket[SERVED] = stream[SERVED] = served;
  world.connections.set(accepted.connection.connectionId, served);
  world.open.watch(served);
  stream.prependListener("data", weigh);
  // Behind the library's own listener, which has read the packet by then.
  stream.on("data", judge).on("drain", drain);
  // Whether pings keep a connection alive is unknown: *assumed* they do, as any frame from the client does.
  socket.on("message", receive).on("ping", ping).on("pong", hear).on("error", ignore).on("close", leave);
}

function weigh(this: CarryingStream, packet: Buffer): void {
  this[SERVED]!.weigh(packet);
}

function judge(this: CarryingStream): void {
  this[SERVED]!.judge();
}

function drain(this: CarryingStream): void {
  this[SERVED]!.drain();
}

function receive(this: CarryingSocket, data: Buffer, isBinary: boolean): void {
  this[SERVED]!.receive(data, isBinary);
}

function ping(this: CarryingSocket): void {
  this[SERVED]!.ping();
}

function hear(this: CarryingSocket): void {
  this[SERVED]!.touch();
}

/** The library closes the socket on a protocol error by itself, with the code of RFC 6455. */
const ignore = (): void => undefined;

function leave(this: CarryingSocket, code: number, reason: Buffer): void {
  const served = this[SERVED]!;
  guard(
    () => `${served.name}: the end failed`,
    served.log,
    () => served.leave(code, reason),
  )();
}
