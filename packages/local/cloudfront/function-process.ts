/** The inside of the process that runs CloudFront functions: each run has a context of its own. */
import { createContext, runInContext, Script } from "node:vm";
import { openChannel } from "../process-channel";
import type { FunctionCall } from "./run-function";

/**
 * Makes `console`, which a function finds besides ECMAScript's own objects, and returns what calls the function's handler.
 * It takes what it needs of ECMAScript before the function can replace it; event and report cross the border as texts.
 */
const PRELUDE = `
(() => {
  const { parse, stringify } = JSON;
  const lines = [];
  const print = (value) => (typeof value === "string" ? value : stringify(value));
  const write = (...values) => void (lines[lines.length] = values.map(print).join(" "));
  globalThis.console = { log: write, error: write };
  return async (event) => {
    try {
      return stringify({ result: await handler(parse(event)), lines });
    } catch (error) {
      return stringify({ error: \`\${error}\`, lines });
    }
  };
})()
`;

// A function may leave a rejected promise behind; *assumed*: CloudFront takes no notice of it.
process.on("unhandledRejection", () => undefined);

const channel = openChannel(Number(process.argv[2]), (text) => {
  const message = JSON.parse(text) as FunctionCall | "ping";
  if (message === "ping") return channel.send("ready");
  run(message).then(channel.send, (error: unknown) =>
    channel.send(JSON.stringify({ error: describe(error), lines: [] })),
  );
});
channel.send("ready");

/** Returns the report, JSON text of a FunctionOutcome. An object of this realm in the context would lead out of it. */
async function run({ name, code, event }: FunctionCall): Promise<string> {
  const context = createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } });
  const callHandler = runInContext(PRELUDE, context) as (event: string) => Promise<string>;
  new Script(code, { filename: `${name}.js` }).runInContext(context);
  return String(await callHandler(event));
}

function describe(error: unknown): string {
  try {
    return String(error);
  } catch {
    return "an error without a text";
  }
}
