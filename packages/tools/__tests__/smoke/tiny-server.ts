import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

/** A WebSocket server that does what one test needs. */
export interface TinyServer {
  /** `ws://127.0.0.1:<port>/api` */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves sockets; each message of a client is answered by `answer`. */
export function serveSockets(answer: (socket: WebSocket, message: Buffer) => void): Promise<TinyServer> {
  const http = createServer();
  const sockets = new WebSocketServer({ server: http });
  sockets.on("connection", (socket) => {
    socket.on("error", () => undefined);
    socket.on("message", (message: Buffer) => answer(socket, message));
  });
  return listen(http);
}

/** Refuses every upgrade by an HTTP answer, or not at all. */
export function refuseSockets(refuse: (response: ServerResponse) => void): Promise<TinyServer> {
  // Without a listener for upgrades they arrive as plain requests.
  return listen(createServer((_, response) => refuse(response)));
}

async function listen(http: ReturnType<typeof createServer>): Promise<TinyServer> {
  const open = new Set<import("node:net").Socket>();
  http.on("connection", (socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket));
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}/api`,
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        open.forEach((socket) => socket.destroy());
      }),
  };
}
