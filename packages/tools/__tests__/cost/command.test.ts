import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCostOptions } from "../../cost/options";
import { plotBreakEven } from "../../cost/plot";
import { US_EAST_1 } from "../../cost/prices";
import { printDollars } from "../../cost/print-bills";
import { readExecution, readLoadReport, readPrices, readText } from "../../cost/read-files";

const PROJECT = join(__dirname, "..", "..", "..", "..");
const folder = mkdtempSync(join(tmpdir(), "cost-"));
afterAll(() => rmSync(folder, { recursive: true }));

function cost(...line: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["packages/run", "packages/tools/cost.ts", ...line], {
    cwd: PROJECT,
    encoding: "utf8",
    timeout: 60_000,
  });
  return { status, stdout, stderr };
}

describe("the command", () => {
  it("prints the bill in 80 columns, and writes the curve", () => {
    const plot = join(folder, "curve.svg");
    const { status, stdout, stderr } = cost("--connections=10000", "--messages-per-minute=6", "--plot", plot);
    expect([status, stderr]).toEqual([0, ""]);
    expect(Math.max(...stdout.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(80);
    expect(stdout).toContain("API Gateway: connection minutes                                       $109.50\n");
    expect(stdout).toContain("    438,000,000 minutes\n");
    expect(stdout).toMatch(/^from \d+ ms the Express workflow costs less than the Lambda function$/m);
    expect(readFileSync(plot, "utf8")).toMatch(/^<svg [^]*<\/svg>\n$/);
  });

  it("draws the curve of docs/cost.md: npm run cost -- --plot docs/break-even.svg", () => {
    const plot = join(folder, "usual.svg");
    cost("--plot", plot);
    expect(readFileSync(join(PROJECT, "docs", "break-even.svg"), "utf8")).toBe(readFileSync(plot, "utf8"));
  });

  it("prints JSON whose total is the sum of its lines", () => {
    const { bills } = JSON.parse(cost("--json").stdout) as { bills: { total: number; lines: { cost: number }[] }[] };
    expect(bills).toHaveLength(3);
    for (const { total, lines } of bills) expect(lines.reduce((sum, line) => sum + line.cost, 0)).toBeCloseTo(total, 9);
  });

  it("fails with exit status 2 for a region without prices, and takes those of a file", () => {
    expect(cost("--region", "eu-west-1")).toEqual({
      status: 2,
      stdout: "",
      stderr:
        "error: --region: no prices of it, there are those of us-east-1, got 'eu-west-1'; write the prices into a file (--print-prices) and name it by --prices\n",
    });
    const file = join(folder, "prices.json");
    writeFileSync(file, cost("--print-prices").stdout.replace("us-east-1", "eu-west-1"));
    expect(cost("--region", "eu-west-1", "--prices", file).stdout).toContain("\neu-west-1, prices of ");
  });
});

describe("options", () => {
  it("gives what was asked for, and nothing that was not", () => {
    expect(readCostOptions(["--traced", "0.5", "--free-tier"])).toEqual({
      given: { traced: 0.5 },
      takesFree: true,
      json: false,
      printsPrices: false,
    });
  });

  it.each([
    [["--traced", "5"], "--traced: not a number from 0 to 1, got '5'; correct it"],
    [["--connection-minutes", "180"], "--connection-minutes: not a number from 0.01 to 120, got '180'"],
    [["--bytes-in", "200000"], "--bytes-in: not a number from 1 to 131072, got '200000'"],
    [
      ["--messages-per-minute", "0", "--bytes-in", "5"],
      "--bytes-in: changes nothing, got it with --messages-per-minute 0; drop one of the two",
    ],
    [
      ["--print-prices", "--connections", "5"],
      "--print-prices: prints the table of prices alone, got --connections too; drop one of the two",
    ],
    [
      ["--print-prices", "--json"],
      "--print-prices: prints the table of prices alone, got --json too; drop one of the two",
    ],
  ])("rejects %j", (line, message) => expect(() => readCostOptions(line)).toThrow(message));
});

describe("files", () => {
  it("takes the traffic of a load report", () => {
    const report = {
      connections: 10,
      durationSeconds: 30,
      sent: 600,
      answered: 300,
      bytesSent: 6_000,
      bytesReceived: 9_000,
    };
    expect(readLoadReport("r.json", JSON.stringify(report))).toEqual({
      connections: 10,
      messagesPerMinute: 120,
      bytesIn: 10,
      bytesOut: 30,
    });
  });

  it("takes what AWS bills from an answer", () => {
    const text =
      '{"billingDetails":{"billedDurationInMilliseconds":3100,"billedMemoryUsedInMB":64},"status":"SUCCEEDED"}';
    expect(readExecution("a.json", text)).toEqual({ durationMs: 3_100, memoryMb: 64 });
  });

  const price = (item: string, value: unknown) => JSON.stringify({ region: "a", date: "b", prices: { [item]: value } });

  it("takes some prices from a file, and the others from the table", () => {
    const { prices } = readPrices("p.json", price("messages", { tiers: [{ upTo: null, price: 2 }] }));
    const { unit, source } = US_EAST_1.prices.messages;
    expect(prices).toEqual({ ...US_EAST_1.prices, messages: { unit, source, tiers: [{ upTo: null, price: 2 }] } });
  });

  it.each<[string, () => unknown, string]>([
    [
      "a report of nothing",
      () => readLoadReport("r", '{"connections":1,"durationSeconds":1,"sent":0,"answered":0}'),
      "--load r: nothing was sent in it, got 0 messages in 1 s; run the load again",
    ],
    [
      "a report without counts",
      () => readLoadReport("r", "{}"),
      "--load r: 'connections' is not a number of 0 or more, got undefined; give another file",
    ],
    [
      "an answer without a bill",
      () => readExecution("a", "{}"),
      "--execution a: no answer of StartSyncExecution, it has no 'billingDetails'; write it by: npm run --silent execute -- WORKFLOW > a",
    ],
    ["a list", () => readExecution("a", "[1]"), "--execution a: not an object, got [1] in 'a'; give another file"],
    [
      "an unknown price",
      () => readPrices("p", price("mesages", {})),
      "--prices p: no such price, got 'mesages'; did you mean 'messages'",
    ],
    [
      "an unknown member",
      () => readPrices("p", '{"currency":"EUR"}'),
      "--prices p: no such member, got 'currency'; it takes region, date and prices",
    ],
    [
      "a price without tiers",
      () => readPrices("p", price("messages", { price: 1 })),
      "--prices p: 'messages' has no tiers; write it as --print-prices does",
    ],
    [
      "a tier that is a text",
      () => readPrices("p", price("messages", { tiers: [{ upTo: "1", price: 1 }] })),
      "--prices p: 'messages': tier 1: 'upTo' is not a number of 0 or more, got \"1\"; give another file",
    ],
    [
      "a price whose last tier has an end, above which nothing would cost anything",
      () => readPrices("p", price("messages", { tiers: [{ upTo: 5, price: 1 }] })),
      "--prices p: 'messages': 'upTo' of its tiers does not rise to null, got [5]; order them, null last",
    ],
    [
      "tiers that fall",
      () => readPrices("p", price("messages", { tiers: [9, 5, null].map((upTo) => ({ upTo, price: 1 })) })),
      "--prices p: 'messages': 'upTo' of its tiers does not rise to null, got [9,5,null]; order them",
    ],
    [
      "a member of a price that is unknown",
      () => readPrices("p", price("messages", { tiers: [{ upTo: null, price: 1 }], fre: 5 })),
      "--prices p: 'messages': no such member, got 'fre'; did you mean 'free'",
    ],
    [
      "a file that is not there",
      () => readText(join(folder, "gone.json")),
      "gone.json: cannot be read, got ENOENT; name a file that exists",
    ],
  ])("rejects %s", (_, read, message) => expect(read).toThrow(message));
});

it.each([
  [0, "$0.00"],
  [0.001, "< $0.01"],
  [1_234_567.891, "$1,234,567.89"],
])("writes %d dollars as %s", (amount, text) => expect(printDollars(amount)).toBe(text));

it.each([
  ["one way alone", [1, 1]],
  ["what is free at first", [0, 1]],
  ["what costs nothing", [0, 0]],
])("draws curves of %s, with a text of anybody's as text", (_, costs) => {
  const breakEven = { durations: [100, 200], curves: [{ way: "one", costs }], crossings: [] };
  const svg = plotBreakEven(breakEven, `"><script>a & b`);
  expect(svg).not.toMatch(/NaN|undefined|Infinity|<script>/);
});
