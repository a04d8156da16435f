import type { WebSocket } from "ws";
import type { SocketAction } from "./client-api";
import { ConsoleProblem } from "./console-problem";

/** Characters: API Gateway closes at far fewer, which is worth a try. */
const LONGEST_TEXT = 1_048_576;
/** Bytes of a close frame's reason. @see https://www.rfc-editor.org/rfc/rfc6455#section-5.5 */
const LONGEST_REASON = 123;

/** Does what the page asks for on an open socket. */
export function actOn(socket: WebSocket, action: SocketAction): void {
  ACTIONS[action.do](socket, action);
}

const ACTIONS: Readonly<Record<SocketAction["do"], (socket: WebSocket, action: SocketAction) => void>> = {
  send: (socket, { text = "", frameSize }) => sendText(socket, text, frameSize),
  ping: (socket) => socket.ping(),
  close(socket, { code = 1000, reason = "" }) {
    const isCode = code === 1000 || (code >= 3000 && code <= 4999);
    if (!Number.isInteger(code) || !isCode)
      throw new ConsoleProblem(
        400,
        `socket.code: is no code that a client may send, got ${code}; use 1000 or 3000 to 4999`,
      );
    if (Buffer.byteLength(reason) > LONGEST_REASON)
      throw new ConsoleProblem(
        400,
        `socket.reason: is too long, got '${reason.slice(0, 40)}…'; keep to ${LONGEST_REASON} bytes`,
      );
    socket.close(code, reason);
  },
};

function sendText(socket: WebSocket, text: string, frameSize = Infinity): void {
  if (text.length > LONGEST_TEXT)
    throw new ConsoleProblem(413, `socket.text: is too long, got ${text.length} characters; keep to ${LONGEST_TEXT}`);
  const bytes = Buffer.from(text);
  const size = Math.min(frameSize, Math.max(bytes.length, 1));
  for (let at = 0; at === 0 || at < bytes.length; at += size)
    socket.send(bytes.subarray(at, at + size), { binary: false, fin: at + size >= bytes.length });
}
