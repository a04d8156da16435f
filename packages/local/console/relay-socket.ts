import type { IncomingMessage } from "node:http";
import { WebSocket } from "ws";
import type { SocketEvent } from "./client-api";
import type { Handshake } from "./relay-handshake";

/** What happens on a socket. */
export type ToldEvent = Omit<SocketEvent, "socket" | "at">;

/** Milliseconds: `$connect` may take 29 seconds, and an authorizer before it. */
const LONGEST_HANDSHAKE = 90_000;
/** Bytes of a refusal's body that are shown. */
const LONGEST_BODY = 64 * 1024;

/** Opens a socket and tells what happens, `refused` or `close` last. */
export function callSocket(
  { url, protocols, headers, connectionId }: Handshake,
  tell: (event: ToldEvent) => void,
): WebSocket {
  const socket = new WebSocket(url, [...protocols], {
    finishRequest(handshake) {
      for (const [name, values] of Object.entries(headers)) handshake.setHeader(name, values);
      handshake.end();
    },
    handshakeTimeout: LONGEST_HANDSHAKE,
    perMessageDeflate: false,
  });
  let isRefused = false;
  socket.on("unexpected-response", (_, response) => {
    isRefused = true;
    void readBody(response).then((text) => {
      tell({ kind: "refused", status: response.statusCode ?? 0, text });
      socket.terminate();
    });
  });
  socket.on("open", () => {
    const id = connectionId();
    tell({ kind: "open", protocol: socket.protocol, ...(id !== undefined && { connectionId: id }) });
  });
  socket.on("message", (data: Buffer, isBinary) =>
    tell({ kind: "frame", text: data.toString(isBinary ? "base64" : "utf8"), ...(isBinary && { isBinary }) }),
  );
  socket.on("ping", () => tell({ kind: "ping" }));
  socket.on("pong", () => tell({ kind: "pong" }));
  // What follows is the close, with the code of a connection that was lost.
  socket.on("error", () => undefined);
  socket.on("close", (code, reason) => isRefused || tell({ kind: "close", code, reason: reason.toString() }));
  return socket;
}

async function readBody(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > LONGEST_BODY) break;
    }
  } catch {
    // A connection that is lost: what came is shown.
  }
  return Buffer.concat(chunks).subarray(0, LONGEST_BODY).toString();
}
