import { join } from "node:path";
import type { FunctionModule } from "../../lambda/function-module";
import { createFunctionRuntime, type FunctionRuntime } from "../../lambda/function-runtime";
import { createLambda, type Lambda } from "../../lambda/lambda";
import { createVirtualClock, type VirtualClock } from "../virtual-clock";

const ARN = "arn:aws:lambda:us-east-1:123456789012:function:";
const exitError = (how: string) => ({
  errorType: "Runtime.ExitError",
  errorMessage: expect.stringMatching(new RegExp(`^RequestId: [0-9a-f-]{36} Error: Runtime exited ${how}$`)),
});
const NOISE = "lambda 'f': the function wrote to the pipe that its runtime answers by, so that its process was ended";

/** A process starts slowly on a loaded machine. */
jest.setTimeout(60_000);

describe("a function of 128 MB that is up to no good", () => {
  let clock: VirtualClock;
  let loading: VirtualClock;
  let log: string[];
  let functions: Map<string, FunctionModule>;
  let runtime: FunctionRuntime;
  let lambda: Lambda;

  beforeEach(() => {
    [clock, loading, log, functions] = [createVirtualClock(), createVirtualClock(), [], new Map()];
    const world = { functions, clock, afterLoading: loading.after, log: (line: string) => void log.push(line) };
    runtime = createFunctionRuntime(world);
    lambda = createLambda(runtime);
    lambda.createFunction({ functionArn: `${ARN}f`, functionName: "f" });
  });
  afterEach(() => runtime.stop());

  const invoke = async (action: string, file = "hostile.ts") => {
    functions.set("f", { module: join(__dirname, "functions", file), handler: "handler" });
    return JSON.parse((await lambda.invoke(`${ARN}f`, JSON.stringify(action))).payload) as unknown;
  };

  it.each([
    ["largeString", exitError("with error: signal: (killed|aborted)")],
    ["manyStrings", exitError("with error: signal: (killed|aborted|trace/breakpoint trap)")],
    ["buffers", exitError("with error: signal: killed")],
    ["sharedMemory", exitError("with error: signal: killed")],
    ["terminated", exitError("with error: signal: terminated")],
    ["killed", exitError("with error: signal: killed")],
    ["aborted", exitError("with error: signal: aborted")],
    ["leaving", exitError("without providing a reason")],
    ["closing", exitError("with error: signal: killed")],
    ["throwingTimer", { errorType: "Error", errorMessage: "from a timer" }],
    ["throwingNothing", { errorType: "object", errorMessage: "[Object: null prototype] {}" }],
    ["throwingLiar", { errorType: "Error", errorMessage: "{ toString: null }", trace: ["5"] }],
    ["throwingMuch", { errorType: "Function.ResponseSizeTooLarge" }],
  ])("fails alone as %s, and the next event has a fresh process", async (handler, error) => {
    expect(await invoke(handler)).toMatchObject(error);
    expect(await invoke("first")).toBe(1);
  });

  it.each(["forgesNoise", "forgesReady", "forgesPayload", "forgesAnother", "forgesWithoutEnd"])(
    "fails alone where it %s in its runtime's name",
    async (handler) => {
      expect(await invoke(handler)).toMatchObject(exitError("with error: signal: killed"));
      expect(log[0]).toBe(NOISE);
    },
  );

  it("is stopped when it never ends loading", async () => {
    const answer = invoke("first", "never-loads.ts");
    await loading.waiting(10_000);
    loading.advance(10_000);
    expect(await answer).toMatchObject({ errorType: "Sandbox.Timedout" });
  });

  it("is told of when it fails after its answer, and the next event has a fresh process", async () => {
    expect(await invoke("throwingAfterwards")).toBe("answered");
    const failure = /^lambda 'f': Error: after the answer \(.*hostile-actions\.ts:\d+:\d+\)$/;
    // A second event meets the failed process or a fresh one, by how fast it comes.
    await invoke("first");
    expect(await invoke("first")).toEqual(expect.any(Number));
    expect(log).toContainEqual(expect.stringMatching(failure));
  });

  it.each(["floodingLines", "floodingOneLine"])("prints 1 MB of an event at most, as %s", async (handler) => {
    expect(await invoke(handler)).toBe("answered");
    const bytes = log.reduce((sum, line) => sum + line.length, 0);
    expect(bytes).toBeLessThan(1_200_000);
    expect(log.at(-1)).toBe("lambda 'f': an event printed over 1 MB; the rest is left out");
  });

  it("prints a long line in pieces", async () => {
    expect(await invoke("longLine")).toBe("answered");
    const pieces = log.map((line) => line.replace("lambda 'f': ", ""));
    expect(pieces.map(({ length }) => length)).toEqual([262_144, 137_856]);
    expect(pieces.join("")).toBe("y".repeat(400_000));
  });

  it("names the file and the line of its TypeScript in a stack trace", async () => {
    const { trace } = (await invoke("deepError")) as { trace: string[] };
    expect(trace[1]).toMatch(/functions\/hostile-actions\.ts:\d+:11\)$/);
  });
});
