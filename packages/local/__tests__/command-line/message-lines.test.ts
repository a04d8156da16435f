import { createStyle, type Stream } from "@sfn-websocket/run/terminal";
import { createMessageLines } from "../../command-line/message-lines";
import type { EventSteps } from "../../apigateway/stage/event-steps";
import { configuration } from "../configuration";
import { serve } from "../serve";

const MOCK = { integration_type: "MOCK", request_templates: { $default: '{"statusCode":200}' } };

/** A report of a real message, to be told at will. */
async function reportOne(): Promise<EventSteps> {
  const reports: EventSteps[] = [];
  const routes = { $default: { integration: MOCK } };
  const served = await serve(configuration({ routes }), {
    report: (each) => each.event.eventType === "MESSAGE" && reports.push(each),
  });
  const client = await served.connect();
  await client.ask("{}");
  await served.close();
  return reports[0]!;
}

describe("the lines of messages", () => {
  let written: string[][];
  let due: (() => void)[];
  let time: number;
  let stream: Stream;
  const lines = (environment: NodeJS.ProcessEnv = {}) => {
    const tell = createMessageLines({
      style: createStyle(stream, environment),
      write: (entries) => written.push([...entries]),
      now: () => time,
      after: (_, callback) => due.push(callback),
    });
    return (steps: EventSteps) => tell({ kind: "event", steps });
  };
  beforeEach(() => ([written, due, time, stream] = [[], [], Date.UTC(2026, 0, 1, 12), {}]));

  it("go on after one that could not be described", async () => {
    const report = await reportOne();
    let isBroken = true;
    const tell = createMessageLines({
      style: createStyle(stream, {}),
      write: (entries) => written.push([...entries]),
      now: () => time,
      after: (_, callback) => due.push(callback),
      describe() {
        if (isBroken) throw new Error("no words");
        return ["words"];
      },
    });
    tell({ kind: "event", steps: report });
    expect(due[0]).toThrow("no words");
    isBroken = false;
    tell({ kind: "event", steps: report });
    due[1]!();
    expect(written.map((lines) => lines.at(-1))).toEqual(["words"]);
  });

  it("are written together, in order, each with the time and how long it took", async () => {
    const report = await reportOne();
    const id = report.event.connection.connectionId.slice(0, 6);
    const tell = lines();
    tell(report);
    time += 5;
    tell({ ...report, status: 500, error: "Internal server error" });
    time += 5;
    tell(report);
    expect(written).toEqual([]);
    expect(due).toHaveLength(1);
    due[0]!();
    expect(written).toEqual([
      [
        `12:00:00.000 ${id} $default  200 0 ms  API Gateway itself`,
        `12:00:00.005 ${id} $default  500 Internal server error 0 ms  API Gateway itself`,
        `12:00:00.010 ${id} $default  200 0 ms  API Gateway itself`,
      ],
    ]);
    tell(report);
    expect(due).toHaveLength(2);
  });

  it("count what nobody could read, and keep failures among many that went well", async () => {
    const report = await reportOne();
    const tell = lines();
    for (let count = 0; count < 1_000; count += 1) tell(report);
    tell({ ...report, status: 500, error: "Internal server error" });
    due[0]!();
    const [entries = []] = written;
    expect(entries).toHaveLength(32);
    expect(entries[30]).toContain("500 Internal server error");
    expect(entries[31]).toBe("12:00:00.000 970 more events ended, 0 with a failure");
  });

  it("fit the terminal, with the outcome in colour but not under NO_COLOR, and keep no control character", async () => {
    const report = await reportOne();
    const id = report.event.connection.connectionId.slice(0, 6);
    stream = { isTTY: true, columns: 80 };
    const error = `Internal\u001b[2J ${"server ".repeat(20)}`;
    for (const environment of [{}, { NO_COLOR: "1" }]) {
      lines(environment)({ ...report, status: 500, error });
      due.pop()!();
    }
    const [[colored = ""] = [], [plain = ""] = []] = written;
    expect(plain).toBe(`12:00:00.000 ${id} $default  500 Internal\\u001b[2J server server server server…`);
    expect(plain).toHaveLength(80);
    expect(colored).toBe(`${plain.slice(0, 30)}\u001b[31m${plain.slice(30)}\u001b[0m`);
  });
});
