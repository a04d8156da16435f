import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import type { Clock } from "../../clock";
import { describeDefect } from "../../guard";
import type { Connections, OpenConnection } from "../stage/connections";
import { disconnect } from "../events/connect";
import { FrameLimits } from "./frame-limits";
import type { InFlight } from "./in-flight";
import type { Lifetimes, Mortal } from "./lifetimes";
import { answerMessage } from "../events/message";
import { type Connection, MessageEvent, type RouteEvent } from "../route-event";
import type { Stage } from "../stage/stage";
import { writeText } from "./text-frame";
import type { Receiver, Turn } from "./turn";
import { Unsent, type UnsentOwner } from "./unsent";
import { readWholeMessage } from "./whole-message";
import { CLOSES, errorFrame, internalServerError, LIMITS } from "../wire";

/** What the sockets of a stage share. It holds no stage, which a socket may outlive. */
export interface SocketWorld {
  readonly apiName: string;
  readonly clock: Clock;
  /** Writes one line for the developer. */
  readonly log: (line: string) => void;
  /** The stage as it is now: messages on an open socket use its current deployment. Undefined once it is gone. */
  readonly findStage: () => Stage | undefined;
  readonly connections: Connections;
  /** The sockets that are not yet closed. */
  readonly open: Lifetimes<ServedSocket>;
  readonly turn: Turn;
  /** The messages that wait for their answers. */
  readonly inFlight: InFlight;
  /** Each `$disconnect` that runs. */
  readonly leaving: InFlight;
}

/** An accepted client. */
export interface AcceptedSocket {
  /** It settles the turn before it closes. */
  readonly socket: WebSocket;
  /** The bytes under the WebSocket: for whole frames, and the limit on single ones, which the library does not know. */
  readonly stream: Duplex;
  readonly connection: Connection;
}

type DisconnectDetails = NonNullable<RouteEvent["disconnect"]>;

/**
 * A client while it is served: its messages are answered concurrently, it is held to API Gateway's limits, and
 * `$disconnect` runs at its end. There may be many that do nothing, so each is one object without functions of its own.
 */
export class ServedSocket implements OpenConnection, UnsentOwner, Mortal, Receiver {
  /** The last frame from or to the client, and its beginning, by the time that passes evenly. */
  private activeAt: number;
  private readonly openedAt: number;
  /** What the connection ended with, where this side has ended it. */
  private closing: DisconnectDetails | undefined = undefined;
  private readonly limits = new FrameLimits();
  private readonly unsent = new Unsent(this);
  private received = 0;
  private isOver = false;

  readonly socket: WebSocket;
  readonly connection: Connection;
  private readonly stream: Duplex;

  constructor(
    { socket, stream, connection }: AcceptedSocket,
    private readonly world: SocketWorld,
  ) {
    this.socket = socket;
    this.stream = stream;
    this.connection = connection;
    this.openedAt = this.activeAt = world.clock.elapsed();
  }

  get lastActiveAt(): number {
    return Math.round(this.clock.now() - (this.clock.elapsed() - this.activeAt));
  }

  get clock(): Clock {
    return this.world.clock;
  }

  isFull(): boolean {
    return this.unsent.isFull;
  }

