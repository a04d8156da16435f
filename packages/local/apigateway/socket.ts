import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import type { Clock } from "../clock";
import { describeDefect, guard } from "../guard";
import type { Connections, OpenConnection } from "./connections";
import { disconnect } from "./connect";
import { FrameLimits } from "./frame-limits";
import { answerMessage } from "./message";
import { type Connection, MessageEvent, type RouteEvent } from "./route-event";
import type { Stage } from "./stage";
import type { Turn } from "./turn";
import { type Unsent, watchUnsent } from "./unsent";
import { CLOSES, internalServerError, LIMITS } from "./wire";

/** An accepted client. */
export interface AcceptedSocket {
  /** It settles the turn before it closes. */
  readonly socket: WebSocket;
  /** The bytes under the WebSocket, for the limit on single frames, which the library does not know. */
  readonly stream: Duplex;
  readonly connection: Connection;
  /** The stage as it is now: messages on an open socket use its current deployment. Undefined once it is gone. */
  readonly findStage: () => Stage | undefined;
  readonly connections: Connections;
  readonly turn: Turn;
}

/** A client while it is served. */
interface Served extends OpenConnection {
  /** epoch, milliseconds: the last frame from the client; *assumed*: what is sent to it keeps no connection alive */
  lastHeardAt: number;
  /** Notes that a frame has come from the client. */
  readonly hear: () => void;
  /** What the connection ended with, where this side has ended it. */
  closing?: DisconnectDetails;
}

type DisconnectDetails = NonNullable<RouteEvent["disconnect"]>;

/**
 * Serves a socket until it closes: answers its messages concurrently, holds it to API Gateway's limits, and runs
 * `$disconnect` at its end.
 */
export function serveSocket(accepted: AcceptedSocket, stage: Stage): void {
  const { socket, stream, connection, connections, findStage } = accepted;
  const { clock, log } = stage.world;
  const { name } = stage.api;
  const where = () => `${name}/${connection.stageName}: connection ${connection.connectionId}`;
  const end = (cause: string) => {
    log(`${where()}: ended: ${cause}`);
    connections.delete(connection.connectionId);
    socket.terminate();
  };
  const unsent = watchUnsent({ socket, stream, clock, end });
  const served = createServed(accepted, clock, unsent);
  connections.set(connection.connectionId, served);
  const stopWatching = watchLifetime(served, stage);
  receiveFrames(accepted, served, (text) =>
    receiveMessage(text, served, { findStage, log: (line) => log(`${where()}: ${line}`) }),
  );
  // The library has answered the ping, perhaps of a client that reads nothing.
  socket.on("ping", unsent.limit);
  // The library closes the socket on a protocol error by itself, with the code of RFC 6455.
  socket.on("error", () => undefined);
  const leave = (code: number, reason: Buffer) => {
    unsent.stop();
    stopWatching();
    connections.delete(connection.connectionId);
    const current = findStage();
    return current && disconnect(current, connection, served.closing ?? closeDetails(code, reason));
  };
  socket.on(
    "close",
    guard(() => `${where()}: the end failed`, log, leave),
  );
}

function createServed({ socket, connection, connections, turn }: AcceptedSocket, clock: Clock, unsent: Unsent): Served {
  const connectedAt = clock.now();
  const served: Served = {
    connection,
    lastActiveAt: connectedAt,
    lastHeardAt: connectedAt,
    isFull: unsent.isFull,
    hear: () => (served.lastActiveAt = served.lastHeardAt = clock.now()),
    send(text) {
      if (socket.readyState !== socket.OPEN) return false;
      served.lastActiveAt = clock.now();
      turn.send(socket, text, unsent.limit);
      return true;
    },
    close(code, reason) {
      if (socket.readyState === socket.OPEN) served.closing = { statusCode: code, reason };
      connections.delete(connection.connectionId);
      // The client's own close frame would never come where nothing is read.
      socket.resume();
      socket.close(code, reason);
    },
  };
  return served;
}

/** Reads frames until one is over a limit: the messages before it are answered, those in the same packet too. */
function receiveFrames({ socket, stream, turn }: AcceptedSocket, served: Served, receive: (text: string) => void) {
  const limits = new FrameLimits();
  let received = 0;
  let isOver = false;
  stream.prependListener("data", (chunk: Buffer) => {
    isOver ||= limits.exceeds(chunk);
  });
  // Behind the library's own listener, which has read the packet by then.
  stream.on("data", () => {
    if (isOver) served.close(CLOSES.tooBig.code, CLOSES.tooBig.reason);
  });
  socket.on("message", (data: Buffer, isBinary) => {
    received += 1;
    if (socket.readyState !== socket.OPEN || (isOver && received > limits.messages)) return;
    if (isBinary) return served.close(CLOSES.binary.code, CLOSES.binary.reason);
    served.hear();
    turn.answerLater(() => receive(data.toString()));
  });
  // Whether pings keep a connection alive is unknown: *assumed* they do, as any frame from the client does.
  socket.on("ping", served.hear).on("pong", served.hear);
}

/** Where the messages of a connection go. */
interface Receiver {
  readonly findStage: () => Stage | undefined;
  readonly log: (line: string) => void;
}

/** Answers a message, whatever goes wrong: a defect of this program looks to the client like one of AWS's. */
function receiveMessage(body: string, served: Served, { findStage, log }: Receiver): void {
  const event = new MessageEvent(served.connection, body, served.lastHeardAt);
  const fail = (thrown: unknown) => {
    log(`a message could not be answered: ${describeDefect(thrown)}`);
    const { requestId, messageId } = event;
    const { connectionId } = served.connection;
    sendFrame(served, internalServerError("").frame({ connectionId, requestId, messageId }));
  };
  try {
    const stage = findStage();
    if (!stage) return served.close(CLOSES.goingAway.code, CLOSES.goingAway.reason);
    const frame = answerMessage(stage, event);
    if (frame instanceof Promise) frame.then((text) => sendFrame(served, text), fail);
    else sendFrame(served, frame);
  } catch (thrown) {
    fail(thrown);
  }
}

function sendFrame(served: OpenConnection, frame: string | undefined): void {
  if (frame !== undefined) served.send(frame);
}

/** *Recorded*: code and reason of a client that gives none. */
function closeDetails(code: number, reason: Buffer): DisconnectDetails {
  const text = reason.toString();
  return { statusCode: code, reason: text || (code === 1005 ? "Client-side close frame status not set" : "") };
}

/** Closes the connection when its client was silent for 10 minutes or it is open for 2 hours; returns how to stop watching. */
function watchLifetime(served: Served, { world: { clock } }: Stage): () => void {
  const end = served.connection.connectedAt + LIMITS.connection;
  let cancel: () => void;
  const closeWhenDue = () => {
    const left = Math.min(end, served.lastHeardAt + LIMITS.idle) - clock.now();
    if (left <= 0) served.close(CLOSES.goingAway.code, CLOSES.goingAway.reason);
    else cancel = clock.after(left, closeWhenDue);
  };
  closeWhenDue();
  return () => cancel();
}
