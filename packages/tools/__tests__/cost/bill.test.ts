import { makeBills } from "../../cost/bill";
import { findBreakEven } from "../../cost/break-even";
import { USUAL } from "../../cost/options";
import { priceOf, US_EAST_1 } from "../../cost/prices";
import { countExpressGbSeconds, countLambdaGbSeconds, countMetered, type Workload } from "../../cost/workload";

const { prices } = US_EAST_1;
const options = { table: US_EAST_1, takesFree: false };

/** A workload with nothing but what a test names. */
const workload = (given: Partial<Workload>): Workload => ({
  ...USUAL,
  logBytes: 0,
  traced: 0,
  ...given,
});

const costs = (given: Partial<Workload>, way = 0) =>
  Object.fromEntries((makeBills(workload(given), options)[way]?.lines ?? []).map(({ about, cost }) => [about, cost]));

describe("what is metered", () => {
  // The first three from https://aws.amazon.com/api-gateway/pricing/: a message of 33 KB is metered as two.
  it.each([
    [33 * 1_024, 2],
    [32 * 1_024, 1],
    [1, 1],
    [0, 0],
    [128 * 1_024, 4],
  ])("counts %d bytes as %d messages", (bytes, count) => expect(countMetered(bytes)).toBe(count));

  it.each([
    [100, 64, 0.1 / 16],
    [101, 64, 0.2 / 16],
    [0, 1, 0.1 / 16],
    [1_000, 65, 1 / 8],
  ])("counts an execution of %d ms and %d MB as %d GB-seconds", (ms, mb, count) =>
    expect(countExpressGbSeconds(ms, mb)).toBeCloseTo(count, 12),
  );

  it("rounds a function's duration up to the next millisecond", () =>
    expect(countLambdaGbSeconds(0.2, 1_024)).toBe(0.001));
});

describe("prices, against the examples that AWS and others work out", () => {
  it("charges 100 million workflows of 10 s and 64 MB as AWS's page does", () => {
    // https://aws.amazon.com/step-functions/pricing/, example 3: 62,500,000 GB-s cost $382.97 by its rounded prices of a GB-hour.
    expect(priceOf(prices.expressDuration, 100_000_000 * countExpressGbSeconds(10_000, 64), false)).toBeCloseTo(
      382.9,
      1,
    );
    expect(priceOf(prices.expressRequests, 100_000_000, false)).toBeCloseTo(100, 9);
  });

  it("charges 18 million messages and 21.6 million minutes of a chat as its authors do", () => {
    expect(priceOf(prices.messages, 18_000_000, false)).toBeCloseTo(18, 9);
    expect(priceOf(prices.connectionMinutes, 21_600_000, false)).toBeCloseTo(5.4, 9);
  });

  it("charges messages above a billion less", () =>
    expect(priceOf(prices.messages, 1_500_000_000, false)).toBeCloseTo(1_000 + 400, 9));

  it("takes what is free from the cheapest tier's begin, if it is all this API's", () => {
    expect(priceOf(prices.standardTransitions, 4_000, true)).toBe(0);
    expect(priceOf(prices.standardTransitions, 5_000, true)).toBeCloseTo(0.025, 9);
    expect(priceOf(prices.standardTransitions, 5_000, false)).toBeCloseTo(0.125, 9);
  });

  it("names the page of each price", () =>
    expect(Object.values(prices).every(({ source }) => source.startsWith("https://aws.amazon.com/"))).toBe(true));
});

describe("a bill", () => {
  it("has the lines of an Express workflow, each by its own arithmetic", () => {
    const lines = costs({
      connections: 1_000,
      messagesPerMinute: 1,
      durationMs: 1_000,
      writesPerConnection: 2,
      keyRequestsPerMessage: 1,
      traced: 1,
      logBytes: 1_024,
      logRetentionDays: 730 / 24,
    });
    const messages = 43_800_000;
    const gigabytes = messages / 1_024 ** 2;
    expect(lines).toEqual({
      "Step Functions: executions": expect.closeTo(43.8, 9),
      "Step Functions: duration, in steps of 100 ms and 64 MB": expect.closeTo((messages / 16) * 0.00001667, 6),
      "X-Ray: traces": expect.closeTo(219, 9),
      "API Gateway: messages, in steps of 32 KB": expect.closeTo(87.6, 9),
      "API Gateway: connection minutes": expect.closeTo(10.95, 9),
      "CloudWatch Logs: written": expect.closeTo(gigabytes / 2, 9),
      "CloudWatch Logs: kept": expect.closeTo(gigabytes * 0.03, 9),
      "DynamoDB: the table of connections": expect.closeTo(2 * (43_800_000 / 120) * 0.000000625, 9),
      "KMS: requests": expect.closeTo(131.4, 9),
      "data out to the internet": expect.closeTo(gigabytes * 0.09, 9),
    });
  });

  it("has no line for what is not used, and no answer where a route sends none", () => {
    expect(costs({ bytesOut: 0, connections: 1 })).toEqual({
      "Step Functions: executions": expect.any(Number),
      "Step Functions: duration, in steps of 100 ms and 64 MB": expect.any(Number),
      "API Gateway: messages, in steps of 32 KB": expect.closeTo(0.0438, 9),
      "API Gateway: connection minutes": expect.any(Number),
    });
    expect(costs({ bytesOut: 0, connections: 1 }, 2)).not.toHaveProperty(["API Gateway: the execution's ARN, at once"]);
    expect(costs({ connections: 0 })).toEqual({});
  });

  it("charges a Standard workflow by its transitions, and the ARN that it answers at once", () => {
    const lines = costs({ connections: 1_000, transitions: 4, bytesOut: 33 * 1_024 }, 2);
    expect(lines["Step Functions: state transitions"]).toBeCloseTo(43.8 * 4 * 25, 6);
    expect(lines["API Gateway: the execution's ARN, at once"]).toBeCloseTo(43.8, 9);
    expect(lines["API Gateway: messages, in steps of 32 KB"]).toBeCloseTo(3 * 43.8, 9);
  });

  it("goes on in a tier where the line before it ended", () => {
    const lines = makeBills(workload({ connections: 20_000 }), options)[2]?.lines ?? [];
    const messages = lines.filter(({ item }) => item === "messages").reduce((sum, { cost }) => sum + cost, 0);
    expect(messages).toBeCloseTo(priceOf(prices.messages, 3 * 43_800 * 20_000, false), 6);
  });
});

describe("the comparison", () => {
  it("finds the duration from which an Express workflow costs less than a function, as the arithmetic says", () => {
    const { crossings } = findBreakEven(workload({ connections: 100 }), options);
    // Requests differ by $0.80 a million; each second of 128 MB costs $2.083, of 64 MB as an Express workflow $1.042.
    expect(crossings).toEqual([
      { before: "Lambda function", after: "Express workflow", durationMs: 800, cost: expect.closeTo(4.1, 0) },
    ]);
    expect(0.8 / (2.0833 - 1.0419)).toBeCloseTo(0.768, 3);
  });
});
