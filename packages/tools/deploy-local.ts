import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand, STATUS } from "@sfn-websocket/run/command";
import { requireKnown } from "@sfn-websocket/run/parse-arguments";
import { readColumns } from "@sfn-websocket/run/terminal";
import { describeCalls } from "./deploy-local/list-addresses";
import {
  findMissedStack,
  listArguments,
  listAskedStacks,
  type Options,
  readOptions,
  USAGE,
} from "./deploy-local/options";
import { createProgress } from "./deploy-local/progress";
import { type CdktfEnd, describeFailure, runCdktf } from "./deploy-local/run-cdktf";
import { isolateEnvironment } from "./isolate-environment";
import { readSynthesized } from "./read-synthesized";
import { LOCAL_ENDPOINT } from "./smoke/local-deployments";
import { chooseProvider } from "@sfn-websocket/run/choose-provider";
import { makeTemporaryFolder } from "@sfn-websocket/run/temporary-folder";

/** Milliseconds until an endpoint that does not answer counts as none. */
const PATIENCE = 5_000;

void runCommand({ name: "npm run deploy:local", usage: USAGE, readOptions, run: runLocally });

async function runLocally(options: Options): Promise<number> {
  const { name, endpoint, prefix } = options;
  await readPage(endpoint);
  const folder = makeTemporaryFolder("deploy-local");
  const output = `cdktf.out.${prefix}`;
  const columns = isDrawnOver(process.stdout) ? readColumns(process.stdout, process.env) : undefined;
  const print = (text: string) => void process.stdout.write(text);
  try {
    const cdktf = {
      env: {
        ...isolateEnvironment(endpoint),
        WEBSOCKET_API_BACKEND: "local",
        WEBSOCKET_API_RESOURCE_PREFIX: prefix,
        ...chooseProvider(folder, (line) => void process.stderr.write(`${line}\n`)),
      },
      progress: createProgress({ write: print, columns }),
      isPrinted: name === "diff",
      print,
    };
    const { status, printed } = await runStacks(options, (command) =>
      // A folder of its own: `npm start` and deployments to AWS are left alone.
      runCdktf({ ...cdktf, command: [...command, "--output", output] }),
    );
    const missed = status === 0 ? undefined : findMissedStack(printed);
    if (missed !== undefined) requireKnown("STACK", missed, [...readSynthesized(output).keys()]);
    if (status !== 0) {
      process.stderr.write(describeFailure(printed));
      return STATUS.no;
    }
    if (name !== "deploy") return STATUS.done;
    // So that `npm run smoke` finds what was deployed here.
    writeFileSync(join(output, LOCAL_ENDPOINT), `${JSON.stringify({ endpoint })}\n`);
    print(describeCalls(await readPage(endpoint)));
    return STATUS.done;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs cdktf once, or once for each stack where it takes one of several at a time, until it fails. */
async function runStacks(options: Options, run: (command: readonly string[]) => Promise<CdktfEnd>): Promise<CdktfEnd> {
  const isOneByOne = options.name === "diff" && options.stacks.length > 1;
  const [only, ...others] = isOneByOne ? options.stacks : [];
  let ended = await run(listArguments(only === undefined ? options : { ...options, stacks: [only] }));
  const asked = only === undefined && ended.status !== 0 ? listAskedStacks(ended.printed) : [];
  if (ended.status !== 0 && asked.length === 0) return ended;
  for (const stack of [...others, ...asked]) {
    ended = await run([...listArguments({ ...options, stacks: [stack] }), "--skip-synth"]);
    if (ended.status !== 0) return ended;
  }
  return ended;
}

/** What the endpoint says of itself. */
async function readPage(endpoint: string): Promise<string> {
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    const page = await fetch(endpoint, { signal, headers: { accept: "text/plain" } });
    return await page.text();
  } catch {
    throw new Error(`--endpoint: nothing answers, got '${endpoint}'; start it with 'npm run endpoint'`);
  }
}

/** Whether a line can be taken back there. */
const isDrawnOver = ({ isTTY }: NodeJS.WriteStream): boolean => isTTY && process.env.TERM !== "dumb";
