import { connect, type Socket } from "node:net";

/** A TCP client that writes bytes as they are, and keeps what comes. */
export interface RawClient {
  readonly stream: Socket;
  /** All bytes that have come, once the server has ended the connection; "" before it. */
  readonly ended: Promise<Buffer>;
  /** Resolves when what has come, read as Latin-1, holds a text. */
  waitFor(text: string): Promise<void>;
}

export function connectRaw(port: number): RawClient {
  const stream = connect(port, "127.0.0.1");
  const chunks: Buffer[] = [];
  const received = () => Buffer.concat(chunks);
  stream.on("data", (chunk) => chunks.push(chunk));
  // A reset ends the connection as well.
  stream.on("error", () => undefined);
  const ended = new Promise<Buffer>((resolve) => stream.once("close", () => resolve(received())));
  return {
    stream,
    ended,
    waitFor: (text) =>
      new Promise((resolve) => {
        const look = () => {
          if (!received().toString("latin1").includes(text)) return;
          stream.off("data", look);
          resolve();
        };
        stream.on("data", look);
        look();
      }),
  };
}

/** A good handshake; `headers` replace or, where undefined, drop its own. */
export function writeHandshake(headers: Readonly<Record<string, string | undefined>> = {}, line = "GET /api HTTP/1.1") {
  const all = {
    Host: "127.0.0.1",
    Connection: "Upgrade",
    Upgrade: "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  return [line, ...lines, "", ""].join("\r\n");
}

/** A client's frame, masked with zeros: its first byte, and its payload. */
export function writeFrame(first: number, payload: Buffer | string = ""): Buffer {
  const bytes = Buffer.from(payload);
  const length = bytes.length < 126 ? [0x80 | bytes.length] : [0x80 | 126, bytes.length >> 8, bytes.length & 0xff];
  return Buffer.concat([Buffer.from([first, ...length, 0, 0, 0, 0]), bytes]);
}

/** The frames that a server sent after its handshake: the first byte and the payload of each, which is short. */
export function readFrames(received: Buffer): readonly (readonly [number, string])[] {
  const frames: [number, string][] = [];
  let at = received.indexOf("\r\n\r\n") + 4;
  while (at < received.length) {
    const first = received[at]!;
    const short = received[at + 1]!;
    const length = short === 126 ? received.readUInt16BE(at + 2) : short;
    const start = at + (short === 126 ? 4 : 2);
    frames.push([first, received.toString("latin1", start, start + length)]);
    at = start + length;
  }
  return frames;
}
