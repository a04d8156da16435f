import type { WebSocket } from "ws";
import { createTurn } from "../../apigateway/turn";

/** A socket that writes what it sends to `log`. */
function createSocket(log: string[], readyState = 1): WebSocket {
  return { OPEN: 1, readyState, send: (text: string) => log.push(`send ${text}`) } as unknown as WebSocket;
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe("a turn of the event loop", () => {
  it("answers all its messages, then sends all their answers", async () => {
    const log: string[] = [];
    const turn = createTurn();
    for (const text of ["a", "b"])
      turn.answerLater(() => {
        log.push(`answer ${text}`);
        turn.send(createSocket(log), text);
      });
    expect(log).toEqual([]);
    await nextTurn();
    expect(log).toEqual(["answer a", "answer b", "send a", "send b"]);
  });

  it("sends at once what waits when it is settled, and not again", async () => {
    const log: string[] = [];
    const turn = createTurn();
    turn.answerLater(() => turn.send(createSocket(log), "a"));
    turn.settle();
    expect(log).toEqual(["send a"]);
    await nextTurn();
    expect(log).toEqual(["send a"]);
  });

  it("sends nothing to a socket that is closing", () => {
    const log: string[] = [];
    const turn = createTurn();
    turn.send(createSocket(log, 2), "a");
    turn.settle();
    expect(log).toEqual([]);
  });
});
