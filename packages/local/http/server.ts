import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { CLOSES } from "../apigateway/wire";
import { answerRequest, type RequestWorld } from "./answer-request";
import { countVersions } from "./count-versions";
import type { HttpAnswer } from "./http-answer";
import { describeUrl } from "../account/describe-url";
import { createEndpoint, type EndpointWorld } from "../account/endpoint";
import { describeDefect, guard } from "../guard";
import { createUpgrades, type Upgrades } from "./upgrade";

type ServerOptions = EndpointWorld & Omit<RequestWorld, "callEndpoint" | "connections" | "version">;

/** A standard HTTP server that also knows its sockets. */
export interface LocalServer {
  readonly http: Server;
  /** Stops listening, answers what was read, and closes every socket with 1001; resolves when all are closed and `$disconnect` has run. */
  readonly close: () => Promise<void>;
}

/** Returns a server, not yet listening, for WebSockets, @connections and the AWS endpoint. */
export function createServer(options: ServerOptions): LocalServer {
  const { log } = options;
  const { connections } = options.aws();
  const upgrades = createUpgrades(options);
  const { version, changed } = countVersions(options);
  const world = { ...options, connections, version, callEndpoint: createEndpoint({ ...options, changed }) };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const answered = await answerRequest(request, world).catch((thrown: unknown) => {
      const cause = thrown === request.errored ? "the client has left before all of it came" : describeDefect(thrown);
      log(`${request.method} ${describeUrl(request.url)}: ${cause}`);
      return { status: 500, body: "" };
    });
    writeAnswer(request, response, answered);
  };
  const http = createHttpServer(guard("a request could not be answered", log, answer));
  http.on("upgrade", (request, stream, head) => {
    stream.on("error", destroyStream);
    upgrades.open({ request, stream, head });
  });
  return { http, close: () => closeServer(http, upgrades) };
}

function destroyStream(this: Duplex): void {
  this.destroy();
}

/** Milliseconds that a client may go on sending what nobody wants, so that it can read the answer first. */
const LINGER = 2_000;

/**
 * Writes an answer. To a request that is not read to its end it is the connection's last, and what still comes is thrown
 * away: a connection that is closed with bytes unread is reset, and the client might never see the answer.
 */
function writeAnswer(request: IncomingMessage, response: ServerResponse, answer: HttpAnswer): void {
  const { status, headers, body = "", stream } = answer;
  if (stream) return writeStream(response, { ...answer, stream });
  if (request.readableEnded) return void response.writeHead(status, headers).end(body);
  response.writeHead(status, { ...headers, connection: "close", "content-length": Buffer.byteLength(body) });
  response.write(body);
  response.flushHeaders();
  const end = () => {
    clearTimeout(timer);
    response.end(() => request.destroy());
  };
  const timer = setTimeout(end, LINGER);
  request.once("end", end).once("close", end).resume();
}

type Streamed = HttpAnswer & Required<Pick<HttpAnswer, "stream">>;

/**
 * Begins a stream when it is the request's turn, for of a request that waits behind another one on its connection nobody is
 * told that the client has gone; and never for a client that has.
 */
function writeStream(response: ServerResponse, answer: Streamed): void {
  if (response.closed) return;
  if (response.socket === null) return void response.once("socket", () => writeStream(response, answer));
  response.writeHead(answer.status, answer.headers).flushHeaders();
  answer.stream(response);
}

/** Milliseconds in which messages that were read are still answered, clients may answer the close, and `$disconnect` may run. */
const GRACE = 1_000;

const inTime = (work: Promise<void>): Promise<void> =>
  Promise.race([work, new Promise<void>((resolve) => setTimeout(resolve, GRACE).unref())]);

async function closeServer(http: Server, { sockets, answered, left, abandon }: Upgrades): Promise<void> {
  const stopped = new Promise<void>((resolve) => http.close(() => resolve()));
  for (const socket of sockets()) socket.pause();
  await inTime(answered());
  const closed = sockets().map((socket) => new Promise((resolve) => socket.once("close", resolve)));
  for (const socket of sockets()) {
    // The client's own close frame would never come where nothing is read.
    socket.resume();
    socket.close(CLOSES.goingAway.code, CLOSES.goingAway.reason);
  }
  abandon();
  const impatient = setTimeout(() => sockets().forEach((socket) => socket.terminate()), GRACE);
  http.closeAllConnections();
  await Promise.all([stopped, ...closed]);
  clearTimeout(impatient);
  await inTime(left());
}
