import type { Json, JsonObject } from "../../json";
import {
  type ExecutionOutcome,
  prepareStateMachine,
  type StateMachineOptions,
  TaskFailure,
  type World,
} from "../../states-language/state-machine";
import { VirtualTime } from "@sfn-websocket/tools/conformance/virtual-time";

const context = {
  Execution: {
    Id: "arn:aws:states:us-east-1:111111111111:express:machine:run:1",
    Name: "run",
    RoleArn: "arn",
    StartTime: "",
  },
  StateMachine: { Id: "arn:aws:states:us-east-1:111111111111:stateMachine:machine", Name: "machine" },
};
const task = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke" };
const never = () => new Promise<never>(() => undefined);

function makeMachine(states: JsonObject, options?: StateMachineOptions) {
  return prepareStateMachine({ StartAt: Object.keys(states)[0] ?? "", States: states }, options);
}

async function run(states: JsonObject, input: Json, changes: Partial<World> = {}): Promise<ExecutionOutcome> {
  const time = new VirtualTime();
  const world: World = {
    now: () => time.now,
    wait: (milliseconds, signal) => time.wait(milliseconds, signal),
    random: () => 0.5,
    uuid: () => "uuid",
    runTask: never,
    ...changes,
  };
  return time.settle(Promise.resolve(makeMachine(states).execute({ input, context, world })));
}

function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}

