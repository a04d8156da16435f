import { once } from "node:events";
import { existsSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { limitConnections } from "../../http/limit-connections";

it("says once, where connections are dropped, what to raise, and leaves files for all else", async () => {
  const log: string[] = [];
  const server = createServer((socket) => socket.on("error", () => undefined));
  limitConnections(server, (line) => log.push(line));
  if (!existsSync("/proc/self/limits")) return expect(server.maxConnections).toBeUndefined();
  expect(server.maxConnections).toBeGreaterThan(0);
  server.maxConnections = 1;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const open = () => connect((server.address() as AddressInfo).port, "127.0.0.1");
  const first = open();
  await once(first, "connect");
  for (let count = 0; count < 3; count++) {
    const dropped = open().on("error", () => undefined);
    await once(dropped, "close");
  }
  expect(log).toEqual([
    expect.stringMatching(
      /^a connection could not be accepted: \d+ are open, and the process may have \d+ files open; raise 'ulimit -n'$/,
    ),
  ]);
  first.destroy();
  server.close();
});
