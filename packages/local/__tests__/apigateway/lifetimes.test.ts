import { Lifetimes, type Mortal } from "../../apigateway/sockets/lifetimes";
import { createVirtualClock } from "../virtual-clock";

const MINUTE = 60_000;

describe("lifetimes", () => {
  const clock = createVirtualClock(0);
  let lifetimes: Lifetimes<Mortal>;
  let ended: number[];
  beforeEach(() => {
    lifetimes = new Lifetimes();
    ended = [];
  });

  /** One whose end may be put off. */
  function begin(milliseconds: number) {
    const mortal = {
      clock,
      end: clock.now() + milliseconds,
      left: () => mortal.end - clock.now(),
      expire: () => {
        ended.push(clock.now());
        lifetimes.forget(mortal);
      },
    };
    lifetimes.watch(mortal);
    return mortal;
  }

  it("end to the millisecond, each at its own time", () => {
    const began = clock.now();
    begin(10 * MINUTE);
    clock.advance(1);
    begin(10 * MINUTE + 6);
    clock.advance(10 * MINUTE - 2);
    expect(ended).toEqual([]);
    clock.advance(MINUTE);
    expect(ended.map((time) => time - began)).toEqual([10 * MINUTE, 10 * MINUTE + 7]);
  });

  it("go on for who has got more time, in the last minute too", () => {
    const mortal = begin(10 * MINUTE);
    clock.advance(10 * MINUTE - 1);
    mortal.end = clock.now() + 10 * MINUTE;
    clock.advance(10 * MINUTE - 1);
    expect(ended).toEqual([]);
    clock.advance(1);
    expect(ended).toEqual([clock.now()]);
  });

  it("know who lives, and end nobody who has left", () => {
    const [first, second] = [begin(10 * MINUTE), begin(10 * MINUTE)];
    expect([...lifetimes]).toEqual([first, second]);
    clock.advance(10 * MINUTE - 1);
    lifetimes.forget(first);
    expect([...lifetimes]).toEqual([second]);
    lifetimes.forget(second);
    clock.advance(20 * MINUTE);
    expect(ended).toEqual([]);
  });

  it("have one timer, however many live, and none when nobody does", () => {
    const timers = new Set<number>();
    let next = 0;
    const counted = {
      now: clock.now,
      elapsed: clock.elapsed,
      after() {
        const id = next++;
        timers.add(id);
        return () => timers.delete(id);
      },
    };
    const many = Array.from({ length: 1_000 }, () => ({ clock: counted, left: () => MINUTE * 10, expire: () => {} }));
    for (const mortal of many) lifetimes.watch(mortal);
    expect(timers.size).toBe(1);
    for (const mortal of many) lifetimes.forget(mortal);
    expect(timers.size).toBe(0);
  });
});
