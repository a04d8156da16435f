import { join } from "node:path";
import { createFunctionRuntime } from "../../lambda/function-runtime";
import { TooManyRequests } from "../../lambda/environment-pool";
import { createVirtualClock } from "../virtual-clock";

describe("a function with more events than Lambda runs", () => {
  it("rejects the 1,001st event", async () => {
    const module = join(__dirname, "functions", "sample.ts");
    const log: string[] = [];
    const runtime = createFunctionRuntime({
      functions: new Map([["f", { module, handler: "handler" }]]),
      clock: createVirtualClock(),
      log: (line) => log.push(line),
    });
    const functionArn = "arn:aws:lambda:us-east-1:123456789012:function:f";
    const configuration = { functionArn, functionName: "f", memorySize: 128, timeout: 3, environment: {} };
    const events = Array.from({ length: 1_000 }, (_, i) => runtime.run(configuration, String(i)));
    await expect(runtime.run(configuration, "{}")).rejects.toEqual(new TooManyRequests());
    expect(log).toEqual(["lambda 'f': TooManyRequestsException: Rate Exceeded."]);
    expect(await Promise.all(events)).toEqual(events.map((_, i) => ({ payload: String(i) })));
    expect(await runtime.run(configuration, '"again"')).toEqual({ payload: '"again"' });
    runtime.stop();
  }, 60_000);
});
