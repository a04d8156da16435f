import { startServer, stopServers } from "../benchmark/servers";

/** Prints an address whose port is the process's id, and goes on. */
const SERVER = "console.log('ws://127.0.0.1:' + process.pid); setInterval(() => undefined, 1000)";

const start = () => startServer({ command: process.execPath, argv: ["-e", SERVER] });
const readPid = (url: string): number => Number(url.split(":").at(-1));

it("stops all servers that still run", async () => {
  const servers = await Promise.all([start(), start()]);
  await servers[0]?.stop();
  await stopServers();
  for (const { url } of servers) expect(() => process.kill(readPid(url), 0)).toThrow("ESRCH");
});

it("rejects a server that ends before it has an address, and one that is not there", async () => {
  await expect(startServer({ command: process.execPath, argv: ["-e", ""] })).rejects.toThrow("ended with status 0");
  await expect(startServer({ command: "no-such-program", argv: [] })).rejects.toThrow("ENOENT");
  await stopServers();
});
