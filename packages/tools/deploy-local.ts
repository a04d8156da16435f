import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand, STATUS } from "@sfn-websocket/run/command";
import { readColumns } from "@sfn-websocket/run/terminal";
import { describeCalls } from "./deploy-local/list-addresses";
import { COMMANDS, type Options, readOptions, USAGE } from "./deploy-local/options";
import { createProgress } from "./deploy-local/progress";
import { describeFailure, runCdktf } from "./deploy-local/run-cdktf";
import { isolateEnvironment } from "./isolate-environment";
import { LOCAL_ENDPOINT } from "./smoke/local-deployments";
import { chooseProvider } from "@sfn-websocket/run/choose-provider";

/** Milliseconds until an endpoint that does not answer counts as none. */
const PATIENCE = 5_000;

void runCommand({ name: "npm run deploy:local", usage: USAGE, readOptions, run: runLocally });

async function runLocally({ name, endpoint, prefix }: Options): Promise<number> {
  await readPage(endpoint);
  const folder = mkdtempSync(join(tmpdir(), "deploy-local-"));
  const output = `cdktf.out.${prefix}`;
  const columns = isDrawnOver(process.stdout) ? readColumns(process.stdout, process.env) : undefined;
  const print = (text: string) => void process.stdout.write(text);
  try {
    const { status, printed } = await runCdktf({
      // A folder of its own: `npm start` and deployments to AWS are left alone.
      command: [...(COMMANDS[name] ?? []), "--output", output],
      env: {
        ...isolateEnvironment(endpoint),
        WEBSOCKET_API_BACKEND: "local",
        WEBSOCKET_API_RESOURCE_PREFIX: prefix,
        ...chooseProvider(folder, (line) => void process.stderr.write(`${line}\n`)),
      },
      progress: createProgress({ write: print, columns }),
      isPrinted: name === "diff",
      print,
    });
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
