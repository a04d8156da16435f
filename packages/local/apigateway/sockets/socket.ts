import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import { guard } from "../../guard";
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
  readPackets(stream);
  stream.on("drain", drain);
  // Whether pings keep a connection alive is unknown: *assumed* they do, as any frame from the client does.
  socket.on("message", receive).on("ping", ping).on("pong", hear).on("error", ignore).on("close", leave);
}

type PacketListener = (this: CarryingStream, packet: Buffer) => void;

/** What reads packets before the library's listener does, by that. */
const readers = new Map<PacketListener, PacketListener>();

/** Puts a listener of ours in the place of the library's, which calls it for what is no whole message. */
function readPackets(stream: CarryingStream): void {
  const [library] = stream.listeners("data") as PacketListener[];
  if (library === undefined) throw new Error("the WebSocket library does not listen to its stream");
  stream.off("data", library);
  let reader = readers.get(library);
  if (reader === undefined) readers.set(library, (reader = createReader(library)));
  stream.on("data", reader);
}

function createReader(library: PacketListener): PacketListener {
  const read: PacketListener = function (packet) {
    const served = this[SERVED]!;
    if (served.take(packet)) return;
    served.weigh(packet);
    library.call(this, packet);
    served.judge();
  };
  // By this member, which `once` uses too, the library still finds its own listener when it takes that off.
  return Object.assign(read, { listener: library });
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
