/** The inside of the thread that runs CloudFront functions: each run has a context of its own. */
import { createContext, runInContext, Script } from "node:vm";
import { parentPort } from "node:worker_threads";
import type { FunctionCall, FunctionOutcome } from "./run-function";

/** What a function finds besides ECMAScript's own objects. */
const CONSOLE = `
globalThis.__lines = [];
(() => {
  const print = (value) => (typeof value === "string" ? value : JSON.stringify(value));
  const write = (...values) => void __lines.push(values.map(print).join(" "));
  globalThis.console = { log: write, error: write };
})();
`;

/** Event and report cross the border as texts. */
const CALL = `
Promise.resolve()
  .then(() => handler(JSON.parse(__event)))
  .then((result) => JSON.stringify({ result, lines: __lines }))
  .catch((error) => JSON.stringify({ error: \`\${error}\`, lines: __lines }));
`;

// A function may leave a rejected promise behind; *assumed*: CloudFront takes no notice of it.
process.on("unhandledRejection", () => undefined);

parentPort?.on("message", (call: FunctionCall) => {
  run(call).then(reply, (error: unknown) => reply({ error: describe(error), lines: [] }));
});
reply("ready");

async function run({ name, code, event }: FunctionCall): Promise<FunctionOutcome> {
  const context = createContext({ __event: event }, { codeGeneration: { strings: false, wasm: false } });
  runInContext(CONSOLE, context);
  new Script(code, { filename: `${name}.js` }).runInContext(context);
  return JSON.parse(String(await runInContext(CALL, context))) as FunctionOutcome;
}

function describe(error: unknown): string {
  try {
    return String(error);
  } catch {
    return "an error without a text";
  }
}

function reply(message: FunctionOutcome | "ready"): void {
  parentPort?.postMessage(message);
}
