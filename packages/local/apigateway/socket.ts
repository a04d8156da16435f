import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import type { Connections, OpenConnection } from "./connections";
import { disconnect } from "./connect";
import { FrameLimits } from "./frame-limits";
import { answerMessage } from "./message";
import { type Connection, MessageEvent, type RouteEvent } from "./route-event";
import type { Stage } from "./stage";
import type { Turn } from "./turn";
import { CLOSES, LIMITS } from "./wire";

/** An accepted client. */
export interface AcceptedSocket {
  readonly socket: WebSocket;
  /** The bytes under the WebSocket, for the limit on single frames, which the library does not know. */
  readonly stream: Duplex;
  readonly connection: Connection;
  /** The stage as it is now: messages on an open socket use its current deployment. Undefined once it is gone. */
  readonly findStage: () => Stage | undefined;
  readonly connections: Connections;
  readonly turn: Turn;
}

/**
 * Serves a socket until it closes: answers its messages concurrently, holds it to API Gateway's limits, and runs
 * `$disconnect` at its end.
 */
export function serveSocket(accepted: AcceptedSocket, stage: Stage): void {
  const { socket, stream, connection, connections, turn, findStage } = accepted;
  const { clock } = stage.world;
  let closing: DisconnectDetails | undefined;
  const open: OpenConnection = {
    connection,
    lastActiveAt: clock.now(),
    send(text) {
      if (socket.readyState !== socket.OPEN) return false;
      open.lastActiveAt = clock.now();
      turn.send(socket, text);
      return true;
    },
    close(code, reason) {
      if (socket.readyState === socket.OPEN) closing = { statusCode: code, reason };
      connections.delete(connection.connectionId);
      turn.settle();
      socket.close(code, reason);
    },
  };
  connections.set(connection.connectionId, open);
  const stopWatching = watchLifetime(open, stage);
  watchFrames(stream, open);
  socket.on("message", (data: Buffer, isBinary) => {
    if (socket.readyState !== socket.OPEN) return;
    if (isBinary) return open.close(CLOSES.binary.code, CLOSES.binary.reason);
    open.lastActiveAt = clock.now();
    turn.answerLater(() => receiveMessage(data.toString(), open, findStage()));
  });
  // Whether pings keep a connection alive is unknown: *assumed* they do, as any frame does.
  socket.on("ping", () => (open.lastActiveAt = clock.now()));
  socket.on("pong", () => (open.lastActiveAt = clock.now()));
  // The library closes the socket on a protocol error by itself, with the code of RFC 6455.
  socket.on("error", () => undefined);
  socket.on("close", (code, reason) => {
    stopWatching();
    connections.delete(connection.connectionId);
    const current = findStage();
    if (current) void disconnect(current, connection, closing ?? closeDetails(code, reason));
  });
}

function receiveMessage(body: string, open: OpenConnection, stage: Stage | undefined): void {
  if (!stage) return open.close(CLOSES.goingAway.code, CLOSES.goingAway.reason);
  const frame = answerMessage(stage, new MessageEvent(open.connection, body, open.lastActiveAt));
  if (frame instanceof Promise) void frame.then((text) => sendFrame(open, text));
  else sendFrame(open, frame);
}

function sendFrame(open: OpenConnection, frame: string | undefined): void {
  if (frame !== undefined) open.send(frame);
}

type DisconnectDetails = NonNullable<RouteEvent["disconnect"]>;

/** *Recorded*: code and reason of a client that gives none. */
function closeDetails(code: number, reason: Buffer): DisconnectDetails {
  const text = reason.toString();
  return { statusCode: code, reason: text || (code === 1005 ? "Client-side close frame status not set" : "") };
}

function watchFrames(stream: Duplex, open: OpenConnection): void {
  const limits = new FrameLimits();
  stream.prependListener("data", (chunk: Buffer) => {
    if (limits.exceeds(chunk)) open.close(CLOSES.tooBig.code, CLOSES.tooBig.reason);
  });
}

/** Closes the connection when it was idle for 10 minutes or open for 2 hours; returns how to stop watching. */
function watchLifetime(open: OpenConnection, { world: { clock } }: Stage): () => void {
  const end = open.connection.connectedAt + LIMITS.connection;
  let cancel: () => void;
  const check = () => {
    const idleEnd = open.lastActiveAt + LIMITS.idle;
    const left = Math.min(end, idleEnd) - clock.now();
    if (left <= 0) open.close(CLOSES.goingAway.code, CLOSES.goingAway.reason);
    else cancel = clock.after(left, check);
  };
  check();
  return () => cancel();
}
