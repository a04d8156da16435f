import { leastWork } from "./least-work";
import { describeDefectPlace, describeFailure, isNative } from "../describe-failure";

function attempt(run: () => unknown): unknown {
  try {
    return run();
  } catch (thrown) {
    return thrown;
  }
}

const natives: readonly (() => unknown)[] = [
  () => JSON.parse("{"),
  () => decodeURIComponent("%"),
  () => "x".repeat(-1),
  () => (undefined as { x?: number } | undefined)!.x,
  () => new RegExp("("),
  () => BigInt(1.5),
];

describe("what is told of an error", () => {
  it("is its text where it was written for a user", () => {
    class Refusal extends Error {
      override readonly name = "Refusal";
    }
    expect(describeFailure(new Error("route 'a': is wrong, got 1; mend it"), "wrong")).toBe(
      "route 'a': is wrong, got 1; mend it",
    );
    expect(describeFailure(new Refusal("refused"), "wrong")).toBe("refused");
  });

  it.each(natives)("is another text where JavaScript threw it (%#)", (run) => {
    const thrown = attempt(run);
    expect(isNative(thrown)).toBe(true);
    expect(describeFailure(thrown, "not what was expected")).toBe("not what was expected");
    expect(describeDefectPlace(thrown)).toMatch(/^a defect of this program at describe-failure\.test\.ts:\d+:\d+$/);
  });

  it.each(["a", "a.b", "js:1", "\n    at a", "    at "])("is found in time, however often its text has %j", (unit) => {
    const thrown = attempt(() => {
      throw new TypeError(`a.js:1:2 ${unit.repeat(30_000)}`);
    });
    expect(describeDefectPlace(thrown)).toMatch(/^a defect of this program at describe-failure\.test\.ts:\d+:\d+$/);
    expect(leastWork(() => void describeDefectPlace(thrown), 500)).toBeLessThan(500);
  });

  it("is another text for what is no error", () => {
    expect(describeFailure("text", "wrong")).toBe("wrong");
    expect(describeDefectPlace({ toString: null })).toBe("a defect of this program");
  });
});
