import { createHash } from "node:crypto";
import { realpathSync, rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { makeFolder } from "@sfn-websocket/run/make-folder";

/** What the owner of a folder tells whoever asks: its process. */
const OWNER = /^process \d+$/;
const OWN = `process ${process.pid}`;

/**
 * Takes a folder for this process until it ends, however it ends, and resolves to what gives it back before. The lock is
 * a local socket that only a living process can answer on, so that one left behind by a killed process, or by the
 * machine's last run, is none.
 *
 * @throws Error naming the owner, where another process has the folder, and where there can be no such folder.
 */
export async function lockFolder(folder: string): Promise<() => void> {
  requireFolder(folder);
  for (const address of listAddresses(realpathSync(folder))) {
    const server = await takeAddress(address);
    if (server === "impossible") continue;
    const owner = await askOwner(address);
    if (server !== "taken" && owner === OWN) {
      // Closing removes the socket's file, which the end of the process alone does not.
      process.once("exit", () => server.close());
      return () => server.close();
    }
    if (server !== "taken") server.close();
    const name = owner ?? "another process";
    throw new Error(`--state: ${folder} is in use, got ${name} as its owner; end that one or give another folder`);
  }
  throw new Error(
    `--state: no socket, which tells others that it is in use, can be made in ${folder} or in '${tmpdir()}'; give another folder, or make room in TMPDIR`,
  );
}

function requireFolder(folder: string): void {
  try {
    makeFolder(folder, 0o700);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`--state: ${folder} is no folder, and none can be made there, got ${code}; give another one`);
  }
}

/** Bytes of a socket's path: systems take 103 or 107, and Node.js cuts a longer one off. */
const LONGEST_PATH = 100;

/**
 * The socket stands in the folder itself, where everybody who shares it finds it, whatever their TMPDIR or container is;
 * else, as not every file system has sockets, among the temporary files.
 */
function listAddresses(folder: string): readonly string[] {
  const name = `sfn-websocket-${createHash("sha256").update(folder).digest("hex").slice(0, 24)}`;
  if (process.platform === "win32") return [`\\\\.\\pipe\\${name}`];
  const own = join(folder, "owner.sock");
  const places = [own, relative(process.cwd(), own), join(tmpdir(), `${name}.sock`)];
  return places.filter((place) => Buffer.byteLength(place) <= LONGEST_PATH);
}

/** What became of an address: it is listened on, another process has it, or there can be no socket. */
type Listening = Server | "taken" | "impossible";

/** Takes an address on which nobody answers. */
async function takeAddress(address: string): Promise<Listening> {
  const server = await listen(address);
  if (server !== "taken" || (await askOwner(address)) !== undefined) return server;
  rmSync(address, { force: true });
  return listen(address);
}

function listen(address: string): Promise<Listening> {
  const server = createServer((socket) => socket.on("error", () => undefined).end(OWN));
  server.unref();
  return new Promise((resolve) => {
    server.once("error", ({ code }: NodeJS.ErrnoException) => resolve(code === "EADDRINUSE" ? "taken" : "impossible"));
    server.listen(address, () => resolve(server.on("error", () => undefined)));
  });
}

/** Resolves to what the owner says, or to undefined where there is none. */
function askOwner(address: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let said = "";
    const socket = connect(address);
    socket.on("data", (data) => (said += data.toString()));
    socket.on("close", () => resolve(OWNER.test(said) ? said : undefined));
    socket.on("error", () => undefined);
  });
}
