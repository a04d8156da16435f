import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Options } from "./options";
import { limitConnections } from "../http/limit-connections";
import { log } from "./terminal";

/** Has the server listen, and resolves to its port. @throws Error naming the option that cannot be followed. */
export function listen(http: Server, { port, host }: Pick<Options, "port" | "host">): Promise<number> {
  limitConnections(http, log);
  return new Promise((resolve, reject) => {
    http.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE"
          ? new Error(`--port: port ${port} is taken, got '${port}'; stop what listens there, or choose another`)
          : new Error(`--host: cannot be listened on, got '${host}:${port}' (${error.code}); choose another`),
      ),
    );
    http.listen(port, host, () => {
      http
        .removeAllListeners("error")
        .on("error", (error) => log(`a connection could not be accepted: ${error.message}`));
      resolve((http.address() as AddressInfo).port);
    });
  });
}

/** npm hands the terminal's Ctrl-C on, so the signal comes twice: the first one counts. A terminal that is closed says SIGHUP. */
export function stopOnSignal(stop: () => Promise<unknown>): void {
  let isStopping = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      void stop().finally(() => process.exit(0));
    });
}
