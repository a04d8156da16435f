import { createTurn, type Receiver } from "../../apigateway/turn";

/** A receiver that writes what it is sent to `log`. */
function createReceiver(log: string[], isOpen = true): Receiver {
  return { isOpen, write: (text) => void log.push(`send ${text}`) };
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
        turn.send(createReceiver(log), text);
      });
    expect(log).toEqual([]);
    await nextTurn();
    expect(log).toEqual(["answer a", "answer b", "send a", "send b"]);
  });

  it("sends at once what waits when it is settled, and not again", async () => {
    const log: string[] = [];
    const turn = createTurn(fail);
    turn.answerLater(() => turn.send(createReceiver(log), "a"));
    turn.settle();
    expect(log).toEqual(["send a"]);
    await nextTurn();
    expect(log).toEqual(["send a"]);
  });

  it("sends nothing to a receiver that is closing", () => {
    const log: string[] = [];
    const turn = createTurn(fail);
    turn.send(createReceiver(log, false), "a");
    turn.settle();
    expect(log).toEqual([]);
  });

  it("sends at once when far too much text waits", () => {
    const lengths: number[] = [];
    const turn = createTurn(fail);
    const receiver: Receiver = { isOpen: true, write: (text) => void lengths.push(text.length) };
    const text = "x".repeat(2 * 1024 * 1024 + 1);
    turn.send(receiver, text);
    expect(lengths).toEqual([]);
    turn.send(receiver, text);
    expect(lengths).toEqual([text.length, text.length]);
  });

  it("goes on after an answer that throws and a receiver that does, and logs both", () => {
    const log: string[] = [];
    const failures: string[] = [];
    const turn = createTurn((line) => failures.push(line));
    const broken: Receiver = { isOpen: true, write: () => throwNow("no socket") };
    turn.answerLater(() => throwNow("no answer"));
    turn.answerLater(() => {
      turn.send(broken, "a");
      turn.send(createReceiver(log), "b");
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
