import { createTurn, type Receiver, type Turn } from "../../apigateway/sockets/turn";

const fail = (line: string): never => {
  throw new Error(line);
};

/** A receiver that writes what it is sent to `log`. */
function createReceiver(log: string[], parts: Partial<Receiver> = {}): Receiver {
  return { isOpen: true, answer: fail, write: (text) => void log.push(`send ${text}`), ...parts };
}

/** A receiver whose messages are answered with themselves. */
function createEcho(turn: Turn, log: string[]): Receiver {
  const echo = createReceiver(log, {
    answer(text) {
      log.push(`answer ${text}`);
      turn.send(echo, text);
    },
  });
  return echo;
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe("a turn of the event loop", () => {
  it("answers all its messages, then sends all their answers", async () => {
    const log: string[] = [];
    const turn = createTurn(fail);
    for (const text of ["a", "b"]) turn.answerLater({ receiver: createEcho(turn, log), text: text, arrivedAt: 0 });
    expect(log).toEqual([]);
    await nextTurn();
    expect(log).toEqual(["answer a", "answer b", "send a", "send b"]);
  });

  it("sends at once what waits when it is settled, and not again", async () => {
    const log: string[] = [];
    const turn = createTurn(fail);
    turn.answerLater({ receiver: createEcho(turn, log), text: "a", arrivedAt: 0 });
    turn.settle();
    expect(log).toEqual(["answer a", "send a"]);
    await nextTurn();
    expect(log).toEqual(["answer a", "send a"]);
  });

  it("sends nothing to a receiver that is closing", () => {
    const log: string[] = [];
    const turn = createTurn(fail);
    turn.send(createReceiver(log, { isOpen: false }), "a");
    turn.settle();
    expect(log).toEqual([]);
  });

  it("sends at once when far too much text waits", () => {
    const lengths: number[] = [];
    const turn = createTurn(fail);
    const receiver = createReceiver([], { write: (text) => void lengths.push(text.length) });
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
    const broken = createReceiver(log, { answer: () => fail("no answer"), write: () => fail("no socket") });
    turn.answerLater({ receiver: broken, text: "a", arrivedAt: 0 });
    turn.answerLater({ receiver: createEcho(turn, log), text: "b", arrivedAt: 0 });
    turn.send(broken, "c");
    turn.settle();
    expect(log).toEqual(["answer b", "send b"]);
    expect(failures).toEqual([
      expect.stringMatching(/^a message could not be answered: Error: no answer\n/),
      expect.stringMatching(/^an answer could not be sent: Error: no socket\n/),
    ]);
  });
});
