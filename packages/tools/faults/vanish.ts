import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { SERVED } from "../benchmark/served";
import { writeHandshake } from "../benchmark/sockets";
import { signAsNobody } from "./call-aws";
import type { Vanished } from "./half-open";
import { inFolder, startRuntime } from "../checks/runtime";

/** A client that says when its socket is open, and nothing more. */
const CLIENT = `
const stream = require("node:net").connect(Number(process.argv[1]), "127.0.0.1");
stream.write(process.argv[2]);
stream.once("data", () => process.stdout.write("open"));
`;

/** How often the client is sent something: what is sent first is only found out to be lost by an answer to it. */
const POSTS = 20;

const setNetwork = (state: "up" | "down") => spawnSync("ip", ["link", "set", "lo", state]);

/**
 * Run in a network of its own: a client is gone with its machine, of which the server hears nothing; then the server is told
 * to send to it.
 */
async function vanish(folder: string): Promise<Vanished> {
  setNetwork("up");
  const file = join(folder, "main.tf.json");
  writeFileSync(file, JSON.stringify(SERVED));
  const { url } = await startRuntime({ argv: ["--port", "0", "--quiet", file] });
  const { port } = new URL(url);
  const client = spawn(process.execPath, ["--eval", CLIENT, port, writeHandshake(url)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(client.stdout, "data");
  const [connectionId = ""] = await listConnections(url);
  setNetwork("down");
  client.kill("SIGKILL");
  await once(client, "exit");
  setNetwork("up");
  const posts: number[] = [];
  while (posts.length < POSTS && posts.at(-1) !== 410) {
    posts.push(await post(url, connectionId));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { posts, left: (await listConnections(url)).length };
}

async function listConnections(url: string): Promise<readonly string[]> {
  const response = await fetch(new URL("/_console/api/inventory", url.replace(/^ws/, "http")));
  const { connections } = (await response.json()) as { connections: readonly { connectionId: string }[] };
  return connections.map(({ connectionId }) => connectionId);
}

async function post(url: string, connectionId: string): Promise<number> {
  const target = `${url.replace(/^ws/, "http")}/@connections/${encodeURIComponent(connectionId)}`;
  return (await fetch(target, { method: "POST", body: "hello", headers: signAsNobody("execute-api") })).status;
}

void inFolder(vanish).then((vanished) => process.stdout.write(JSON.stringify(vanished)));
