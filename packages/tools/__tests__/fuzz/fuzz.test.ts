import { SERVED } from "../../benchmark/served";
import { Random } from "../../differential/random";
import type { FuzzArea } from "../../fuzz/area";
import { AREAS } from "../../fuzz/areas";
import { fuzzArea } from "../../fuzz/fuzz-area";
import { readOptions } from "../../fuzz/options";
import { printReport } from "../../fuzz/print-report";
import { runDefinition } from "../../fuzz/run-definition";
import { SharedServer } from "../../fuzz/shared-server";

const run = { seed: 3, from: 0, cases: Infinity, until: Infinity };
const area = (answer: FuzzArea["run"]): FuzzArea => ({
  about: "a part",
  generate: (random) => ({ text: String(random.below(1000)), document: "{}" }),
  run: answer,
});

describe("random input", () => {
  it.each(Object.entries(AREAS))(
    "meets an answer of %s",
    async (_name, each) => {
      const { problems } = await fuzzArea(each, { ...run, cases: 60 });
      // How long one holds others up is the machine's matter too, and told by the command.
      expect(problems.filter(({ what }) => !what.startsWith("holds "))).toEqual([]);
    },
    60_000,
  );

  it.each(Object.entries(AREAS))(
    "of %s is the same for the same seed, and reaches several outcomes",
    async (_name, each) => {
      const generate = (seed: number) => [1, 2, 3].map((index) => each.generate(new Random(seed + index)));
      expect(generate(5)).toEqual(generate(5));
      expect(generate(5)).not.toEqual(generate(6));
      const { kinds } = await fuzzArea(each, { ...run, cases: 60 });
      expect(kinds.size).toBeGreaterThan(1);
    },
    60_000,
  );
});

it("a state machine that loops for ever, and never waits, comes to the end of its time", async () => {
  const Catch = [{ ErrorEquals: ["States.ALL"], Next: "T" }];
  const call = { Resource: "arn:aws:states:::aws-sdk:sfn:listActivities", Parameters: {} };
  const T = { Type: "Task", ...call, Catch, Next: "T" };
  const Wait = { Type: "Wait", Seconds: 1, Next: "Wait" };
  const Branches = [
    { StartAt: "T", States: { T } },
    { StartAt: "Wait", States: { Wait } },
  ];
  const definition = { StartAt: "P", States: { P: { Type: "Parallel", Branches, End: true } } };
  expect(await runDefinition({ text: JSON.stringify(definition), document: "{}" })).toEqual({
    kind: "timed out",
    text: "States.Timeout: ",
  });
});

