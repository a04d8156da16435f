import { createExecuteClock, type RealTime } from "../execute-clock";

/** Real time that a test lets pass. */
function createReal(): RealTime & { pass: (milliseconds: number) => void } {
  let time = 0;
  let timers: { due: number; callback: () => void }[] = [];
  return {
    now: () => time,
    after(milliseconds, callback) {
      const timer = { due: time + milliseconds, callback };
      timers.push(timer);
      return () => void (timers = timers.filter((each) => each !== timer));
    },
    pass(milliseconds) {
      const end = time + milliseconds;
      for (;;) {
        const [next] = timers.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due);
        if (!next) break;
        timers = timers.filter((each) => each !== next);
        time = Math.max(time, next.due);
        next.callback();
      }
      time = end;
    },
  };
}

it("fires a wait as many times as early, at the time at which it was due", () => {
  const real = createReal();
  const clock = createExecuteClock(10, 1_000, real);
  const fired: number[] = [];
  clock.after(5_000, () => fired.push(clock.now()));
  clock.after(3_000, () => fired.push(clock.now()));
  real.pass(299);
  expect(fired).toEqual([]);
  real.pass(1);
  expect(fired).toEqual([4_000]);
  real.pass(200);
  expect(fired).toEqual([4_000, 6_000]);
});

it("counts work as it was, whatever the speed", () => {
  const real = createReal();
  const clock = createExecuteClock(1_000, 0, real);
  real.pass(40);
  expect(clock.now()).toBe(40);
});

it("passes as real time does while a task runs, so that no timeout ends what AWS would wait for", async () => {
  const real = createReal();
  const clock = createExecuteClock(1_000, 0, real);
  const fired: number[] = [];
  clock.after(2_000, () => fired.push(clock.now()));
  let done = (): void => undefined;
  const running = clock.during(new Promise<void>((resolve) => (done = resolve)));
  real.pass(1_500);
  expect([fired, clock.now()]).toEqual([[], 1_500]);
  done();
  await running;
  real.pass(1);
  expect(fired).toEqual([2_000]);
});

it("takes a timer back, and lets time pass slower", () => {
  const real = createReal();
  const clock = createExecuteClock(0.5, 0, real);
  const fired: string[] = [];
  const cancel = clock.after(100, () => fired.push("first"));
  clock.after(200, () => fired.push(`second at ${clock.now()}`));
  cancel();
  real.pass(399);
  expect([fired, clock.now()]).toEqual([[], 200]);
  real.pass(1);
  expect(fired).toEqual(["second at 200"]);
});
