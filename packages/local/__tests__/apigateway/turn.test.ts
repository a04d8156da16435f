import { createTurn, type Receiver } from "../../apigateway/turn";

/** A socket that writes what it sends to `log`. */
function createSocket(log: string[], readyState: 1 | 2 | 3 = 1): Receiver {
  return { OPEN: 1, readyState, send: (text: string) => log.push(`send ${text}`) };
}

const fail = (line: string) => {
  throw new Error(line);
};

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe("a turn of the event loop", () => {
  it("answers all its messages, then sends all their answers", async () => {
    const log: string[] = [];
    const turn = createTurn(fail);
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
    const turn = createTurn(fail);
    turn.answerLater(() => turn.send(createSocket(log), "a"));
    turn.settle();
    expect(log).toEqual(["send a"]);
    await nextTurn();
    expect(log).toEqual(["send a"]);
  });

  it("sends nothing to a socket that is closing", () => {
    const log: string[] = [];
    const turn = createTurn(fail);
    turn.send(createSocket(log, 2), "a");
    turn.settle();
    expect(log).toEqual([]);
  });

  it("tells the sender that its text was sent, and sends at once when far too much text waits", () => {
    const log: string[] = [];
    const turn = createTurn(fail);
    const socket = createSocket([]);
    const text = "x".repeat(2 * 1024 * 1024 + 1);
    turn.send(socket, text, { limit: () => log.push("first") });
    expect(log).toEqual([]);
    turn.send(socket, text, { limit: () => log.push("second") });
    expect(log).toEqual(["first", "second"]);
  });

  it("goes on after an answer that throws and a socket that does, and logs both", () => {
    const log: string[] = [];
    const failures: string[] = [];
    const turn = createTurn((line) => failures.push(line));
    const broken: Receiver = { OPEN: 1, readyState: 1, send: () => throwNow("no socket") };
    turn.answerLater(() => throwNow("no answer"));
    turn.answerLater(() => {
      turn.send(broken, "a");
      turn.send(createSocket(log), "b");
    });
    turn.settle();
    expect(log).toEqual(["send b"]);
    expect(failures).toEqual([
      expect.stringMatching(/^a message could not be answered: Error: no answer\n/),
      expect.stringMatching(/^an answer could not be sent: Error: no socket\n/),
    ]);
  });
});

function throwNow(message: string): never {
  throw new Error(message);
}
