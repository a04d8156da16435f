import type { AddressInfo } from "node:net";
import { type Aws, createAws } from "@sfn-websocket/local/account/aws";
import { createClock } from "@sfn-websocket/local/clock";
import { createServer } from "@sfn-websocket/local/http/server";

/** An AWS without resources, served on a free port. */
export interface ServedEndpoint {
  readonly aws: Aws;
  readonly port: number;
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** What the developer was told. */
  readonly log: readonly string[];
  close(): Promise<void>;
}

/** `speed` is how many times as fast as real time passes there. */
export async function serveEndpoint(speed = 1): Promise<ServedEndpoint> {
  const log: string[] = [];
  const world = { clock: createClock(speed), log: (line: string) => void log.push(line) };
  const aws = createAws(world);
  const server = createServer({ aws: () => aws, log: world.log });
  await new Promise<void>((resolve) => server.http.listen(0, "127.0.0.1", resolve));
  const { port } = server.http.address() as AddressInfo;
  return { aws, port, url: `http://127.0.0.1:${port}`, log, close: server.close };
}
