import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { KeptEvent } from "@sfn-websocket/languages/states-language/world/history-event";
import { runAtOnce } from "@sfn-websocket/languages/states-language/world/steps";
import { ExecutionTrail } from "../../stepfunctions/execution-trail";
import { TraceStore } from "../../trace/trace-store";
import { configuration, PASS } from "../configuration";
import { loadAws } from "../console/load-aws";
import { serve } from "../serve";

describe("executions", () => {
  const [machine] = loadAws(configuration({ routes: { $default: { definition: PASS } } }))
    .region("us-east-1")
    .stepfunctions.stateMachines();
  /** One that has begun, with so long an input. */
  function begin(store: TraceStore, length = 2): ExecutionTrail {
    const trail = new ExecutionTrail({ begun: store.beginExecution, ended: store.endExecution });
    const input = " ".repeat(length);
    trail.begin({ machine: machine!, executionArn: "arn", name: "name", input, startDate: 0 });
    return trail;
  }

  it("are dropped, the oldest first, as soon as those that have ended weigh too much", () => {
    const store = new TraceStore({ bytes: 50_000 });
    const trails = [30_000, 30_000, 2].map((length) => begin(store, length));
    expect(store.list().map(({ id }) => id)).toEqual([1, 2, 3]);
    trails[0]!.end({ status: "SUCCEEDED", stopDate: 1 });
    expect(store.dropped).toBe(0);
    trails[1]!.end({ status: "SUCCEEDED", stopDate: 1 });
    expect(store.list().map(({ id }) => id)).toEqual([2, 3]);
  });

  it.each([
    ["a variable", { type: "PassStateExited", data: {}, assigned: new Map([["kept", "x".repeat(30_000)]]) }],
    ["a cause", { type: "TaskFailed", data: undefined }],
  ])("weigh as much as %s that is in their events", (_, event) => {
    const store = new TraceStore({ bytes: 50_000 });
    for (let count = 0; count < 3; count += 1) {
      const trail = begin(store);
      const kept = { id: 1, previousEventId: 0, timestamp: 0, ...event };
      trail.events.push(new KeptEvent(kept, () => ({ cause: "x".repeat(30_000) })));
      trail.end({ status: "FAILED", stopDate: 1 });
    }
    expect(store.list().map(({ id }) => id)).toEqual([3]);
  });

  it("weigh what their events and the objects in these take, not their texts alone", () => {
    const store = new TraceStore({ bytes: 50_000 });
    for (let count = 0; count < 3; count += 1) {
      const trail = begin(store);
      for (let id = 1; id <= 100; id += 1)
        trail.events.push(
          new KeptEvent({ id, previousEventId: 0, timestamp: 0, type: "PassStateEntered", data: {} }, undefined),
        );
      trail.end({ status: "SUCCEEDED", stopDate: 1 });
    }
    expect(store.list().map(({ id }) => id)).toEqual([3]);
  });

  it("are dropped, the oldest first, when the versions of the stacks that they hold weigh too much", () => {
    const store = new TraceStore({ bytes: 1_500_000 });
    const idsOfVersion = (characters: number) => {
      store.beginVersion(characters);
      for (let count = 0; count < 2; count += 1) begin(store).end({ status: "SUCCEEDED", stopDate: 1 });
      return store.list().map(({ id }) => id);
    };
    expect(idsOfVersion(100_000)).toEqual([1, 2]);
    expect(idsOfVersion(50_000)).toEqual([1, 2, 3, 4]);
    expect(idsOfVersion(50_000)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(idsOfVersion(50_000)).toEqual([3, 4, 5, 6, 7, 8]);
    for (let count = 0; count < 20; count += 1) store.beginVersion(100_000);
    expect(store.list().map(({ id }) => id)).toEqual([3, 4, 5, 6, 7, 8]);
  });

  it("tell of their end though they were dropped before", () => {
    const store = new TraceStore({ traces: 1 });
    const first = begin(store);
    begin(store);
    const told: [number, string][] = [];
    store.subscribe((id, source) => told.push([id, source.kind === "execution" ? source.trail.outcome : source.kind]));
    first.end({ status: "SUCCEEDED", stopDate: 1 });
    expect(told).toEqual([[1, "SUCCEEDED"]]);
  });

  it("are found until they have ended, though they were dropped before", () => {
    const store = new TraceStore({ traces: 1 });
    const trails = [begin(store), begin(store), begin(store)];
    expect(store.list().map(({ id, outcome }) => [id, outcome])).toEqual([
      [2, "running"],
      [3, "running"],
    ]);
    expect([store.dropped, store.findTrace(2)?.outcome]).toEqual([1, "running"]);
    trails[1]!.end({ status: "SUCCEEDED", stopDate: 1 });
    expect([store.dropped, store.findTrace(2)]).toEqual([2, undefined]);
  });

  it("are found by what they answered", () => {
    const store = new TraceStore();
    begin(store).end({ status: "SUCCEEDED", output: { note: "needle" }, stopDate: 1 });
    const count = (text: string) => runAtOnce(store.search(text)).length;
    expect([count("Needle"), count("nothing")]).toEqual([1, 0]);
  });

  it("are searched one a step, and those that are dropped meanwhile are left out", () => {
    const store = new TraceStore({ traces: 2 });
    const start = () => begin(store).end({ status: "SUCCEEDED", stopDate: 1 });
    start();
    start();
    const steps = store.search("succeeded");
    expect(steps.next().done).toBe(false);
    for (let count = 0; count < 2; count += 1) start();
    expect(runAtOnce(steps).map(({ id }) => id)).toEqual([1]);
  });
});

it("lets go of a version of the stacks with the last trace that holds it", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const stacks = configuration({ routes: { $default: { definition: PASS } } });
  const store = new TraceStore({ bytes: 50_000 });
  const served = await serve(stacks, { traces: store });
  const client = await served.connect();
  store.beginVersion(1);
  served.deploy(stacks);
  const version = new WeakRef(served.aws());
  for (let count = 0; count < 2; count += 1) await client.ask("{}");
  store.beginVersion(1);
  served.deploy(stacks);
  await client.ask("{}");
  expect(store.list().map(({ id }) => id)).toEqual([4]);
  await new Promise(setImmediate);
  collect();
  expect(version.deref()).toBeUndefined();
  client.socket.terminate();
  await served.close();
});
