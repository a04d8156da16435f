import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Random } from "../../differential/random";
import type { Design } from "../../simulate/design";
import { listFigures } from "../../simulate/metrics";
import { readSimulateOptions } from "../../simulate/options";
import { plotOutcome } from "../../simulate/plot";
import { printOutcome } from "../../simulate/print-outcome";
import { computeLoad } from "../../simulate/scale-table";
import { simulate } from "../../simulate/simulate";
import { allot, countEvents, spread, WAITS } from "../../simulate/spread";

const PROJECT = join(__dirname, "..", "..", "..", "..");
const USUAL = readSimulateOptions([])!.design;
const design = (given: Partial<Design>): Design => ({ ...USUAL, ...given });

describe("the quotas", () => {
  it("let 500 clients a second in: 30,000 that come at once are there after a minute", () => {
    const { connectedAfter, seconds, peakAttempts } = simulate(design({ clients: 30_000, ramp: 0, backOff: "fixed" }));
    expect(connectedAfter).toBeGreaterThanOrEqual(59);
    expect(connectedAfter).toBeLessThanOrEqual(61);
    expect(peakAttempts).toBeGreaterThanOrEqual(30_000);
    for (const { attempts, refused } of seconds.slice(1)) expect(attempts - refused).toBeLessThanOrEqual(501);
  });

  it("count for an account and region: two take twice as many, more APIs of one take no more", () => {
    const asked = ["--clients", "60000", "--ramp", "0", "--back-off", "fixed"];
    const after = (...more: string[]) => simulate(readSimulateOptions([...asked, ...more])!.design).connectedAfter;
    expect(after("--apis", "10")).toBe(after());
    expect(after("--accounts", "2", "--regions", "2")).toBeLessThan((after() ?? 0) / 3);
  });

  it("end connections after two hours, which begin anew", () => {
    const { seconds } = simulate(design({ clients: 1_000, ramp: 10, seconds: 7_300, messagesPerMinute: 0 }));
    const attempts = seconds.reduce((sum, each) => sum + each.attempts, 0);
    expect(attempts).toBe(2_000);
    expect(seconds.at(-1)?.connected).toBe(1_000);
  });

  it("throttle what is above 10,000 messages a second, and lose none that is below", () => {
    const busy = simulate(design({ clients: 20_000, messagesPerMinute: 60, messageAttempts: 1, seconds: 300 }));
    expect(busy.peakMessages).toBeLessThanOrEqual(15_000);
    expect(busy.seconds.at(-1)?.messages).toBeLessThanOrEqual(10_000);
    expect(listFigures(busy).throttled).toBeGreaterThan(40);
    expect(busy.lost).toBe(busy.throttled);
    const calm = simulate(design({ clients: 5_000, messagesPerMinute: 60, seconds: 300 }));
    expect([calm.throttled, calm.lost]).toEqual([0, 0]);
  });

  it("carry a rate that is raised, whatever they take at once", () => {
    const raised = { connectRate: 8_000, requestRate: 100_000 };
    const given = { ...raised, clients: 8_000, ramp: 1, messagesPerMinute: 600, seconds: 60 };
    for (const requestBurst of [5_000, 1]) expect(simulate(design({ ...given, requestBurst })).throttled).toBe(0);
  });

  it("count a post to a connection as a request", () => {
    const given = { clients: 8_000, messagesPerMinute: 60, seconds: 200 };
    expect(simulate(design(given)).throttled).toBe(0);
    expect(simulate(design({ ...given, postsPerMessage: 1 })).throttled).toBeGreaterThan(0);
  });

  it.each([99, 500, 700, 1_000])(
    "carry with %i posts a message as many messages as the requests are for",
    (postsPerMessage) => {
      const busy = design({ clients: 1_000, ramp: 1, messagesPerMinute: 60, seconds: 300, postsPerMessage });
      const most = (5_000 + 300 * 10_000) / (1 + postsPerMessage);
      const { messages } = simulate(busy);
      expect(messages).toBeLessThanOrEqual(most);
      expect(messages).toBeGreaterThan(0.98 * most);
    },
  );
});

