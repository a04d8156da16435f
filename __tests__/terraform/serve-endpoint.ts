import type { AddressInfo } from "node:net";
import { type Aws, createAws } from "@sfn-websocket/local/account/aws";
import { createClock } from "@sfn-websocket/local/clock";
import type { Forwards } from "@sfn-websocket/local/forward/forwards";
import { createServer } from "@sfn-websocket/local/http/server";
import type { FunctionModule } from "@sfn-websocket/local/lambda/function-module";
import { createFunctionRuntime } from "@sfn-websocket/local/lambda/function-runtime";
import type { EndpointWorld } from "@sfn-websocket/local/account/endpoint";

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

/** What few tests ask of the endpoint. */
export interface EndpointOptions {
  /** What AWS does with an empty map. */
  readonly emptyMaps?: EndpointWorld["emptyMaps"];
  /** The servers of other services. */
  readonly forwards?: Forwards;
}

/**
 * `speed` is how many times as fast as real time passes there; `modules` run functions, by the functions' names.
 */
export async function serveEndpoint(
  speed = 1,
  modules: ReadonlyMap<string, FunctionModule> = new Map(),
  { emptyMaps, forwards }: EndpointOptions = {},
): Promise<ServedEndpoint> {
  const log: string[] = [];
  let url: string | undefined;
  const world = { clock: createClock(speed), log: (line: string) => void log.push(line) };
  const functions = createFunctionRuntime({ ...world, functions: modules, endpoint: () => url });
  const aws = createAws({ ...world, functions, forwards });
  const server = createServer({ aws: () => aws, log: world.log, emptyMaps });
  await new Promise<void>((resolve) => server.http.listen(0, "127.0.0.1", resolve));
  const { port } = server.http.address() as AddressInfo;
  url = `http://127.0.0.1:${port}`;
  const close = async () => {
    functions.stop();
    await server.close();
  };
  return { aws, port, url, log, close };
}
