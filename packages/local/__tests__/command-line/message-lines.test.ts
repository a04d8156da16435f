import { createMessageLines } from "../../command-line/message-lines";
import type { MessageReport } from "../../apigateway/message-report";
import { configuration } from "../configuration";
import { serve } from "../serve";

const MOCK = { integration_type: "MOCK", request_templates: { $default: '{"statusCode":200}' } };

/** A report of a real message, to be told at will. */
async function reportOne(): Promise<MessageReport> {
  const reports: MessageReport[] = [];
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
  const lines = () =>
    createMessageLines({
      write: (entries) => written.push([...entries]),
      now: () => time,
      after: (_, callback) => due.push(callback),
    });
  beforeEach(() => ([written, due, time] = [[], [], Date.UTC(2026, 0, 1, 12)]));

  it("are written together, in order, each with the time and how long it took", async () => {
    const report = await reportOne();
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
        "12:00:00.000 $default  API Gateway itself  200 0 ms",
        "12:00:00.005 $default  API Gateway itself  500 Internal server error 0 ms",
        "12:00:00.010 $default  API Gateway itself  200 0 ms",
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
    expect(entries[31]).toBe("12:00:00.000 970 more messages were answered, 0 with a failure");
  });
});
