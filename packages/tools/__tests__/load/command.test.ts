import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WebSocketServer } from "ws";
import { type Ended, RUN, startChild } from "@sfn-websocket/run/__tests__/start-child";
import { readLoadReport } from "../../cost/read-files";
import { readLoadOptions } from "../../load/options";
import { describePrice } from "../../load/price-run";
import type { LoadReport } from "../../load/report";

const PROJECT = join(__dirname, "..", "..", "..", "..");
let echo: WebSocketServer;
let url: string;

beforeAll(async () => {
  echo = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  echo.on("connection", (socket) => socket.on("message", (data) => socket.send(String(data))));
  await new Promise((resolve) => echo.once("listening", resolve));
  url = `ws://127.0.0.1:${(echo.address() as AddressInfo).port}/api?token=secret`;
});
afterAll(() => new Promise((resolve) => echo.close(resolve)));

/** Runs the command, which gets a signal when the server gets a message, if that is asked for. */
function run(argv: readonly string[], signal?: NodeJS.Signals): Promise<Ended> {
  const child = startChild(process.execPath, [RUN, "packages/tools/load.ts", ...argv], { cwd: PROJECT });
  if (signal) echo.once("connection", (socket) => socket.once("message", () => child.end(signal)));
  return child.ended;
}

it("puts load on any WebSocket server, prints a report that the bill can be made of, and shows no secret", async () => {
  const argv = [url, "--connections", "3", "--rate", "50", "--duration", "0.4", "--json", "--fail-if", "failed>0%"];
  const [json, text] = await Promise.all([
    run(argv),
    run([url, "--connections", "1", "--duration", "0.2", "--fail-if", "throughput>0"]),
  ]);
  expect(json.status).toBe(0);
  const report = JSON.parse(json.stdout) as LoadReport;
  expect(report).toMatchObject({ sent: 20, answered: 20, failed: 0, connections: 3, connect: { opened: 3 } });
  expect(report.url).toMatch(/\?token=\*\*\*$/);
  expect(readLoadReport("load.json", json.stdout)).toMatchObject({ connections: 3, bytesIn: report.bytesSent / 20 });
  expect(text.status).toBe(1);
  expect(text.stderr).toMatch(/exceeded: throughput>0: it is 10\n$/);
  expect(text.stdout).toMatch(/\n2 messages sent in 0\.2 s, 2 answered \(10 a second\), 0 failed\n/);
  expect(text.stdout).toMatch(/\nmilliseconds +count +p50 +p90 +p99 +p999 +max\n/);
});

it.each(["SIGINT", "SIGTERM"] as const)("prints the report so far when it gets %s", async (signal) => {
  const { status, stdout } = await run([url, "--connections", "2", "--duration", "600"], signal);
  expect(status).toBe(0);
  expect(stdout).toMatch(/\ninterrupted: this is the run so far\n/);
});

it("ends with status 1 where no connection is opened", async () => {
  const { status, stdout, stderr } = await run(["ws://127.0.0.1:1/api", "--connections", "1", "--duration", "0.1"]);
  expect(status).toBe(1);
  expect(stdout).toMatch(/\nconnections refused:\n {2}1 {2}ECONNREFUSED\n/);
  expect(stderr).toMatch(/no connection was opened; 'npm run smoke -- URL' tells what may be the cause\n$/);
});

it("goes on where this machine opens no more files, and tells what raises that", async () => {
  const argv = [RUN, "packages/tools/load.ts", url, "--connections", "100", "--ramp", "0", "--duration", "0.2"];
  const few = ["-c", 'ulimit -n 80; exec "$0" "$@"', process.execPath, ...argv];
  const { status, stdout } = await startChild("sh", few, { cwd: PROJECT }).ended;
  expect(status).toBe(0);
  expect(stdout).toMatch(
    /\nconnections refused:\n +\d+ {2}EMFILE: no more files may be open here; raise 'ulimit -n'\n/,
  );
});

