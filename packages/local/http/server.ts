import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { authorizeConnection } from "../apigateway/authorizer";
import { connect, type ConnectOutcome, disconnect } from "../apigateway/connect";
import type { Connections } from "../apigateway/connections";
import { createTurn, type Turn } from "../apigateway/turn";
import { serveSocket } from "../apigateway/socket";
import { CLOSES, LIMITS, LOST } from "../apigateway/wire";
import type { Aws } from "../account/aws";
import type { EdgeResponse } from "../cloudfront/edge-response";
import { answerRequest, type HttpAnswer } from "./answer-request";
import type { EndpointWorld } from "../account/endpoint";
import { routeUpgrade } from "./route-upgrade";

export interface ServerOptions extends EndpointWorld {
  /** The AWS to serve, asked for at each event, so that what is deployed meanwhile is served. */
  readonly aws: () => Aws;
}

/** A standard HTTP server that also knows its sockets. */
export interface LocalServer {
  readonly http: Server;
  /** Closes every socket with 1001, and stops listening; resolves when all are closed. */
  readonly close: () => Promise<void>;
}

/** Returns a server, not yet listening, for WebSockets, @connections and the AWS endpoint. */
export function createServer(options: ServerOptions): LocalServer {
  const { log } = options;
  const { connections } = options.aws();
  const turn = createTurn();
  const protocols = new WeakMap<IncomingMessage, string>();
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: true,
    perMessageDeflate: false,
    maxPayload: LIMITS.message,
    // The `$connect` integration chooses, not the server: its choice waits in `protocols`.
    handleProtocols: (_, request) => protocols.get(request) ?? false,
  });
  // *Recorded* (us-east-1, September 2026): the date is the one header that the library does not send.
  sockets.on("headers", (headers) => headers.push(`Date: ${new Date().toUTCString()}`));
  const http = createHttpServer((request, response) => {
    answerRequest(request, { ...options, connections }).then(
      (answer) => writeAnswer(response, answer),
      (error: Error) => {
        log(`${request.method} ${request.url}: ${error.stack}`);
        writeAnswer(response, { status: 500, body: "" });
      },
    );
  });
  http.on("upgrade", (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on("error", () => stream.destroy());
    upgrade({ ...options, request, stream, head, sockets, connections, turn, protocols }).catch((error: Error) => {
      log(`${request.url}: the handshake failed: ${error.stack}`);
      refuseUpgrade(stream, INTERNAL_SERVER_ERROR);
    });
  });
  return { http, close: () => closeServer(http, sockets) };
}

interface Upgrade extends ServerOptions {
  readonly request: IncomingMessage;
  readonly stream: Duplex;
  readonly head: Buffer;
  readonly sockets: WebSocketServer;
  readonly connections: Connections;
  readonly turn: Turn;
  readonly protocols: WeakMap<IncomingMessage, string>;
}

async function upgrade(upgraded: Upgrade): Promise<void> {
  const { request, stream, head, sockets, connections, turn, protocols, aws, log } = upgraded;
  const routed = await routeUpgrade({ aws: aws(), log }, request);
  if ("status" in routed) {
    log(`${request.url}: refused: ${routed.cause}`);
    return refuseUpgrade(stream, routed);
  }
  const { stage, handshake } = routed;
  const outcome = await connect(stage, handshake, authorizeConnection);
  if (!outcome.accepted) return refuseUpgrade(stream, outcome);
  const { api, settings, world } = stage;
  const findCurrent = () => aws().region(world.region).apigateway.findStage(api.apiId, settings.stageName);
  if (!stream.readable || !stream.writable) {
    stream.destroy();
    return disconnect(findCurrent() ?? stage, outcome.connection, { statusCode: LOST, reason: "" });
  }
  if (outcome.protocol) protocols.set(request, outcome.protocol);
  sockets.handleUpgrade(request, stream, head, (socket: WebSocket) => {
    const { connection } = outcome;
    serveSocket({ socket, stream, connection, connections, turn, findStage: findCurrent }, stage);
  });
}

/** `statusText` is by default the usual one of the status. */
type Refusal = Omit<Extract<ConnectOutcome, { accepted: false }> | EdgeResponse, "accepted" | "cause" | "statusText"> &
  Pick<EdgeResponse, "statusText">;

/** *Assumed*: the answer where this program fails, as to an integration of `$connect` that does. */
const INTERNAL_SERVER_ERROR: Refusal = {
  status: 500,
  headers: { "content-type": "application/json", "x-amzn-ErrorType": "InternalServerErrorException" },
  body: '{"message": "Internal server error"}',
};

function refuseUpgrade(stream: Duplex, refusal: Refusal): void {
  const { status, statusText = STATUS_CODES[status] ?? "", headers, body } = refusal;
  const lines = {
    ...headers,
    date: new Date().toUTCString(),
    connection: "close",
    "content-length": Buffer.byteLength(body),
  };
  const head = Object.entries(lines).flatMap(([name, values]) =>
    [values].flat().map((value) => `${name}: ${value}\r\n`),
  );
  stream.end(`HTTP/1.1 ${status} ${statusText}\r\n${head.join("")}\r\n${body}`);
}

function writeAnswer(response: ServerResponse, { status, headers, body }: HttpAnswer): void {
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
