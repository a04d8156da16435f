import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { RUN, runChild } from "@sfn-websocket/run/__tests__/start-child";

it("ends a function that never yields when the program that runs it is killed", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const ended = once(server, "connection").then(async ([socket]: Socket[]) => {
    socket?.on("error", () => undefined).resume();
    await new Promise((resolve) => socket?.once("close", resolve));
  });
  const program = [RUN, join(__dirname, "run-and-die.ts"), String(port)];
  const { status } = await runChild(process.execPath, program, { cwd: process.cwd() });
  expect(status).toBeNull();
  await ended;
  server.close();
}, 60_000);
