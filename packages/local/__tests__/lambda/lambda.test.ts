import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FunctionModule } from "../../lambda/function-module";
import { createFunctionRuntime, type FunctionRuntime } from "../../lambda/function-runtime";
import { createLambda, type Lambda } from "../../lambda/lambda";
import { createVirtualClock, type VirtualClock } from "../virtual-clock";

const MODULE = join(__dirname, "functions", "sample.ts");
const ARN = "arn:aws:lambda:us-east-1:123456789012:function:";
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/** A process starts slowly on a loaded machine. */
jest.setTimeout(60_000);

describe("a function", () => {
  let clock: VirtualClock;
  let log: string[];
  let functions: Map<string, FunctionModule>;
  let runtime: FunctionRuntime;
  let lambda: Lambda;

  beforeEach(() => {
    clock = createVirtualClock();
    log = [];
    functions = new Map();
    runtime = createFunctionRuntime({
      functions,
      clock,
      log: (line) => log.push(line),
      endpoint: () => "http://127.0.0.1:4566",
    });
    lambda = createLambda(runtime);
  });
  afterEach(() => runtime.stop());

  const declare = (handler: string, module = MODULE) => functions.set(handler, { module, handler });
  const invoke = (handler: string, event: unknown = {}) => {
    declare(handler);
    return lambda.invoke(ARN + handler, JSON.stringify(event));
  };
  const errorOf = async (handler: string) => {
    const { payload, functionError } = await invoke(handler);
    const { trace, ...error } = JSON.parse(payload) as { trace?: string[] };
    return { functionError, ...error, ...(trace?.[0] && { trace: trace[0] }) };
  };

  it.each([
    ["handler", '{"a":[1,"é"]}'],
    ["callback", '{"event":{"a":[1,"é"]}}'],
    ["patientCallback", '{"isIdle":true}'],
    ["impatientCallback", '"at once"'],
    ["silent", "null"],
  ])("exported as %s answers with %s", async (handler, payload) => {
    expect(await invoke(handler, { a: [1, "é"] })).toEqual({ payload });
  });

  it("gets a context and an environment of its own, and nothing of the developer's", async () => {
    functions.set("described", { module: MODULE, handler: "describe" });
    const functionArn = `${ARN}described`;
    lambda.createFunction({ functionArn, functionName: "described", memorySize: 256, environment: { STAGE: "test" } });
    const { payload } = await lambda.invoke(functionArn, "{}");
    expect(JSON.parse(payload)).toEqual({
      callbackWaitsForEmptyEventLoop: true,
      functionName: "described",
      functionVersion: "$LATEST",
      invokedFunctionArn: functionArn,
      memoryLimitInMB: "256",
      awsRequestId: expect.stringMatching(UUID),
      logGroupName: "/aws/lambda/described",
      logStreamName: expect.stringMatching(/^2020\/01\/01\/\[\$LATEST\][0-9a-f]{32}$/),
      left: true,
      environment: { stage: "test", endpoint: "http://127.0.0.1:4566", region: "us-east-1", name: "described" },
      inherited: null,
    });
  });

  it.each([
    ["failing", { errorType: "Broken", errorMessage: "it's broken", trace: "Broken: it's broken" }],
    [
      "failingSynchronously",
      { errorType: "RangeError", errorMessage: "out of range", trace: "RangeError: out of range" },
    ],
    ["failingCallback", { errorType: "string", errorMessage: "no luck" }],
    [
      "failingLater",
      { errorType: "TypeError", errorMessage: "nobody waits for this", trace: "TypeError: nobody waits for this" },
    ],
    [
      "rejectingLater",
      {
        errorType: "Runtime.UnhandledPromiseRejection",
        errorMessage: "Error: nobody catches this",
        trace: "Error: nobody catches this",
      },
    ],
    [
      "unprintable",
      {
        errorType: "Runtime.MarshalError",
        errorMessage: "Unable to stringify response body",
        trace: "TypeError: Do not know how to serialize a BigInt",
      },
    ],
    [
      "large",
      {
        errorType: "Function.ResponseSizeTooLarge",
        errorMessage: "Response payload size exceeded maximum allowed payload size (6291556 bytes).",
      },
    ],
    [
      "notAFunction",
      { errorType: "Runtime.HandlerNotFound", errorMessage: "sample.notAFunction is undefined or not exported" },
    ],
  ])("exported as %s fails with Lambda's error", async (handler, error) => {
    expect(await errorOf(handler)).toEqual({ functionError: "Unhandled", ...error });
    const [line = "", ...others] = log;
    // What JSON.stringify throws has no place in the function.
    const isThrownHere = "trace" in error && handler !== "unprintable";
    const place = / \(packages\/local\/__tests__\/lambda\/functions\/sample\.ts:\d+:\d+\)$/;
    expect(line.replace(place, " (place)")).toBe(
      `lambda '${handler}': ${error.errorType}: ${error.errorMessage}${isThrownHere ? " (place)" : ""}`,
    );
    expect(others).toEqual([]);
  });

  it("fails when it ends its process, and runs again in a new one", async () => {
    expect(await errorOf("exiting")).toMatchObject({
      errorType: "Runtime.ExitError",
      errorMessage: expect.stringMatching(/^RequestId: [0-9a-f-]{36} Error: Runtime exited with error: exit status 7$/),
    });
    expect(await errorOf("exiting")).toMatchObject({ errorType: "Runtime.ExitError" });
  });

  it("fails when it takes longer than its timeout, even when it never yields", async () => {
    lambda.createFunction({ functionArn: `${ARN}spinning`, functionName: "spinning", timeout: 4 });
    const failure = errorOf("spinning");
    await clock.waiting(4000);
    clock.advance(4000);
    expect(await failure).toEqual({
      functionError: "Unhandled",
      errorType: "Sandbox.Timedout",
      errorMessage: expect.stringMatching(/^RequestId: [0-9a-f-]{36} Error: Task timed out after 4\.00 seconds$/),
    });
  });

  it("keeps its state between events, and runs concurrent events apart", async () => {
    const one = await invoke("counting");
    const two = await invoke("counting");
    expect([one.payload, two.payload]).toEqual(["1", "2"]);
    const together = await Promise.all([invoke("counting"), invoke("counting")]);
    expect(together.map(({ payload }) => payload).sort()).toEqual(["1", "3"]);
  });

  it("prints to the developer's log", async () => {
    await invoke("printing");
    await invoke("printing");
    expect(log.slice(0, 2)).toEqual(["lambda 'printing': a line", "lambda 'printing': another"]);
  });

  it("is loaded anew when its file or one that it loads has changed", async () => {
    const folder = mkdtempSync(join(tmpdir(), "lambda-"));
    const write = (name: string, text: string, time: number) => {
      writeFileSync(join(folder, name), text);
      utimesSync(join(folder, name), time, time);
    };
    try {
      write("price.ts", "export const price: number = 1;", 1);
      write("quote.ts", 'import { price } from "./price";\nexport const handler = async () => price;', 1);
      functions.set("quote", { module: join(folder, "quote.ts"), handler: "handler" });
      const ask = async () => (await lambda.invoke(`${ARN}quote`, "{}")).payload;
      expect(await ask()).toBe("1");
      write("price.ts", "export const price: number = 2;", 2);
      expect(await ask()).toBe("2");
      write("quote.ts", "export const handler = async () => 'three';", 3);
      expect(await ask()).toBe('"three"');
      write("quote.ts", "export const handler = async () => {", 4);
      expect(JSON.parse(await ask())).toMatchObject({ errorType: "Runtime.UserCodeSyntaxError" });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each([
    ["quote.ts", 'import { sep } from "node:path";\nexport const handler = async (): Promise<number> => sep.length;'],
    ["quote.mjs", "const length = await Promise.resolve(1);\nexport const handler = async () => length;"],
    ["quote.js", "exports.handler = async () => 1;"],
    ["quote.cjs", "module.exports = { handler: async () => 1 };"],
  ])("is loaded from %s", async (name, text) => {
    const folder = mkdtempSync(join(tmpdir(), "lambda-"));
    try {
      writeFileSync(join(folder, name), text);
      functions.set("quote", { module: join(folder, name), handler: "handler" });
      expect(await lambda.invoke(`${ARN}quote`, "{}")).toEqual({ payload: "1" });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("fails to load when its module does not exist", async () => {
    declare("gone", join(__dirname, "gone.ts"));
    const { payload } = await lambda.invoke(`${ARN}gone`, "{}");
    expect(JSON.parse(payload)).toMatchObject({
      errorType: "Runtime.ImportModuleError",
      errorMessage: expect.stringContaining("Cannot find module"),
    });
  });

  it("rejects to run without a module, and names the option", async () => {
    functions.set("price", { module: MODULE, handler: "handler" });
    await expect(lambda.invoke(`${ARN}quote`, "{}")).rejects.toEqual(
      new Error(
        "function 'quote': no module runs it here, got modules of 'price'; start with --lambda quote=path/to/module",
      ),
    );
  });
});

describe("a resource policy", () => {
  const lambda = createLambda({ run: async () => ({ payload: "null" }), stop: () => undefined });
  const functionArn = `${ARN}quote`;
  lambda.createFunction({ functionArn, functionName: "quote" });
  const allows = (sourceArn: string, principal = "apigateway.amazonaws.com") =>
    lambda.allows(functionArn, principal, sourceArn);
  const SOURCE = "arn:aws:execute-api:us-east-1:123456789012:";

  it("allows what a statement names, up to wildcards", () => {
    expect(allows(`${SOURCE}abc/api/$connect`)).toBe(false);
    lambda.addPermission({
      functionArn,
      action: "lambda:InvokeFunction",
      principal: "apigateway.amazonaws.com",
      sourceArn: `${SOURCE}abc/*/$con?ect`,
    });
    expect(allows(`${SOURCE}abc/api/$connect`)).toBe(true);
    expect(allows(`${SOURCE}abc/api/$default`)).toBe(false);
    expect(allows(`${SOURCE}xyz/api/$connect`)).toBe(false);
    expect(allows(`${SOURCE}abc/api/$connect`, "states.amazonaws.com")).toBe(false);
  });

  it("allows everything to a function that no stack declares", () => {
    expect(lambda.allows(`${ARN}elsewhere`, "apigateway.amazonaws.com", SOURCE)).toBe(true);
  });
});
