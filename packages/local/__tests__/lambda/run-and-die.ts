/** Usage: run-and-die.ts PORT. Runs a function that never yields, and is killed under it. */
import { join } from "node:path";
import { createFunctionRuntime } from "../../lambda/function-runtime";
import { createVirtualClock } from "../virtual-clock";

const module = join(__dirname, "functions", "spinning-connected.ts");
const functionArn = "arn:aws:lambda:us-east-1:123456789012:function:f";
const runtime = createFunctionRuntime({
  functions: new Map([["f", { module, handler: "handler" }]]),
  clock: createVirtualClock(),
  log: () => process.kill(process.pid, "SIGKILL"),
});
const configuration = { functionArn, functionName: "f", memorySize: 128, timeout: 3, environment: {} };
void runtime.run(configuration, process.argv[2] ?? "");