  send(text: string): boolean {
    if (!this.isOpen) return false;
    this.touch();
    this.world.turn.send(this, text);
    return true;
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  /** Writes a whole frame, between those of the library, which writes whole ones too: nothing here is compressed or in parts. */
  write(text: string): void {
    writeText(this.stream, text);
    this.unsent.limit();
  }

  close(code: number, reason: string): void {
    const { socket, connection } = this;
    if (this.isOpen) this.closing = { statusCode: code, reason };
    this.world.connections.delete(connection.connectionId);
    // The client's own close frame would never come where nothing is read.
    socket.resume();
    socket.close(code, reason);
  }

  end(cause: string): void {
    this.world.log(`${this.name}: ended: ${cause}`);
    this.world.connections.delete(this.connection.connectionId);
    this.socket.terminate();
  }

  /** It may be silent for 10 minutes, and open for 2 hours. */
  left(): number {
    return Math.min(this.openedAt + LIMITS.connection, this.activeAt + LIMITS.idle) - this.clock.elapsed();
  }

  expire(): void {
    this.close(CLOSES.goingAway.code, CLOSES.goingAway.reason);
  }

  /** Takes a packet that is a whole message; returns false, and does nothing, where the library must read it. */
  take(packet: Buffer): boolean {
    if (!this.limits.isBetweenMessages || !this.isOpen) return false;
    const text = readWholeMessage(packet);
    if (text === undefined) return false;
    this.answerLater(text);
    return true;
  }

  /** Looks at a packet that the library is about to read. */
  weigh(packet: Buffer): void {
    this.isOver ||= this.limits.exceeds(packet);
  }

  /** Closes the socket when the packet that the library has read was over a limit. */
  judge(): void {
    if (this.isOver) this.close(CLOSES.tooBig.code, CLOSES.tooBig.reason);
  }

  /** Answers what has come, if it is before what is over a limit, in the same packet too. */
  receive(data: Buffer, isBinary: boolean): void {
    this.received += 1;
    if (!this.isOpen || (this.isOver && this.received > this.limits.messages)) return;
    if (isBinary) return this.close(CLOSES.binary.code, CLOSES.binary.reason);
    this.answerLater(data.toString());
  }

  private answerLater(text: string): void {
    this.touch();
    this.world.turn.answerLater({ receiver: this, text, arrivedAt: this.clock.now() });
  }

  /**
   * Notes that a frame has come from the client, or a message goes to it. *Recorded*: what is sent to a client keeps its
   * connection open; *assumed*: a ping of its own does so too.
   * @see https://www.hotsock.io/docs/connections/keep-alive/ recorded there, for two hours
   */
  touch(): void {
    this.activeAt = this.clock.elapsed();
  }

  /** The library has answered the ping, perhaps of a client that reads nothing. */
  ping(): void {
    this.touch();
    this.unsent.limit();
  }

  drain(): void {
    this.unsent.drain();
  }

  leave(code: number, reason: Buffer): Promise<void> | undefined {
    this.unsent.stop();
    this.world.open.forget(this);
    this.world.connections.delete(this.connection.connectionId);
    const stage = this.world.findStage();
    const left = stage && disconnect(stage, this.connection, this.closing ?? closeDetails(code, reason));
    if (left) this.world.leaving.follow(left);
    return left;
  }

  /** For the developer. */
  get name(): string {
    return `${this.world.apiName}/${this.connection.stageName}: connection ${this.connection.connectionId}`;
  }

  get log(): (line: string) => void {
    return this.world.log;
  }

  /** Answers a message, whatever goes wrong: a defect of this program looks to the client like one of AWS's. */
  answer(body: string, arrivedAt: number): void {
    const event = new MessageEvent(this.connection, body, arrivedAt);
    try {
      const stage = this.world.findStage();
      if (!stage) return this.close(CLOSES.goingAway.code, CLOSES.goingAway.reason);
      const frame = answerMessage(stage, event);
      if (!(frame instanceof Promise)) return this.sendFrame(frame);
      const sent = frame.then(
        (text) => this.sendFrame(text),
        (thrown: unknown) => this.fail(event, thrown),
      );
      this.world.inFlight.follow(sent);
    } catch (thrown) {
      this.fail(event, thrown);
    }
  }

  private fail({ requestId }: RouteEvent, thrown: unknown): void {
    this.world.log(`${this.name}: a message could not be answered: ${describeDefect(thrown)}`);
    const { connectionId } = this.connection;
    this.sendFrame(errorFrame(internalServerError("").text, { connectionId, requestId }));
  }

  private sendFrame(frame: string | undefined): void {
    if (frame !== undefined) this.send(frame);
  }
}

/** *Recorded*: code and reason of a client that gives none. */
function closeDetails(code: number, reason: Buffer): DisconnectDetails {
  const text = reason.toString();
  return { statusCode: code, reason: text || (code === 1005 ? "Client-side close frame status not set" : "") };
}