describe("an outage", () => {
  it("touches its share also of clients that came one by one: the others' connections still end after two hours", () => {
    const outages = [{ at: 100, seconds: 1, share: 0.5 }];
    const { seconds } = simulate(design({ clients: 600, ramp: 60, seconds: 7_270, outages }));
    const again = seconds.slice(7_200).reduce((sum, { attempts }) => sum + attempts, 0);
    expect(again).toBeGreaterThan(290);
    expect(again).toBeLessThan(310);
  });

  const given = { clients: 50_000, ramp: 120, seconds: 1_500, outages: [{ at: 300, seconds: 30, share: 1 }] };
  const run = (backOff: Design["backOff"]) => simulate(design({ ...given, backOff })).recoveries[0];

  it("is over sooner with jitter than with exponential waits that all clients share", () => {
    const [jitter, exponential] = [run("full-jitter"), run("exponential")];
    expect(jitter?.seconds).toBeLessThan(180);
    expect(exponential?.seconds ?? Infinity).toBeGreaterThan(jitter?.seconds ?? 0);
  });

  it("lets clients that do not wait try a hundred times as often as those that do", () =>
    expect(run("none")?.peakAttempts).toBeGreaterThan(4 * (run("full-jitter")?.peakAttempts ?? 0)));

  it("touches the share of the clients that it is of", () => {
    const { seconds } = simulate(design({ ...given, outages: [{ at: 300, seconds: 30, share: 0.2 }] }));
    expect(seconds[299]?.connected).toBe(50_000);
    expect([300, 310, 329].map((at) => seconds[at]?.connected)).toEqual([40_000, 40_000, 40_000]);
    expect(seconds[420]?.connected).toBe(50_000);
  });

  it("of a fifth of the clients is of one of five accounts, whose own quota lets them in again", () => {
    const outages = [{ at: 150, seconds: 10, share: 0.2 }];
    const crowd = { clients: 250_000, shards: 5, ramp: 120, messagesPerMinute: 0, seconds: 400, outages };
    const { seconds, recoveries } = simulate(design(crowd));
    expect(seconds[155]?.connected).toBe(200_000);
    // 47,500 of its 50,000 are 99% of all.
    expect(recoveries[0]?.seconds).toBeGreaterThanOrEqual(47_500 / 500 - 2);
  });
});

describe("chance", () => {
  it("gives the same outcome for the same seed, and another for another", () => {
    const text = (seed: number) => printOutcome(simulate(design({ seed, clients: 5_000, seconds: 120 })));
    expect(text(7)).toBe(text(7));
    expect(text(7)).not.toBe(text(8));
  });

  it("spreads and allots whole numbers and loses none", () => {
    const random = new Random(3);
    expect(spread(10, 3, random).reduce((sum, each) => sum + each)).toBe(10);
    expect(allot([3, undefined, 6], 6)).toEqual([2, 0, 4]);
    expect(allot([1, 1, 1], 2).reduce((sum, each) => sum + each)).toBe(2);
    expect(allot([5], 9)).toEqual([5]);
  });

  it.each([0.3, 5, 400])("draws events about the mean %d", (mean) => {
    const random = new Random(5);
    const drawn = Array.from({ length: 4_000 }, () => countEvents(mean, random));
    expect(drawn.reduce((sum, each) => sum + each) / 4_000 / mean).toBeCloseTo(1, 1);
  });

  it("keeps a cap on each wait", () => {
    for (const wait of Object.values(WAITS)) expect(wait(USUAL, 16).last).toBeLessThanOrEqual(600);
    expect(WAITS["full-jitter"](USUAL, 3)).toEqual({ first: 1, last: 40 });
  });
});

