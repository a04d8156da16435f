import { createSettling } from "../../command-line/settle-changes";
import { createVirtualClock } from "../virtual-clock";

function create() {
  const clock = createVirtualClock(0);
  const told: (readonly [number, string, boolean])[] = [];
  const settling = createSettling({
    settle: 100,
    longest: 1_000,
    after: clock.after,
    tell: (file, isQuiet) => told.push([clock.now(), file, isQuiet]),
  });
  return { clock, told, settling };
}

it("tells the last of some changes once, when there is quiet", () => {
  const { clock, told, settling } = create();
  for (const file of ["a", "b", "c"]) {
    settling.changed(file);
    clock.advance(99);
  }
  expect(told).toEqual([]);
  clock.advance(10_000);
  expect(told).toEqual([[298, "c", true]]);
});

it("tells a file that is written without pause, again and again, and then that there is quiet", () => {
  const { clock, told, settling } = create();
  for (let time = 0; time < 2_500; time += 50) {
    settling.changed("log");
    clock.advance(50);
  }
  clock.advance(10_000);
  expect(told).toEqual([
    [1_000, "log", false],
    [2_000, "log", false],
    [2_550, "log", true],
  ]);
});

it("tells nothing after it is stopped", () => {
  const { clock, told, settling } = create();
  settling.changed("a");
  settling.stop();
  clock.advance(10_000);
  expect(told).toEqual([]);
});
