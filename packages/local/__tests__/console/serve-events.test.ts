import { PassThrough } from "node:stream";
import type { JsonObject } from "@sfn-websocket/languages/json";
import { type Every, serveEvents } from "../../console/serve-events";
import { ExecutionTrail } from "../../stepfunctions/execution-trail";
import { TraceStore } from "../../trace/trace-store";
import { configuration, PASS } from "../configuration";
import { loadAws } from "./load-aws";

/** One who listens to what is told of traces, in ticks that a test makes. */
function listen(traces: TraceStore) {
  const aws = loadAws(configuration({ routes: { $default: { definition: PASS } } }), { traces });
  const [machine] = aws.region("us-east-1").stepfunctions.stateMachines();
  const ticks: (() => void)[] = [];
  const tick: Every = (_, callback) => {
    ticks.push(callback);
    return () => undefined;
  };
  const stream = new PassThrough({ highWaterMark: 1_000_000 });
  serveEvents({ aws: () => aws, version: () => 1, log: () => undefined }, tick).stream?.(stream);
  return {
    begin() {
      const trail = new ExecutionTrail({ begun: traces.beginExecution, ended: traces.endExecution });
      trail.begin({ machine: machine!, executionArn: "arn", name: "name", input: "{}", startDate: 0 });
      return trail;
    },
    /** What is told of traces at the next tick. */
    next() {
      stream.read();
      ticks.forEach((each) => each());
      const text = String(stream.read() ?? "");
      return [...text.matchAll(/^event: trace\ndata: (.*)$/gm)].map(([, data = ""]) => {
        const { id, status } = JSON.parse(data) as JsonObject;
        return `${String(id)} ${String(status)}`;
      });
    },
    close: () => stream.destroy(),
  };
}

const END = { status: "SUCCEEDED", stopDate: 1 };

it("tells of the end of what it told as running, though the trace is dropped by then", () => {
  const { begin, next, close } = listen(new TraceStore({ traces: 1 }));
  const first = begin();
  expect(next()).toEqual(["1 RUNNING"]);
  begin();
  first.end(END);
  begin();
  expect(next()).toEqual(["1 SUCCEEDED", "2 RUNNING", "3 RUNNING"]);
  close();
});

it("tells of the end of what it told as running, though more has changed since than is told", () => {
  const { begin, next, close } = listen(new TraceStore());
  const first = begin();
  next();
  first.end(END);
  for (let count = 0; count < 300; count += 1) begin();
  expect(next()).toEqual(["1 SUCCEEDED", ...Array.from({ length: 200 }, (_, index) => `${index + 102} RUNNING`)]);
  close();
});
