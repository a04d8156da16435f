import { type Signal, signal } from "@preact/signals";
import type { SocketAction, SocketEvent, SocketRequest } from "@sfn-websocket/local/console/client-api";
import type { TraceSummary } from "@sfn-websocket/local/trace/trace";
import { listen } from "../live";
import { explainClose } from "./close-codes";
import { addFrame, countBytes, describeReceived, type Frame, linkTrace } from "./frames";
import { keepSent } from "./history";
import { act, openSocket } from "./relay";
import type { StageAddress } from "./stages";

/** A socket of this page, from when it is asked for until it is put away. */
export interface ClientSocket {
  readonly id: number;
  /** The stage that it is thought to be of. @default the address is one that nobody knows */
  readonly stage: StageAddress | undefined;
  readonly request: Omit<SocketRequest, "relay">;
  readonly state: Signal<"opening" | "open" | "closed">;
  readonly frames: Signal<readonly Frame[]>;
  /** What is written for the next message. */
  readonly draft: Signal<string>;
  /** The connection's id, as API Gateway has it. */
  readonly connectionId: Signal<string | undefined>;
  /** As the server's calls name it. */
  readonly name: Signal<string | undefined>;
}

/** The sockets, in the order in which they were opened; they stay open while another view is shown. */
export const sockets = signal<readonly ClientSocket[]>([]);

let count = 0;
let unlisten: (() => void) | undefined;

/** What a socket begins with. */
interface Begun extends Pick<ClientSocket, "stage"> {
  readonly draft: string;
  /** The closed one whose place it takes. @default it stands behind all others */
  readonly insteadOf?: ClientSocket;
}

/** Opens a socket; what becomes of it stands in its frames. */
export function connect(request: Omit<SocketRequest, "relay">, { stage, draft, insteadOf }: Begun): ClientSocket {
  unlisten ??= listen("trace", noteTrace);
  count += 1;
  const socket: ClientSocket = {
    id: count,
    stage,
    request,
    state: signal("opening"),
    frames: signal([]),
    draft: signal(draft),
    connectionId: signal(undefined),
    name: signal(undefined),
  };
  const others = sockets.value;
  sockets.value = insteadOf ? others.map((each) => (each === insteadOf ? socket : each)) : [...others, socket];
  openSocket(request, (event) => TOLD[event.kind](socket, event)).then(
    (name) => (socket.name.value = name),
    (error: unknown) => {
      fail(socket, error);
      socket.state.value = "closed";
    },
  );
  return socket;
}

/** Puts a socket away and closes it, at once or as soon as it opens. */
export function putAway(socket: ClientSocket): void {
  if (socket.state.value === "open") void doOn(socket, { do: "close" });
  sockets.value = sockets.value.filter((each) => each !== socket);
}

/** Sends a message, in frames of so many bytes where a size is given. */
export async function send(socket: ClientSocket, text: string, frameSize?: number): Promise<void> {
  if (socket.stage) keepSent(socket.stage.key, text);
  log(socket, { at: Date.now(), kind: "sent", text, bytes: countBytes(text) });
  await doOn(socket, { do: "send", text, ...(frameSize !== undefined && { frameSize }) });
}

export async function ping(socket: ClientSocket): Promise<void> {
  tell(socket, Date.now(), "ping sent");
  await doOn(socket, { do: "ping" });
}

export const close = (socket: ClientSocket): Promise<void> => doOn(socket, { do: "close" });

async function doOn(socket: ClientSocket, action: SocketAction): Promise<void> {
  const name = socket.name.value;
  if (name === undefined) return;
  await act(name, action).catch((error: unknown) => fail(socket, error));
}

type Told = (socket: ClientSocket, event: SocketEvent) => void;

const TOLD: Readonly<Record<SocketEvent["kind"], Told>> = {
  open(socket, { socket: name, at, protocol = "", connectionId }) {
    socket.state.value = "open";
    socket.name.value = name;
    if (!sockets.value.includes(socket)) void doOn(socket, { do: "close" });
    socket.connectionId.value = connectionId;
    tell(socket, at, protocol === "" ? "open" : `open, with the subprotocol ${protocol}`);
  },
  refused(socket, { at, status = 0, text = "" }) {
    socket.state.value = "closed";
    log(socket, { at, kind: "failed", text: `the handshake is refused with ${status}\n${text}` });
  },
  frame(socket, event) {
    log(socket, { at: event.at, ...describeReceived(event) });
  },
  ping: (socket, { at }) => tell(socket, at, "ping"),
  pong: (socket, { at }) => tell(socket, at, "pong"),
  close(socket, { at, code = 1006, reason = "" }) {
    socket.state.value = "closed";
    tell(socket, at, `closed: ${code}${reason && ` ${reason}`} (${explainClose(code)})`);
  },
};

function log(socket: ClientSocket, frame: Omit<Frame, "id">): void {
  socket.frames.value = addFrame(socket.frames.value, frame);
}

const tell = (socket: ClientSocket, at: number, text: string): void => log(socket, { at, kind: "told", text });

const fail = (socket: ClientSocket, error: unknown): void =>
  log(socket, { at: Date.now(), kind: "failed", text: error instanceof Error ? error.message : String(error) });

/** A message's trace is found by its connection, and by what it begins with. */
function noteTrace({ id, kind, connectionId, excerpt }: TraceSummary): void {
  if (kind !== "MESSAGE" || connectionId === undefined) return;
  const socket = sockets.value.find((each) => each.connectionId.value === connectionId);
  if (socket) socket.frames.value = linkTrace(socket.frames.value, { id, ...(excerpt !== undefined && { excerpt }) });
}