describe("a state machine", () => {
  it("answers with the very input if no state changes it", async () => {
    const input = { a: [1] };
    const states = {
      Pass: { Type: "Pass", Next: "Choice" },
      Choice: { Type: "Choice", Choices: [{ Variable: "$.a", IsPresent: true, Next: "Wait" }] },
      Wait: { Type: "Wait", Seconds: 0, OutputPath: "$", Next: "Succeed" },
      Succeed: { Type: "Succeed" },
    };
    const outcome = await run(states, input);
    expect(outcome.status === "SUCCEEDED" && outcome.output).toBe(input);
  });

  it("changes neither the definition nor the input", async () => {
    const states = freeze({
      One: { Type: "Pass", Result: { x: {} }, ResultPath: "$.a.b", Next: "Two" },
      Two: { Type: "Pass", Parameters: { "a.$": "$.a", c: { d: 1 } }, ResultPath: "$.a.b.x", Next: "Three" },
      Three: { Type: "Pass", QueryLanguage: "JSONata", Output: "{% $states.input ~> |$|{'e': 1}| %}", End: true },
    });
    expect(await run(states, freeze({ a: { k: [1] } }))).toEqual({
      status: "SUCCEEDED",
      output: { a: { k: [1], b: { x: { a: { k: [1], b: { x: {} } }, c: { d: 1 } } } }, e: 1 },
    });
  });

  it("keeps a variable that is named like an object's prototype to itself", async () => {
    const assign = { Type: "Pass", QueryLanguage: "JSONata", Assign: { ["__proto__"]: "{% $states.input %}" } };
    const read = { Type: "Pass", QueryLanguage: "JSONata", Output: "{% [$exists($secret), $__proto__.secret] %}" };
    expect(await run({ One: { ...assign, Next: "Two" }, Two: { ...read, End: true } }, { secret: "s" })).toEqual({
      status: "SUCCEEDED",
      output: [false, "s"],
    });
  });

  it("runs many executions at a time", async () => {
    const machine = makeMachine({
      One: { Type: "Pass", Assign: { "v.$": "$" }, Next: "Two" },
      Two: { Type: "Wait", Seconds: 1, Next: "Three" },
      Three: { Type: "Pass", InputPath: "$v", End: true },
    });
    const time = new VirtualTime();
    const world = {
      ...time,
      now: () => time.now,
      wait: time.wait.bind(time),
      random: () => 0,
      uuid: () => "",
      runTask: never,
    };
    const outcomes = Promise.all([1, 2, 3].map((input) => machine.execute({ input, context, world })));
    expect(await time.settle(outcomes)).toEqual([1, 2, 3].map((output) => ({ status: "SUCCEEDED", output })));
  });

  describe("while it loops", () => {
    /** Runs 10,000 states of which each look at the clock takes a millisecond; returns how many turns the event loop had. */
    async function countTurns(states: JsonObject): Promise<number> {
      let turns = 0;
      let isOver = false;
      const count = () => void setImmediate(() => !isOver && (turns++, count()));
      let milliseconds = 0;
      jest.spyOn(performance, "now").mockImplementation(() => milliseconds++);
      let entered = 0;
      const now = () => (++entered > 10_000 ? Infinity : 0);
      const wait: World["wait"] = () => new Promise(() => undefined);
      const world: World = { now, wait, random: () => 0, uuid: () => "", runTask: never };
      count();
      const outcome = await makeMachine(states).execute({ input: {}, context, world });
      isOver = true;
      jest.restoreAllMocks();
      expect(outcome).toEqual({ status: "TIMED_OUT", error: "States.Timeout" });
      return turns;
    }
    const pass = { Type: "Pass" };
    const fails = { StartAt: "Fail", States: { Fail: { Type: "Fail" } } };
    const passes = (count: number): JsonObject => {
      const names = Array.from({ length: count }, (_, index) => `S${index}`);
      const states = names.map((name, index) => [name, { ...pass, Next: names[index + 1] ?? "Last" }]);
      return { StartAt: names[0] ?? "Last", States: { ...Object.fromEntries(states), Last: { ...pass, End: true } } };
    };

    it("gives the event loop turns", async () => {
      expect(await countTurns({ Loop: { ...pass, Next: "Loop" } })).toBeGreaterThan(60);
    });

    it.each([0, 1, 2, 3, 4, 5, 6, 7])(
      "gives the event loop turns where a branch fails at once beside one of %i states more, and is caught by its own state",
      async (count) => {
        const Catch = [{ ErrorEquals: ["States.ALL"], Next: "Loop" }];
        const loop = (Branches: JsonObject[]) => ({ Loop: { Type: "Parallel", Branches, Catch, End: true } });
        expect(await countTurns(loop([fails, passes(count)]))).toBeGreaterThan(30);
        expect(await countTurns(loop([passes(count), fails]))).toBeGreaterThan(30);
      },
    );

    it("gives the event loop turns between executions of a distributed map", async () => {
      const ItemProcessor = { ...passes(0), ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" } };
      const map = { Type: "Map", ItemProcessor, MaxConcurrency: 1, Next: "Loop" };
      const items = { ...pass, Result: Array.from({ length: 500 }, (_, index) => index), Next: "Map" };
      expect(await countTurns({ Loop: items, Map: map })).toBeGreaterThan(30);
    });
  });

  it("hands a task what it needs", async () => {
    const requests: JsonObject[] = [];
    const runTask: World["runTask"] = async ({ signal, heartbeat, ...request }) => {
      requests.push({ ...request, aborted: signal.aborted, heartbeat: typeof heartbeat });
      if (request.retryCount === 0) throw new TaskFailure("Busy", "try again");
      return "done";
    };
    const states = {
      Call: {
        ...task,
        Parameters: { FunctionName: "f", Payload: { "a.$": "$.a", "n.$": "$$.State.RetryCount" } },
        Credentials: { "RoleArn.$": "$.role" },
        Retry: [{ ErrorEquals: ["Busy"] }],
        End: true,
      },
    };
    expect(await run(states, { a: 1, role: "arn" }, { runTask })).toEqual({ status: "SUCCEEDED", output: "done" });
    const request = {
      resource: task.Resource,
      state: "Call",
      credentials: { RoleArn: "arn" },
      aborted: false,
      heartbeat: "function",
    };
    expect(requests).toEqual([
      { ...request, retryCount: 0, parameters: { FunctionName: "f", Payload: { a: 1, n: 0 } } },
      { ...request, retryCount: 1, parameters: { FunctionName: "f", Payload: { a: 1, n: 1 } } },
    ]);
  });

  it("starts the time of HeartbeatSeconds anew with each heartbeat", async () => {
    const time = new VirtualTime();
    const runTask: World["runTask"] = async ({ heartbeat, signal }) => {
      for (let beat = 0; beat < 3; beat++) {
        await time.wait(8000, signal);
        heartbeat();
      }
      return never();
    };
    const world = { now: () => time.now, wait: time.wait.bind(time), random: () => 0, uuid: () => "", runTask };
    const machine = makeMachine({ Call: { ...task, HeartbeatSeconds: 10, End: true } });
    const start = time.now;
    const outcome = await time.settle(Promise.resolve(machine.execute({ input: {}, context, world })));
    expect([outcome, time.now - start]).toEqual([{ status: "FAILED", error: "States.Timeout" }, 34_000]);
  });

  it("waits longer before each retry", async () => {
    const waits: number[] = [];
    const wait: World["wait"] = async (milliseconds) => void (milliseconds < 200_000 && waits.push(milliseconds));
    const runTask: World["runTask"] = () => Promise.reject(new TaskFailure("A"));
    const retry = { ErrorEquals: ["A"], IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 4, MaxDelaySeconds: 20 };
    const call = (more: JsonObject) => ({ Call: { ...task, Retry: [{ ...retry, ...more }], End: true } });
    await run(call({}), {}, { wait, runTask });
    await run(call({ JitterStrategy: "FULL" }), {}, { wait, runTask });
    expect(waits).toEqual([2000, 6000, 18_000, 20_000, 1000, 3000, 9000, 10_000]);
  });

  it("aborts the tasks of the other branches when one fails", async () => {
    const signals: AbortSignal[] = [];
    const runTask: World["runTask"] = ({ state, signal }) => {
      signals.push(signal);
      return state === "Fails" ? Promise.reject(new TaskFailure("E", "c")) : never();
    };
    const branch = (name: string) => ({ StartAt: name, States: { [name]: { ...task, End: true } } });
    const states = { Both: { Type: "Parallel", Branches: [branch("Hangs"), branch("Fails")], End: true } };
    expect(await run(states, {}, { runTask })).toEqual({ status: "FAILED", error: "E", cause: "c" });
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  });

  it("aborts its tasks when it times out", async () => {
    const signals: AbortSignal[] = [];
    const runTask: World["runTask"] = ({ signal }) => {
      signals.push(signal);
      return never();
    };
    expect(await run({ Call: { ...task, End: true } }, {}, { runTask })).toEqual({
      status: "TIMED_OUT",
      error: "States.Timeout",
    });
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it("fails when a task throws what is no failure of a task", async () => {
    const runTask: World["runTask"] = () => {
      throw new TypeError("oops");
    };
    expect(await run({ Call: { ...task, End: true } }, {}, { runTask })).toEqual({
      status: "FAILED",
      error: "States.Runtime",
      cause: expect.stringMatching(
        /^An error occurred while executing the state 'Call' \(entered at the event id #2\)\. Internal error: a defect of this program at state-machine\.test\.ts:\d+:\d+$/,
      ),
    });
  });

  it("fails when data is nested too deeply to be measured", async () => {
    let input: Json = 1;
    for (let depth = 0; depth < 100_000; depth++) input = [input];
    expect(await run({ Wrap: { Type: "Pass", Parameters: { "a.$": "$" }, End: true } }, input)).toEqual({
      status: "FAILED",
      error: "States.Runtime",
      cause:
        "An error occurred while executing the state 'Wrap' (entered at the event id #2). The data is nested too deeply.",
    });
  });
});
