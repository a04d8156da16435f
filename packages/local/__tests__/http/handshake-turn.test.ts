import type { IncomingMessage } from "node:http";
import { Duplex } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { createHandshakeTurn, type Upgrade } from "../../http/handshake-turn";

let done: string[];
beforeEach(() => {
  done = [];
});

/** A client's handshake, whose answer is noted as it leaves. */
function createUpgrade(name: string): Upgrade {
  const stream = new Duplex({
    read: () => undefined,
    write(answer: Buffer, _, written) {
      done.push(`${name} gets ${answer}`);
      written();
    },
  });
  return { request: { url: name } as IncomingMessage, stream, head: Buffer.alloc(0) };
}

const createTurn = () =>
  createHandshakeTurn(({ request, stream }) => {
    done.push(`${request.url} is looked at`);
    stream.write("101");
  });

it("has all handshakes of a turn looked at in their order, and then their answers written", async () => {
  const take = createTurn();
  for (const name of ["a", "b"]) take(createUpgrade(name));
  expect(done).toEqual([]);
  await setImmediate();
  expect(done).toEqual(["a is looked at", "b is looked at", "a gets 101", "b gets 101"]);
  take(createUpgrade("c"));
  await setImmediate();
  expect(done.slice(4)).toEqual(["c is looked at", "c gets 101"]);
});

it("leaves a client alone that has gone meanwhile", async () => {
  const take = createTurn();
  const gone = createUpgrade("a");
  take(gone);
  take(createUpgrade("b"));
  gone.stream.destroy();
  await setImmediate();
  expect(done).toEqual(["b is looked at", "b gets 101"]);
});

it("writes what comes later at once, as where $connect takes its time", async () => {
  const late = createUpgrade("a");
  createHandshakeTurn(({ stream }) => void setImmediate().then(() => stream.write("101")))(late);
  await setImmediate();
  await setImmediate();
  expect(done).toEqual(["a gets 101"]);
});
