import { WebSocket } from "ws";

/**
 * Returns the class of a server's sockets, which call `before` while they still can send, whoever closes them: on a
 * protocol error or a close frame the library does so itself, and the messages before it in the packet wait for their
 * answers.
 */
export function createSocketClass(before: () => void): typeof WebSocket {
  return class extends WebSocket {
    override close(code?: number, reason?: string | Buffer): void {
      before();
      super.close(code, reason);
    }
  };
}
