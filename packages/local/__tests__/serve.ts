import type { AddressInfo } from "node:net";
import { WebSocket } from "ws";
import type { JsonObject } from "@sfn-websocket/languages/json";
import { type Aws, type AwsWorld, createAws } from "../account/aws";
import { createServer } from "../http/server";
import { createTasks } from "../account/tasks";
import { type LoadedStack, loadStack } from "../terraform/load-stacks";
import { createVirtualClock, type VirtualClock } from "./virtual-clock";

/** A served configuration: what a test of the wire needs. */
export interface Served {
  readonly clock: VirtualClock;
  /** What the developer was told. */
  readonly log: string[];
  readonly port: number;
  /** What is served now. */
  aws(): Aws;
  /** Serves another configuration from now on, to open sockets too. */
  deploy(configuration: object): void;
  /** Opens a socket; rejects with the HTTP answer where it is refused. */
  connect(path?: string, options?: ConnectOptions): Promise<Client>;
  close(): Promise<void>;
}

export interface ConnectOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly protocols?: readonly string[];
}

export interface Client {
  readonly socket: WebSocket;
  /** Resolves to the next text message that was not asked for before. */
  next(): Promise<string>;
  /** Sends one message and resolves to the next answer. */
  ask(message: string): Promise<string>;
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
}

/** What a test lends to what it serves. */
interface Lent extends Partial<AwsWorld> {
  /** The directory whose files the console shows and saves. @default none */
  readonly project?: string | undefined;
  /** What the console tells of the clock. @default 1 */
  readonly speed?: number;
}

/** Serves a Terraform configuration, as cdktf or a test writes it, on a free port, with a clock that only the test moves, and what else it lends. */
export async function serve(configuration: object, { project, speed = 1, ...lent }: Lent = {}): Promise<Served> {
  const clock = createVirtualClock();
  const log: string[] = [];
  const connections = new Map();
  let stacks: readonly LoadedStack[] = [];
  const load = (stack: object) => {
    const configuration: JsonObject = JSON.parse(JSON.stringify(stack));
    const aws = createAws({ clock, log: (line) => log.push(line), runTask: createTasks({}), connections, ...lent });
    stacks = [loadStack({ name: "stack", file: "main.tf.json", configuration }, aws)];
    return aws;
  };
  let aws = load(configuration);
  const server = createServer({ aws: () => aws, log: (line) => log.push(line), project, speed, stacks: () => stacks });
  await new Promise<void>((resolve) => server.http.listen(0, "127.0.0.1", resolve));
  const { port } = server.http.address() as AddressInfo;
  return {
    clock,
    log,
    port,
    aws: () => aws,
    deploy: (next) => (aws = load(next)),
    connect: (path = "/api", options = {}) => connect(`ws://127.0.0.1:${port}${path}`, options),
    close: server.close,
  };
}

export function connect(url: string, { headers, protocols = [] }: ConnectOptions = {}): Promise<Client> {
  const socket = new WebSocket(url, [...protocols], { headers });
  const arrived: string[] = [];
  const wanted: ((text: string) => void)[] = [];
  socket.on("message", (data) => {
    const take = wanted.shift();
    if (take) take(String(data));
    else arrived.push(String(data));
  });
  const next = () =>
    new Promise<string>((resolve) => {
      const text = arrived.shift();
      if (text === undefined) wanted.push(resolve);
      else resolve(text);
    });
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.on("close", (code, reason) => resolve({ code, reason: reason.toString() })),
  );
  const ask = (message: string) => {
    socket.send(message);
    return next();
  };
  return new Promise((resolve, reject) => {
    socket.on("open", () => resolve({ socket, next, ask, closed }));
    socket.on("unexpected-response", (_, response) => {
      let body = "";
      response.on("data", (chunk) => (body += chunk));
      response.on("end", () =>
        reject(Object.assign(new Error("refused"), { status: response.statusCode, headers: response.headers, body })),
      );
    });
    socket.on("error", reject);
  });
}