describe("the command line", () => {
  const read = (...argv: string[]) => readLoadOptions(argv, {});
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "load-"));
    writeFileSync(join(folder, "greet.json"), '{"n": {{counter}}}\n');
    writeFileSync(join(folder, "greet.txt"), "{{cuonter}}");
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("opens connections as fast as AWS does, and names messages after their files", () => {
    const options = read(url, "--connections", "1000", "--message", join(folder, "greet.json"), "--storm-at", "5");
    expect(options?.plan).toMatchObject({ ramp: 2_000, storms: [5_000], messages: [{ name: "greet" }] });
    expect(read(url, "--connections", "1000", "--reconnect-every", "11")?.plan).toMatchObject({
      reconnectEvery: 11_000,
    });
  });

  it("loads what is not this machine where it is said to be one's own, and tells what that costs", () => {
    const options = read("wss://a.execute-api.us-east-1.amazonaws.com/api", "--i-own-this-endpoint", "--rate", "1000");
    expect(options && describePrice(options.plan)).toMatch(
      /^on AWS this run costs about \$0\.0\d+: 10000 messages with answers, as many executions of 100 ms, 10 connection minutes; /,
    );
  });

  it.each<[string[], string]>([
    [["--duration", "86400", "--rate", "1000"], "$268.21"],
    [["--duration", "1", "--rate", "1"], "$0.01"],
  ])("tells the price of a run of %j in dollars and cents", (argv, price) => {
    const options = read("wss://a.execute-api.us-east-1.amazonaws.com/api", "--i-own-this-endpoint", ...argv);
    expect(options && describePrice(options.plan)).toContain(`on AWS this run costs about ${price}: `);
  });

  it.each<[string[], string]>([
    [[], "URL: is missing; name one, such as ws://127.0.0.1:4566/api"],
    [["a", "b"], "URL: more than one, got 'a b'; name one"],
    [
      ["wss://example.com/api"],
      "URL: is not this machine, got 'example.com'; where the endpoint is yours to load, say so by --i-own-this-endpoint",
    ],
    [["http://127.0.0.1:4566/api"], "URL: not a WebSocket's, got 'http://127.0.0.1:4566/api'; use 'ws://"],
    [["ws://localhost/api", "--rate", "x"], "--rate: not a number from 0 to 1000000, got 'x'; correct it"],
    [["ws://localhost/api", "--connections", "1.5"], "--connections: not a whole number from 1 to 100000, got '1.5'"],
    [["ws://localhost/api", "--expect", "OK"], "--expect: is not known, got 'OK'; use SUCCEEDED, "],
    [["ws://localhost/api", "--fail-if", "p98>1s"], "--fail-if: no such figure, got 'p98'; did you mean 'p9"],
    [
      ["ws://localhost/api", "--storm-at", "5", "--storm-at", "10"],
      "--storm-at: never comes in a run of 10 s, got '10'; give more by --duration",
    ],
    [
      ["ws://localhost/api", "--ramp", "2", "--reconnect-every", "60"],
      "--reconnect-every: never comes in a run of 12 s, got '60'; give more by --duration",
    ],
    [
      ["ws://localhost/api", "--message", "nowhere.json"],
      "nowhere.json: cannot be read, got ENOENT; name a message's file",
    ],
    [
      ["ws://localhost/api", "--rate", "0", "--message", "a.json"],
      "--message: changes nothing, got it with --rate 0; drop one of the two",
    ],
  ])("rejects %j", (argv, message) => expect(() => read(...argv)).toThrow(message));

  it("rejects a field that there is not, and two files of one name", () => {
    const [one, other] = [join(folder, "greet.json"), join(folder, "greet.txt")];
    expect(() => read(url, "--message", other)).toThrow(
      `${other}:1: no such field, got '{{cuonter}}'; did you mean 'counter'`,
    );
    expect(() => read(url, "--message", one, "--message", other)).toThrow(
      "--message: two files of one name, got 'greet'; rename one, as the report names messages by it",
    );
  });
});
