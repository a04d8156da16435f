import type { Duplex } from "node:stream";
import { andThen, orElse } from "@sfn-websocket/languages/and-then";
import { type WebSocket, WebSocketServer } from "ws";
import { authorizeConnection } from "../apigateway/events/authorizer";
import { connect, type ConnectOutcome, disconnect } from "../apigateway/events/connect";
import type { Stage } from "../apigateway/stage/stage";
import { InFlight } from "../apigateway/sockets/in-flight";
import { Lifetimes } from "../apigateway/sockets/lifetimes";
import type { ServedSocket, SocketWorld } from "../apigateway/sockets/served-socket";
import { serveSocket } from "../apigateway/sockets/socket";
import { createSocketClass } from "../apigateway/sockets/socket-class";
import { createTurn, type Turn } from "../apigateway/sockets/turn";
import { LIMITS, LOST } from "../apigateway/wire";
import type { EdgeResponse } from "../cloudfront/edge-response";
import type { RequestWorld } from "./answer-request";
import type { PassedUpgrade } from "./call-distribution";
import { describeUrl } from "../account/describe-url";
import { HttpDates } from "./http-dates";
import { describeDefect, guard } from "../guard";
import { createHandshakeTurn, type Upgrade } from "./handshake-turn";
import { routeUpgrade } from "./route-upgrade";
import { BAD_REQUEST, INTERNAL_SERVER_ERROR, sendRefusal } from "./send-refusal";
import { Unanswered } from "./unanswered";

/** What handshakes are answered from. */
type UpgradeWorld = Pick<RequestWorld, "aws" | "log" | "isExposed">;

/** What opens sockets, and knows the open ones. */
export interface Upgrades {
  /** Opens a socket, or refuses it, in this turn of the event loop or later. */
  readonly open: (upgrade: Upgrade) => void;
  /** The sockets that are not yet closed. */
  readonly sockets: () => readonly WebSocket[];
  /** Resolves when every message that was read has its answer. */
  readonly answered: () => Promise<void>;
  /** Resolves when no `$disconnect` of a socket runs any more. */
  readonly left: () => Promise<void>;
  /** Ends the connections whose handshakes have no answer yet: `$connect` may take as long as an integration. */
  readonly abandon: () => void;
}

type Accepted = Extract<ConnectOutcome, { accepted: true }>;

/** A handshake on its way. */
interface Pending {
  /** Gives the accepted client, or undefined where it is refused or gone; at once if nothing has to wait. */
  readonly connect: () => Accepted | undefined | Promise<Accepted | undefined>;
  accepted?: Accepted;
}

/** The handshake that the library is at: it asks about a request while it is called for it, never later. */
interface Asked {
  pending?: Pending;
}

export function createUpgrades(world: UpgradeWorld): Upgrades {
  const { log } = world;
  const turn = createTurn(log);
  const open = new Lifetimes<ServedSocket>();
  const [inFlight, leaving] = [new InFlight(), new InFlight()];
  const unanswered = new Unanswered();
  const shareWorld = createSocketWorlds(world, { turn, open, inFlight, leaving });
  const asked: Asked = {};
  const server = createWebSocketServer({ asked, turn, log });
  const upgrade = ({ request, stream, head }: Upgrade, { stage, handshake }: PassedUpgrade): void => {
    const socketWorld = shareWorld(stage);
    const client = { stage, handshake, stream, findStage: socketWorld.findStage };
    const pending: Pending = { connect: () => acceptClient(client) };
    asked.pending = pending;
    server.handleUpgrade(request, stream, head, (socket) => {
      const { connection } = pending.accepted!;
      unanswered.forget(stream);
      serveSocket({ socket, stream, connection }, socketWorld);
    });
  };
  const openInTurn = createHandshakeTurn(
    guard("a handshake could not be answered", log, (upgraded: Upgrade) =>
      passUpgrade(world, upgraded, (passed) => upgrade(upgraded, passed)),
    ),
  );
  return {
    sockets: () => [...open].map(({ socket }) => socket),
    answered() {
      turn.settle();
      return inFlight.idle();
    },
    left: () => leaving.idle(),
    abandon: () => unanswered.end(),
    open(upgraded) {
      unanswered.watch(upgraded.stream);
      openInTurn(upgraded);
    },
  };
}

