import { useLayoutEffect, useRef } from "preact/hooks";
import { linkTo } from "../router";
import { Composer } from "./composer";
import { FrameRow } from "./frame-row";
import { type ClientSocket, close, connect, ping, putAway } from "./sockets";

/** Pixels from its end within which a list of frames follows what comes. */
const NEAR = 40;

/** A socket: its state, its frames, and the next message. */
export function SocketPanel({ socket }: { readonly socket: ClientSocket }) {
  const { id, request, state, connectionId } = socket;
  const panel = useRef<HTMLElement>(null);
  // A new one may stand below what is seen.
  useLayoutEffect(() => {
    if (state.value === "opening") panel.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <section class="socket" aria-label={`Socket ${id}`} ref={panel}>
      <header>
        <h2>
          {id} <span class={state.value}>{state.value}</span>
        </h2>
        <code>{request.address}</code>
        <p class="row">
          {state.value === "open" && <OpenButtons socket={socket} />}
          {state.value === "closed" && (
            <button type="button" onClick={() => reopen(socket)}>
              Open again
            </button>
          )}
          <button type="button" class="quiet" onClick={() => (socket.frames.value = [])}>
            Clear
          </button>
          <button type="button" class="quiet" onClick={() => putAway(socket)}>
            Put away<span class="unseen"> socket {id}</span>
          </button>
          {connectionId.value !== undefined && (
            <a href={linkTo("traces", { connection: connectionId.value })}>traces of {connectionId.value}</a>
          )}
        </p>
      </header>
      <Frames socket={socket} />
      <Composer socket={socket} />
    </section>
  );
}

function OpenButtons({ socket }: { readonly socket: ClientSocket }) {
  return (
    <>
      <button type="button" onClick={() => void ping(socket)}>
        Ping
      </button>
      <button type="button" onClick={() => void close(socket)}>
        Close
      </button>
    </>
  );
}

/** As it was opened before, with what was being written. */
function reopen(socket: ClientSocket): void {
  connect(socket.request, { stage: socket.stage, draft: socket.draft.value, insteadOf: socket });
}

function Frames({ socket }: { readonly socket: ClientSocket }) {
  const list = useRef<HTMLOListElement>(null);
  const isFollowing = useRef(true);
  const frames = socket.frames.value;
  useLayoutEffect(() => {
    if (isFollowing.current && list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [frames]);
  const follow = ({
    currentTarget: { scrollTop, scrollHeight, clientHeight },
  }: {
    readonly currentTarget: HTMLElement;
  }) => (isFollowing.current = scrollHeight - scrollTop - clientHeight < NEAR);
  const [first] = frames;
  return (
    <ol class="frames" ref={list} onScroll={follow} tabIndex={0} aria-label={`Frames of socket ${socket.id}`}>
      {first && first.id > 1 && <li class="quiet">{first.id - 1} older frames are not kept</li>}
      {frames.map((frame) => (
        <FrameRow
          key={frame.id}
          frame={frame}
          connectionId={socket.connectionId.value}
          onEdit={(text) => (socket.draft.value = text)}
        />
      ))}
    </ol>
  );
}
