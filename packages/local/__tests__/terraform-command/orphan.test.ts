import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RUN, runChild } from "@sfn-websocket/run/__tests__/start-child";

it("ends what a provisioner runs when the program that applies is killed", async () => {
  const folder = mkdtempSync(join(tmpdir(), "orphan-"));
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const ended = once(server, "connection").then(async ([socket]: Socket[]) => {
    socket?.on("error", () => undefined).resume();
    await new Promise((resolve) => socket?.once("close", resolve));
  });
  const program = [RUN, join(__dirname, "apply-and-die.ts"), folder, String(port)];
  void runChild(process.execPath, program, { cwd: process.cwd() });
  await ended;
  server.close();
  rmSync(folder, { recursive: true });
}, 60_000);