describe("a problem", () => {
  it.each<[string, FuzzArea["run"], RegExp]>([
    ["a crash", () => JSON.parse("{") as never, /^throws SyntaxError/],
    ["a rejection", () => Promise.reject(new Error("x")), /^throws Error: x/],
    [
      "a word of JavaScript",
      () => ({ kind: "failed", text: "Cannot read properties of null" }),
      /^a user reads 'Cannot read'/,
    ],
    [
      "another word of JavaScript",
      () => ({ kind: "failed", text: "Cannot convert object to primitive value" }),
      /^a user reads 'Cannot convert '/,
    ],
    ["a hold", () => hold(), /^holds everybody up for \d+ ms$/],
  ])("is %s", async (_what, answer, what) => {
    const { problems } = await fuzzArea(area(answer), { ...run, cases: 1 });
    expect(problems).toEqual([{ index: 0, what: expect.stringMatching(what), given: expect.anything() }]);
  });

  it("is no word of AWS's own", async () => {
    const text = "Cannot convert String to Json in States.StringToJson, caused by: Unexpected character";
    const { problems } = await fuzzArea(
      area(() => ({ kind: "failed", text })),
      { ...run, cases: 1 },
    );
    expect(problems).toEqual([]);
  });

  it("is a hold of the process that runs the case, where it is another", async () => {
    let holds = [400, 300];
    const answer = async () => ({ kind: "done", text: "" });
    const served = { ...area(answer), readHold: async () => holds.shift() ?? 0 };
    const { problems, longestHold } = await fuzzArea(served, { ...run, cases: 2 });
    expect(problems.map(({ index, what }) => [index, what])).toEqual([[0, "holds everybody up for 300 ms"]]);
    expect(longestHold).toBe(300);
    holds = [400, 100];
    expect((await fuzzArea(served, { ...run, cases: 1 })).problems).toEqual([]);
  });

  it("is one with the hold where a case that is held up has no answer, and not the next one's", async () => {
    const holds = [20_000, 1];
    let count = 0;
    const answer = async () => {
      if (count++ === 0) throw new Error("no answer in time");
      return { kind: "done", text: "" };
    };
    const served = { ...area(answer), readHold: async () => holds.shift() ?? 0 };
    const { problems } = await fuzzArea(served, { ...run, cases: 2 });
    const what = expect.stringMatching(/^throws Error: no answer in time[^]*, and holds everybody up for 20000 ms$/);
    expect(problems).toEqual([{ index: 0, what, given: expect.anything() }]);
  });

  it("is a hold of the server, whose turns are watched from its start", async () => {
    const shared = new SharedServer(SERVED);
    expect(await shared.readHold()).toBe(0);
    await fetch(new URL("/", (await shared.readUrl()).replace("ws:", "http:")));
    expect(await shared.readHold()).toBeGreaterThan(0);
    await shared.stop();
    expect(await shared.readHold()).toBe(0);
  });

  it("is none that others need not wait for", async () => {
    const answer = async () => {
      for (let turn = 0; turn < 5; turn++) {
        work(80);
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
      return { kind: "done", text: "" };
    };
    expect((await fuzzArea(area(answer), { ...run, cases: 1 })).problems).toEqual([]);
  });

  it("is printed with what runs it again, and ends a run after some", async () => {
    const report = await fuzzArea(
      area(() => ({ kind: "failed", text: "x is not iterable" })),
      run,
    );
    expect(report.cases).toBe(20);
    const again = await fuzzArea(
      area(() => ({ kind: "failed", text: "x is not iterable" })),
      { ...run, from: 7, cases: 1 },
    );
    expect(again.problems).toEqual([report.problems[7]]);
    expect(printReport("part", 3, again)).toBe(
      [
        "part: 1 cases of seed 3, 1 problems, the longest hold 0 ms",
        "           1 failed",
        "  case 7: a user reads 'is not iterable': x is not iterable",
        `    text      "${report.problems[7]?.given.text}"`,
        '    document  "{}"',
        "    again     npm run fuzz -- --area part --seed 3 --from 7 --cases 1",
        "",
      ]
        .join("\n")
        .replace("hold 0 ms", `hold ${Math.round(again.longestHold)} ms`),
    );
  });
});

/** Works for so many milliseconds, of this process's time and of a clock's: the threads of a process may work at once. */
function work(milliseconds: number): void {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  for (let worked = 0; worked < milliseconds;) {
    const { user, system } = process.cpuUsage(cpu);
    worked = Math.min((user + system) / 1000, performance.now() - start);
  }
}

function hold() {
  work(300);
  return { kind: "done", text: "" };
}

describe("the options", () => {
  it("name the areas, the time and the seed", () => {
    expect(readOptions(["--area", "jsonpath", "--minutes", "0.5", "--seed", "7"])).toEqual({
      areas: ["jsonpath"],
      minutes: 0.5,
      cases: Infinity,
      seed: 7,
      from: 0,
    });
    expect(readOptions([]).areas).toEqual(Object.keys(AREAS));
  });

  it.each([
    [["--area", "jsonpaht"], "--area: is not known, got 'jsonpaht'; did you mean 'jsonpath'"],
    [["--minutes", "x"], "--minutes: not a number from 0.001 to 100000, got 'x'; correct it"],
    [["--minutes", "0"], "--minutes: not a number from 0.001 to 100000, got '0'; correct it"],
    [["--cases", "0"], "--cases: not a whole number from 1 to 1000000000000000, got '0'; correct it"],
    [["--seed=-1"], "--seed: not a whole number from 0 to 1000000000000000, got '-1'; correct it"],
  ])("rejects %j", (argv, message) => {
    expect(() => readOptions(argv)).toThrow(message);
  });
});
