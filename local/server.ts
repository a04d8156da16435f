import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { authorizeConnection } from "./apigateway/authorizer";
import { connect, type ConnectOutcome } from "./apigateway/connect";
import type { Connections } from "./apigateway/connections";
import { callConnectionsApi } from "./apigateway/connections-api";
import { serveSocket } from "./apigateway/socket";
import type { Stage } from "./apigateway/stage";
import { CLOSES, LIMITS } from "./apigateway/wire";
import type { Aws } from "./aws";
import { callEndpoint } from "./endpoint";
import { readHandshake } from "./handshake";
import { refuseForeign } from "./loopback";

export interface ServerOptions {
  /** The AWS to serve, asked for at each event, so that what is deployed meanwhile is served. */
  readonly aws: () => Aws;
  /** Writes one line for the developer. */
  readonly log: (line: string) => void;
}

/** A standard HTTP server that also knows its sockets. */
export interface LocalServer {
  readonly http: Server;
  /** Closes every socket with 1001, and stops listening; resolves when all are closed. */
  readonly close: () => Promise<void>;
}

/** Bytes: the largest body of an AWS API is a 1 MB definition, escaped. */
const LARGEST_BODY = 8 * 1024 * 1024;

/** Returns a server, not yet listening, for WebSockets, @connections and the AWS endpoint. */
export function createServer({ aws, log }: ServerOptions): LocalServer {
  const connections: Connections = new Map();
  const protocols = new WeakMap<IncomingMessage, string>();
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: true,
    perMessageDeflate: false,
    maxPayload: LIMITS.message,
    // The `$connect` integration chooses, not the server: its choice waits in `protocols`.
    handleProtocols: (_, request) => protocols.get(request) ?? false,
  });
  const http = createHttpServer((request, response) => {
    answerRequest(request, { aws, log, connections }).then(
      (answer) => writeAnswer(response, answer),
      (error: Error) => {
        log(`${request.method} ${request.url}: ${error.stack}`);
        writeAnswer(response, { status: 500, body: "" });
      },
    );
  });
  http.on("upgrade", (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on("error", () => stream.destroy());
    void upgrade({ request, stream, head, sockets, connections, protocols, aws, log });
  });
  return { http, close: () => closeServer(http, sockets) };
}

interface Upgrade extends ServerOptions {
  readonly request: IncomingMessage;
  readonly stream: Duplex;
  readonly head: Buffer;
  readonly sockets: WebSocketServer;
  readonly connections: Connections;
  readonly protocols: WeakMap<IncomingMessage, string>;
}

async function upgrade(upgraded: Upgrade): Promise<void> {
  const { request, stream, head, sockets, connections, protocols, aws, log } = upgraded;
  const foreign = refuseForeign(request);
  const stage = foreign === undefined ? findStage(aws(), request) : foreign;
  if (typeof stage === "string") {
    log(`${request.url}: refused: ${stage}`);
    return refuseUpgrade(stream, FORBIDDEN);
  }
  const outcome = await connect(stage, readHandshake(request), authorizeConnection);
  if (!outcome.accepted) return refuseUpgrade(stream, outcome);
  if (outcome.protocol) protocols.set(request, outcome.protocol);
  sockets.handleUpgrade(request, stream, head, (socket: WebSocket) => {
    const { connection } = outcome;
    const { api, settings, world } = stage;
    const findCurrent = () => aws().region(world.region).apigateway.findStage(api.apiId, settings.stageName);
    serveSocket({ socket, stream, connection, connections, findStage: findCurrent }, stage);
  });
}

/** The body and the header are *assumed* of a stage that does not exist; that it is refused is documented. */
const FORBIDDEN = {
  status: 403,
  headers: { "content-type": "application/json", "x-amzn-ErrorType": "ForbiddenException" },
  body: '{"message":"Forbidden"}',
};

function refuseUpgrade(stream: Duplex, refusal: Omit<Extract<ConnectOutcome, { accepted: false }>, "accepted">): void {
  const { status, headers, body } = refusal;
  const lines = {
    ...headers,
    date: new Date().toUTCString(),
    connection: "close",
    "content-length": Buffer.byteLength(body),
  };
  const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`);
  stream.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n${head.join("")}\r\n${body}`);
}

/**
 * Returns the stage that a path names, `/<stage>` or `/<api id>/<stage>`, or why there is none. The short form needs
 * to be unambiguous.
 */
function findStage(aws: Aws, request: IncomingMessage): Stage | string {
  const segments = pathSegments(request);
  const stages = aws.regions().flatMap(({ apigateway }) => apigateway.stages());
  const found = stages.filter(({ api, settings }) =>
    segments.length === 2
      ? segments[0] === api.apiId && segments[1] === settings.stageName
      : segments.length === 1 && segments[0] === settings.stageName,
  );
  const [stage] = found;
  const known = stages.map(({ api, settings }) => `/${api.apiId}/${settings.stageName}`).join(", ");
  if (!stage) return `no such stage, got '${request.url}'; there are ${known || "none"}`;
  return found.length === 1 ? stage : `several APIs have this stage, got '${request.url}'; use one of ${known}`;
}

function pathSegments(request: IncomingMessage): string[] {
  const path = (request.url ?? "/").split("?")[0] ?? "/";
  return path.split("/").filter((segment) => segment !== "");
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

async function answerRequest(
  request: IncomingMessage,
  { aws, log, connections }: ServerOptions & { readonly connections: Connections },
): Promise<Answer> {
  const foreign = refuseForeign(request);
  if (foreign !== undefined) {
    log(`${request.method} ${request.url}: refused: ${foreign}`);
    return FORBIDDEN;
  }
  const body = await readBody(request);
  const [, connectionId] = /\/@connections\/([^/?]+)/.exec(request.url ?? "") ?? [];
  if (connectionId !== undefined)
    return callConnectionsApi(connections, {
      method: request.method ?? "",
      connectionId: decodeURIComponent(connectionId),
      body,
      isSigned: request.headers.authorization !== undefined,
    });
  if (request.method === "POST") return callEndpoint(aws(), { headers: request.headers, body: body.toString() }, log);
  // A plain GET of a stage is refused (*assumed*: as an unknown path is).
  return FORBIDDEN;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LARGEST_BODY) throw new Error(`the body is over ${LARGEST_BODY} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function writeAnswer(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, headers).end(body);
}

async function closeServer(http: Server, sockets: WebSocketServer): Promise<void> {
  for (const socket of sockets.clients) socket.close(CLOSES.goingAway.code, CLOSES.goingAway.reason);
  const stopped = new Promise<void>((resolve) => http.close(() => resolve()));
  const impatient = setTimeout(() => sockets.clients.forEach((socket) => socket.terminate()), 1_000);
  http.closeAllConnections();
  await stopped;
  clearTimeout(impatient);
}
