import { type AddressInfo, createServer } from "node:net";
import { WebSocket } from "ws";

/** What a debugger asks of a process. @see https://chromedevtools.github.io/devtools-protocol/v8/ */
export interface Inspector {
  /** Bytes of the heap that are in use, after all garbage was collected. */
  readonly heap: () => Promise<number>;
  /** The value of a script there, which JSON can hold. */
  readonly evaluate: (script: string) => Promise<unknown>;
  readonly close: () => void;
}

/** A call that has no answer yet. */
interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Connects to the debugger's port of a process of this machine. */
export async function openInspector(port: number): Promise<Inspector> {
  const response = await fetch(`http://127.0.0.1:${port}/json/list`);
  const [target] = (await response.json()) as readonly { readonly webSocketDebuggerUrl: string }[];
  if (target === undefined)
    throw new Error(`soak: the server has no debugger, got none at port ${port}; start it again`);
  const socket = new WebSocket(target.webSocketDebuggerUrl, { perMessageDeflate: false });
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  let calls = 0;
  const waiting = new Map<number, Waiting>();
  socket.on("message", (data: Buffer) => {
    const { id, result } = JSON.parse(data.toString()) as { id?: number; result?: unknown };
    if (id === undefined) return;
    waiting.get(id)?.resolve(result);
    waiting.delete(id);
  });
  const fail = ({ reject }: Waiting) =>
    reject(new Error("inspector: the process has ended, got no answer; start it again"));
  socket.on("close", () => waiting.forEach(fail));
  const call = (method: string, params: object = {}) =>
    new Promise<unknown>((resolve, reject) => {
      const id = ++calls;
      if (socket.readyState !== WebSocket.OPEN) return fail({ resolve, reject });
      waiting.set(id, { resolve, reject });
      socket.send(JSON.stringify({ id, method, params }));
    });
  return {
    async heap() {
      // What one collection leaves for callbacks of the next turn, the second one takes.
      await call("HeapProfiler.collectGarbage");
      await call("HeapProfiler.collectGarbage");
      return ((await call("Runtime.getHeapUsage")) as { usedSize: number }).usedSize;
    },
    async evaluate(expression) {
      const answer = await call("Runtime.evaluate", { expression, returnByValue: true });
      return (answer as { readonly result: { readonly value?: unknown } }).result.value;
    },
    close: () => socket.terminate(),
  };
}

/** A port that nobody listens on now. */
export function findFreePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
