import type { Clock, Exchange } from "../../../tools/smoke/exchange";
import { exchangeUntilSettled } from "../../../tools/smoke/exchange-until-settled";

const refused = (status: number, body = ""): Exchange => ({
  received: [],
  ending: { kind: "refused", status, headers: {}, body },
});
const answered = (text: string): Exchange => ({
  connectLatency: 1,
  received: [{ text, latency: 1 }],
  ending: { kind: "answered" },
});
const failed = answered('{"message": "Internal server error", "connectionId":"c", "requestId":"r"}');
const unreachable = (code: string): Exchange => ({
  received: [],
  ending: { kind: "unreachable", code, message: code },
});
const succeeded = answered('{"status":"SUCCEEDED"}');

/** A clock that jumps to what is waited for. */
function createJumpingClock(): Clock {
  let now = 0;
  return {
    now: () => now,
    after(milliseconds, callback) {
      now += milliseconds;
      queueMicrotask(callback);
      return () => undefined;
    },
  };
}

/** What comes of `tries`, of which the last is what every later try gives, and what is told meanwhile. */
async function settle(tries: readonly Exchange[], milliseconds = 60_000, isLocal = false) {
  const told: string[] = [];
  let count = 0;
  const exchanged = await exchangeUntilSettled({
    exchange: async () => tries[Math.min(count++, tries.length - 1)] ?? refused(0),
    settle: milliseconds,
    isLocal,
    clock: createJumpingClock(),
    tell: (line) => void told.push(line),
  });
  return { exchanged, count, told };
}

it("tries again while a role or a key is not spread, and says so", async () => {
  expect(await settle([refused(403), failed, succeeded])).toEqual({
    exchanged: succeeded,
    count: 3,
    told: [
      "got HTTP 403; after a first deployment AWS takes a while to spread roles and keys: trying again for 60 s more",
      "got the answer 'Internal server error'; after a first deployment AWS takes a while to spread roles and keys: trying again for 55 s more",
    ],
  });
});

it("waits for a server of this machine that starts, and says so", async () => {
  expect(await settle([unreachable("ECONNREFUSED"), succeeded], 60_000, true)).toEqual({
    exchanged: succeeded,
    count: 2,
    told: ["got no server; one that starts needs a moment: trying again for 60 s more"],
  });
});

it.each([
  ["another machine that refuses", "ECONNREFUSED", false],
  ["a host that is not known", "ENOTFOUND", true],
])("does not wait for %s", async (_, code, isLocal) => {
  expect((await settle([unreachable(code)], 60_000, isLocal)).count).toBe(1);
});

it.each([
  ["a refused handshake", refused(403)],
  ["an internal error", failed],
])("does not wait for another answer of this machine than %s", async (_, exchanged) => {
  expect(await settle([exchanged, succeeded], 60_000, true)).toEqual({ exchanged, count: 1, told: [] });
});

it("gives up after a minute with what came last", async () => {
  const { exchanged, count } = await settle([refused(403)]);
  expect([exchanged, count]).toEqual([refused(403), 13]);
});

it.each([
  ["another refusal", refused(401)],
  ["another error", answered('{"message":"Forbidden","connectionId":"c","requestId":"r"}')],
  ["an answer", succeeded],
])("does not try again after %s", async (_, exchanged) => {
  expect(await settle([exchanged])).toEqual({ exchanged, count: 1, told: [] });
});

it("tries a refused handshake again whose body tells of an internal error", async () => {
  expect((await settle([refused(500, '{"message":"Internal server error"}'), succeeded])).count).toBe(2);
});

it("does not try again where no time is given", async () => {
  expect((await settle([failed], 0)).count).toBe(1);
});