describe("the command line", () => {
  it("takes a fixed wait that is longer than others may be", () =>
    expect(readSimulateOptions(["--back-off", "fixed", "--base-ms", "90000"]).design.baseMs).toBe(90_000));

  it.each([
    [["--back-off", "ful-jitter"], "--back-off: is not known, got 'ful-jitter'; did you mean 'full-jitter'"],
    [["--outage", "30"], "--outage: not AT:SECONDS[:SHARE], got '30'; write for example 300:30:0.5"],
    [["--outage", "30:5:2"], "--outage: not a number from 0 to 1, got '2'; correct it"],
    [["--outage", "0.5:5"], "--outage: not a whole number from 0 to 100000, got '0.5'; correct it"],
    [
      ["--seconds", "60", "--outage", "60:5"],
      "--outage: begins after the 60 seconds that are simulated, got 60; give more by --seconds",
    ],
    [["--fail-if", "recovry>5s"], "--fail-if: no such figure, got 'recovry'; did you mean 'recovery'"],
    [["--fail-if", "soon"], "--fail-if: not a figure with a bound, got 'soon'; write for example 'recovery>500s'"],
    [["--fail-if", "lost>5s"], "--fail-if: 'lost' is not told in s; write the bound in %"],
    [["--cap-ms", "1e9"], "--cap-ms: not a number from 1 to 3600000, got '1e9'; correct it"],
    [
      ["--accounts", "1000", "--regions", "40"],
      "--seconds: too many for 40000 accounts and regions, at most 1000000 of them all together, got 900; simulate fewer of either",
    ],
    [
      ["--base-ms", "60001"],
      "--base-ms: is above the longest wait, got 60001 with --cap-ms 60000; correct one of the two",
    ],
    [
      ["--back-off", "fixed", "--cap-ms", "5"],
      "--cap-ms: changes nothing, got it with --back-off fixed; drop one of the two",
    ],
    [
      ["--back-off", "none", "--base-ms", "5"],
      "--base-ms: changes nothing, got it with --back-off none; drop one of the two",
    ],
    [
      ["--messages-per-minute", "0", "--posts-per-message", "5"],
      "--posts-per-message: changes nothing, got it with --messages-per-minute 0; drop one of the two",
    ],
    [["--outage", "30:5:0"], "--outage: is of no client, got the share 0 in '30:5:0'; write one above 0, or drop it"],
    [["--clients", "1.5"], "--clients: not a whole number from 1 to 1000000000, got '1.5'; correct it"],
  ])("rejects %j", (line, message) => expect(() => readSimulateOptions(line)).toThrow(message));

  it("fails with status 1 where a bound is not kept, whatever unit it is in", () => {
    const line = ["--clients=5000", "--seconds=60", "--fail-if", "connected>1000ms", "--fail-if", "lost>1%"];
    const argv = ["packages/run", "packages/tools/simulate.ts", ...line];
    const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd: PROJECT, encoding: "utf8" });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^exceeded: connected>1000ms: it is \d+\n$/);
    expect(Math.max(...stdout.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(80);
  });
});

describe("a plot", () => {
  it("shows as many seconds as may be simulated, to the busiest", () => {
    const outcome = simulate(design({ clients: 10, seconds: 1 }));
    const [second] = outcome.seconds;
    const seconds = [...Array.from({ length: 99_999 }, () => second!), { ...second!, attempts: 77 }];
    expect(plotOutcome({ ...outcome, seconds })).toMatch(/>77<\/text>[^]*>100000 s<\/text>/);
  });
});

describe("docs/scale.md", () => {
  const page = readFileSync(join(PROJECT, "docs", "scale.md"), "utf8");
  const commands = [...page.matchAll(/^npm run --silent simulate -- (.*)$/gm)].map(([, line = ""]) =>
    line.split(/\s+/),
  );

  it("says what its commands give", () => {
    expect(commands.length).toBeGreaterThan(2);
    for (const line of commands) {
      const { design: asked } = readSimulateOptions(line.map((each) => each.replaceAll("'", "")))!;
      const outcome = simulate(asked);
      for (const said of printOutcome(outcome).trim().split("\n").slice(-1)) expect(page).toContain(said.trim());
    }
  });

  it.each([
    ["exponential", "simulate-exponential.svg"],
    ["full-jitter", "simulate-full-jitter.svg"],
  ])("shows the curves of %s as they are now", (backOff, file) => {
    const line = commands.find((each) => each.includes(file) || each.join(" ").includes(`docs/${file}`));
    const asked = readSimulateOptions(line ?? []).design;
    expect(asked.backOff).toBe(backOff);
    expect(readFileSync(join(PROJECT, "docs", file), "utf8")).toBe(plotOutcome(simulate(asked)));
  });

  it("computes what a million clients come to", () =>
    expect(computeLoad(1_000_000, 6)).toEqual({
      clients: 1_000_000,
      reconnectsASecond: expect.closeTo(138.9, 1),
      connectSeconds: 2_000,
      messagesASecond: 100_000,
      executions: 30_000,
      shards: 10,
    }));
});
