import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type LogsOptions, readLogsOptions } from "../logs/options";
import { type GroupEvent, printEvent, readEvents } from "../logs/read-events";
import { UnreadEvents } from "../logs/unread-events";

function read(argv: readonly string[]): LogsOptions {
  const options = readLogsOptions(argv, {});
  if (options === undefined) throw new Error("help was asked for");
  return options;
}

describe("the options of npm run logs", () => {
  it("name this machine where nothing else is said", () => {
    expect(readLogsOptions(["--since", "10m", "g"], {})).toMatchObject({
      endpoint: "http://127.0.0.1:4566",
      region: "us-east-1",
      since: 600_000,
      groups: ["g"],
      tail: false,
    });
  });
  it.each([
    [["--since", "0s"], {}, "--since: holds no events without --tail, got '0s'; add it, or write --since 10m"],
    [
      ["--endpoint", "localhost:4566"],
      {},
      "--endpoint: not an http or https URL, got 'localhost:4566'; write it as in http://127.0.0.1:4566",
    ],
    [
      [],
      { AWS_ENDPOINT_URL: "4566" },
      "AWS_ENDPOINT_URL: not an http or https URL, got '4566'; write it as in http://127.0.0.1:4566",
    ],
    [
      [],
      { PORT: "http" },
      "PORT: not an http or https URL, got 'http://127.0.0.1:http'; write it as in http://127.0.0.1:4566",
    ],
    [["--region", "us east"], {}, "--region: not a region's name, got 'us east'; write it as in us-east-1"],
    [["--region", "eu-wst-1"], {}, "--region: not a region's name, got 'eu-wst-1'; write it as in us-east-1"],
    [[], { AWS_REGION: "us/east" }, "AWS_REGION: not a region's name, got 'us/east'; write it as in us-east-1"],
  ])("rejects %j in %j", (argv, environment, message) =>
    expect(() => readLogsOptions(argv, environment)).toThrow(new Error(message)),
  );

  it("takes no time back where it goes on with what comes", () => {
    expect(read(["--since", "0s", "--tail"]).since).toBe(0);
  });

  it("rejects a time without a unit", () => {
    expect(() => readLogsOptions(["--since", "10"], {})).toThrow(
      "--since: not a number and s, m, h or d, got '10'; write --since 10m",
    );
  });
});

describe("reading the log groups", () => {
  let server: Server;
  const asked: unknown[] = [];
  const pages: Readonly<Record<string, object>> = {
    DescribeLogGroups: { logGroups: [{ logGroupName: "a" }], nextToken: "t" },
    DescribeLogGroups2: { logGroups: [{ logGroupName: "b" }] },
    FilterLogEvents: {
      events: [
        { timestamp: 2, message: "two\u001b[2J\n" },
        { timestamp: 1, message: "one" },
      ],
    },
  };
  beforeAll(async () => {
    server = createServer((request, response) => {
      const action = String(request.headers["x-amz-target"]).split(".")[1] ?? "";
      let text = "";
      request.on("data", (chunk) => (text += chunk));
      request.on("end", () => {
        const body = JSON.parse(text) as { nextToken?: string };
        asked.push([action, body]);
        response.end(JSON.stringify(pages[body.nextToken === undefined ? action : `${action}2`]));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

  it("asks for every page and prints events in order, without control characters", async () => {
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const options = read(["--endpoint", endpoint, "--filter", "x"]);
    const lines = (await readEvents(options, 7)).map(printEvent);
    expect(lines).toEqual([
      "1970-01-01T00:00:00.001Z a one",
      "1970-01-01T00:00:00.001Z b one",
      "1970-01-01T00:00:00.002Z a two\\u001b[2J",
      "1970-01-01T00:00:00.002Z b two\\u001b[2J",
    ]);
    expect(asked).toContainEqual(["FilterLogEvents", { logGroupName: "b", startTime: 7, filterPattern: "x" }]);
  });

  it("fails where nobody answers, and says what to start", async () => {
    await expect(readEvents(read(["--endpoint", "http://127.0.0.1:1"]), 0)).rejects.toThrow(
      "--endpoint: nobody answers, got 'http://127.0.0.1:1'; run 'npm start' or 'npm run endpoint' first",
    );
  });
});

describe("going on with what comes", () => {
  const event = (group: string, timestamp: number, eventId?: string): GroupEvent => ({
    group,
    timestamp,
    message: "m",
    eventId,
  });

  it("tells a group's event that was found after a later one of another group", () => {
    const unread = new UnreadEvents(0);
    const late = event("a", 59_990, "2");
    const known = [event("b", 60_000, "1")];
    expect(unread.take(known)).toEqual(known);
    expect(unread.from).toBeLessThanOrEqual(late.timestamp);
    expect(unread.take([late, ...known])).toEqual([late]);
    expect(unread.take([late, ...known])).toEqual([]);
  });

  it("begins no look before the time that was asked for", () => {
    const unread = new UnreadEvents(59_000);
    unread.take([event("a", 60_000)]);
    expect(unread.from).toBe(59_000);
    unread.take([event("a", 80_000)]);
    expect(unread.from).toBe(70_000);
  });
});
