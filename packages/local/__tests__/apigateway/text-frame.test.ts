import type { AddressInfo } from "node:net";
import { WebSocket, WebSocketServer } from "ws";
import { writeText } from "../../apigateway/sockets/text-frame";

const TEXTS = [
  "",
  "x".repeat(125),
  "x".repeat(126),
  "x".repeat(16_383),
  "x".repeat(16_384),
  "x".repeat(65_535),
  "x".repeat(65_536),
  "é€😀",
  "é".repeat(100),
  "x".repeat(300) + "\u0000\u007f\u0080",
];

it("frames texts of all lengths as a client of RFC 6455 reads them", async () => {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  server.on("connection", (socket, { socket: stream }) => {
    for (const text of TEXTS) writeText(stream, text);
    socket.close();
  });
  const { port } = await new Promise<AddressInfo>((resolve) =>
    server.once("listening", () => resolve(server.address() as AddressInfo)),
  );
  const client = new WebSocket(`ws://127.0.0.1:${port}`);
  const read: [string, boolean][] = [];
  client.on("message", (data: Buffer, isBinary) => read.push([data.toString(), isBinary]));
  const code = await new Promise((resolve) => client.once("close", resolve));
  await new Promise((resolve) => server.close(resolve));
  expect(code).toBe(1005);
  expect(read).toEqual(TEXTS.map((text) => [text, false]));
});
