import { WebSocket } from "ws";

/** The answer to one message over a socket of its own; fails where the socket fails or closes before. */
export function ask(url: string, message: object): Promise<string> {
  const socket = new WebSocket(url);
  return new Promise((resolve, reject) => {
    socket.on("error", reject);
    socket.on("close", () =>
      reject(new Error(`${url}: the socket closed without an answer to ${JSON.stringify(message)}`)),
    );
    socket.on("open", () => socket.send(JSON.stringify(message)));
    socket.on("message", (data) => {
      resolve(String(data));
      socket.terminate();
    });
  });
}
