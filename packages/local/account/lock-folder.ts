import { createHash } from "node:crypto";
import { lstatSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeFolder } from "@sfn-websocket/run/make-folder";

/** What the owner of a folder tells whoever asks: its process. */
const OWNER = /^process \d+$/;
const OWN = `process ${process.pid}`;
const NAME = /^sfn-websocket-[0-9a-f]{24}\.sock$/;
/** Milliseconds after which a socket on which nobody listens is a dead one's: a living process may only just have made it. */
const MADE = 60_000;

/**
 * Takes a folder for this process until it ends, however it ends, and resolves to what gives it back before. The lock is
 * a local socket that only a living process can answer on, so that one left behind by a killed process, or by the
 * machine's last run, is none; such ones are removed.
 *
 * @throws Error naming the owner, where another process has the folder, and where there can be no such folder.
 */
export async function lockFolder(folder: string): Promise<() => void> {
  requireFolder(folder);
  const address = addressOf(realpathSync(folder));
  const server = (await listen(address)) ?? (await replaceStale(address));
  const owner = server === undefined ? await askOwner(address) : OWN;
  if (server !== undefined && (await askOwner(address)) === OWN) {
    // Closing removes the socket's file, which the end of the process alone does not.
    process.once("exit", () => server.close());
    await removeDead();
    return () => server.close();
  }
  server?.close();
  const name = owner ?? "another process";
  throw new Error(`--state: ${folder} is in use, got ${name} as its owner; end that one or give another folder`);
}

function requireFolder(folder: string): void {
  try {
    makeFolder(folder, 0o700);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`--state: ${folder} is no folder, and none can be made there, got ${code}; give another one`);
  }
}

/** A socket's path may have about 100 characters, so that it cannot stand in the folder itself. */
function addressOf(folder: string): string {
  const name = `sfn-websocket-${createHash("sha256").update(folder).digest("hex").slice(0, 24)}`;
  return process.platform === "win32" ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
}

/** Resolves to undefined where the address is taken. @throws Error where there can be no socket. */
function listen(address: string): Promise<Server | undefined> {
  const server = createServer((socket) => socket.on("error", () => undefined).end(OWN));
  server.unref();
  return new Promise((resolve, reject) => {
    server.once("error", ({ code }: NodeJS.ErrnoException) => {
      if (code === "EADDRINUSE") return resolve(undefined);
      const way = "name a folder that is there, with some room";
      reject(new Error(`TMPDIR: no socket can be made there, got ${code} of '${tmpdir()}'; ${way}`));
    });
    server.listen(address, () => resolve(server.on("error", () => undefined)));
  });
}

/** Takes an address on which nobody answers. */
async function replaceStale(address: string): Promise<Server | undefined> {
  if ((await askOwner(address)) !== undefined) return undefined;
  rmSync(address, { force: true });
  return listen(address);
}

/** Removes the sockets that killed processes have left behind. */
async function removeDead(): Promise<void> {
  const left = readdirSync(tmpdir()).filter((name) => NAME.test(name));
  await Promise.all(left.map((name) => removeUnheard(join(tmpdir(), name))));
}

function removeUnheard(address: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(address, () => socket.destroy());
    socket.on("close", () => resolve());
    socket.on("error", ({ code }: NodeJS.ErrnoException) => {
      const made = lstatSync(address, { throwIfNoEntry: false })?.mtimeMs;
      if (code === "ECONNREFUSED" && made !== undefined && Date.now() - made > MADE) rmSync(address, { force: true });
    });
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
