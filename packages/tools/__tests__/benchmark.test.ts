import { drawResults, printPage, printResult } from "../benchmark/print-results";
import { isMet, type Result, runMeasure } from "../benchmark/run-measures";
import { runHere, renderHere, TEN_STATES, TEN_STATES_JSONATA, HUNDRED_ITEMS } from "../benchmark/engines";

const MEASURE = { name: "a message", floor: "an <echo>", unit: "µs", atMost: 1.6 };

describe("a measure", () => {
  it("is taken in turn, and the first round does not count", async () => {
    const taken: string[] = [];
    const take = (from: string, values: number[]) => () => {
      taken.push(from);
      return values.shift() ?? NaN;
    };
    const measure = { ...MEASURE, here: take("here", [900, 2, 3, 8]), there: take("there", [1, 2, 2, 2]) };
    const result = await runMeasure(measure, 3);
    expect(taken.join(" ")).toBe("here there here there here there here there");
    expect(result).toEqual({ ...MEASURE, hereMedian: 3, thereMedian: 2, ratio: 1.5, lowest: 1, highest: 4 });
  });

  it.each([
    [{ atMost: 1.6 }, 1.5, true],
    [{ atMost: 1.6 }, 1.7, false],
    [{ atLeast: 10 }, 12, true],
    [{ atLeast: 10 }, 9, false],
    [{ within: 40 }, 9, true],
    [{ within: 30 }, 1, false],
    [{}, 9, undefined],
  ])("that wants %j has %d: met is %s", (goal, ratio, met) => {
    expect(isMet({ ...RESULT, atMost: undefined, ...goal, ratio } as Result)).toBe(met);
  });
});

const RESULT: Result = { ...MEASURE, hereMedian: 31.23, thereMedian: 17, ratio: 1.8371, lowest: 1.7, highest: 1.9 };

it("prints two lines for the terminal", () => {
  expect(printResult(RESULT)).toBe(`a message: 1.84 times (1.7 to 1.9), at most 1.6: not met
  31.2 µs; an <echo>: 17 µs
`);
});

it("prints a row for the page", () => {
  const page = printPage([RESULT], { cores: 2, rounds: 5, date: "2026-01-01", readsCertificates: false });
  expect(page).toContain("| a message | 31.2 µs | an <echo> | 17 µs | 1.84 | 1.7 to 1.9 | at most 1.6: not met |");
  expect(page).not.toContain("NODE_EXTRA_CA_CERTS");
  expect(printPage([RESULT], { cores: 2, rounds: 5, date: "2026-01-01", readsCertificates: true })).toContain(
    "\n\nEach start of Node.js, here and there, has read the certificates that `NODE_EXTRA_CA_CERTS` names",
  );
});

it("prints what the figure itself is to be", () => {
  expect(printResult({ ...RESULT, atMost: undefined, within: 30 })).toMatch(/, within 30 µs: not met\n/);
});

it("draws a bar whose names are text", () => {
  const drawn = drawResults([{ ...RESULT, name: "<a> & b" }]);
  expect(drawn).toContain(">&#60;a&#62; &#38; b</text>");
  expect(drawn).not.toContain("NaN");
});

it.each([
  ["ten states", runHere(TEN_STATES)],
  ["ten JSONata states", runHere(TEN_STATES_JSONATA)],
  ["a Map", runHere(HUNDRED_ITEMS)],
])("runs the workflow of %s to its end", async (_name, run) => {
  await expect(run()).resolves.toBeUndefined();
});

it("renders the pattern's template", () => {
  expect(renderHere()()).toMatch(/^\n?\{ "input": "\{\\"action\\":\\"greet\\"/);
});
