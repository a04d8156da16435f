import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { WebSocket } from "ws";
import { askOnce, openSocket } from "../benchmark/sockets";
import { SERVED } from "../benchmark/served";
import type { Check } from "../checks/check";
import { inFolder, startRuntime } from "../checks/runtime";

/** Files that the process may have open. */
const FILES = 80;
/** More clients than that. */
const CLIENTS = 200;

export const runOutOfFiles: Check = () =>
  inFolder(async (folder) => {
    const file = join(folder, "main.tf.json");
    writeFileSync(file, JSON.stringify(SERVED));
    const log = join(folder, "log");
    const script = `ulimit -n ${FILES} && exec "$@" 2>"$0"`;
    const server = await startRuntime({ argv: ["--port", "0", "--quiet", file], by: ["sh", "-c", script, log] });
    const opened = await Promise.all(
      Array.from({ length: CLIENTS }, () => openSocket(server.url).catch(() => undefined)),
    );
    const open = opened.filter((socket): socket is WebSocket => socket !== undefined);
    const answers = await Promise.all(open.map(isAnswered));
    for (const socket of open) socket.terminate();
    await new Promise((resolve) => setTimeout(resolve, 200));
    const after = await askOnce(server.url).then(
      () => true,
      () => false,
    );
    const said = readFileSync(log, "utf8").trim();
    const answered = answers.filter(Boolean).length;
    return {
      figures: `${open.length} of ${CLIENTS} clients connected, ${answered} of them answered, ${after ? "a later one too" : "no later one"}; said: ${said || "nothing"}`,
      ...((open.length === 0 || open.length === CLIENTS || answered < open.length || !after) && {
        problem: "those who were there were not served, or nobody after them",
      }),
      ...(!/'ulimit -n'/.test(said) && { problem: "the developer is not told of the limit" }),
    };
  });

/** Milliseconds until an answer counts as none. */
const PATIENCE = 10_000;

function isAnswered(socket: WebSocket): Promise<boolean> {
  return new Promise((resolve) => {
    setTimeout(resolve, PATIENCE, false).unref();
    socket.once("message", () => resolve(true));
    socket.send('{"action":"greet"}');
  });
}