/** Passes an upgrade request on as the one of a stage, or refuses it. */
function passUpgrade(
  { aws, log, isExposed }: UpgradeWorld,
  upgraded: Upgrade,
  pass: (passed: PassedUpgrade) => void,
): void | Promise<void> {
  const { request, stream } = upgraded;
  const passRouted = (routed: PassedUpgrade | EdgeResponse) => {
    if (!("status" in routed)) return pass(routed);
    log(`${describeUrl(request.url)}: refused: ${routed.cause}`);
    sendRefusal(stream, routed);
  };
  return orElse(
    () => andThen(routeUpgrade({ aws: aws(), log, isExposed }, request), passRouted),
    (thrown) => failUpgrade(log, upgraded, thrown),
  );
}

/**
 * The library ends, without a word, a connection that pings a hundred times in one packet. What waits for a client has a bound
 * of its own here, its pongs too. (The option is younger than the library's types.)
 */
const OWN_BOUNDS = { maxPendingAutoPongs: 0 };

interface ServerWorld {
  readonly asked: Asked;
  readonly turn: Turn;
  readonly log: (line: string) => void;
}

/**
 * Returns the library's server, which looks at a handshake before `$connect` runs for it: it asks to verify what it has
 * found to be a good request, and refuses others.
 */
function createWebSocketServer({ asked, turn, log }: ServerWorld): WebSocketServer {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: LIMITS.message,
    ...OWN_BOUNDS,
    WebSocket: createSocketClass(turn.settle),
    verifyClient: ({ req: request }, accept) => {
      const pending = asked.pending!;
      const open = (accepted: Accepted | undefined) => {
        if (!accepted) return;
        pending.accepted = accepted;
        asked.pending = pending;
        accept(true);
      };
      void orElse(
        () => andThen(pending.connect(), open),
        (thrown) => failUpgrade(log, { request, stream: request.socket }, thrown),
      );
    },
    // The `$connect` integration chooses, not the server.
    handleProtocols: () => asked.pending?.accepted?.protocol ?? false,
  });
  // *Recorded* (us-east-1, September 2026): the date is the one header that the library does not send.
  const dates = new HttpDates();
  server.on("headers", (headers) => headers.push(`Date: ${dates.now()}`));
  server.on("wsClientError", (error, stream, { method, url }) => {
    log(`${describeUrl(url)}: refused: ${error.message}`);
    sendRefusal(stream, method === "GET" ? BAD_REQUEST : { ...BAD_REQUEST, status: 405 });
  });
  return server;
}

/**
 * Returns what finds what the sockets of a stage share. It lives as long as they, and so holds the stage's names alone,
 * with which to find the stage as it is then.
 */
function createSocketWorlds(
  { aws }: UpgradeWorld,
  shared: Pick<SocketWorld, "turn" | "open" | "inFlight" | "leaving">,
): (stage: Stage) => SocketWorld {
  const { connections } = aws();
  const known = new WeakMap<Stage, SocketWorld>();
  return (stage) => {
    const found = known.get(stage);
    if (found) return found;
    const { region, clock, log } = stage.world;
    const { apiId, name: apiName } = stage.api;
    const { stageName } = stage.settings;
    const findStage = () => aws().region(region).apigateway.findStage(apiId, stageName);
    const created = { ...shared, apiName, clock, log, connections, findStage };
    known.set(stage, created);
    return created;
  };
}

interface Client extends PassedUpgrade {
  readonly stream: Duplex;
  readonly findStage: () => Stage | undefined;
}

/** Runs `$connect`; answers who is refused, and runs `$disconnect` for who has left meanwhile. */
function acceptClient({ stage, handshake, stream, findStage }: Client) {
  return andThen(connect(stage, handshake, authorizeConnection), (outcome) => {
    if (!outcome.accepted) return void sendRefusal(stream, outcome);
    if (stream.readable && stream.writable) return outcome;
    stream.destroy();
    const left = { statusCode: LOST, reason: "" };
    return disconnect(findStage() ?? stage, outcome.connection, left).then(() => undefined);
  });
}

function failUpgrade(log: (line: string) => void, { request, stream }: Omit<Upgrade, "head">, thrown: unknown): void {
  log(`${describeUrl(request.url)}: the handshake failed: ${describeDefect(thrown)}`);
  sendRefusal(stream, INTERNAL_SERVER_ERROR);
}
