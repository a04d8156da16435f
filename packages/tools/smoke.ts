import { relative } from "node:path";
import { text } from "node:stream/consumers";
import { runCommand, STATUS } from "@sfn-websocket/run/command";
import { createStyle } from "@sfn-websocket/run/terminal";
import { describeNewerSource } from "./newer-source";
import { CLOCK, exchange } from "./smoke/exchange";
import { addQuery } from "./smoke/handshake-options";
import { exchangeUntilSettled } from "./smoke/exchange-until-settled";
import { requireAddress } from "./smoke/require-address";
import { judgeExchange } from "./smoke/judge-exchange";
import { listSecrets } from "./smoke/list-secrets";
import { readSmokeOptions, type SmokeOptions } from "./smoke/options";
import { printOutputs } from "./smoke/print-outputs";
import { type Address, printExchange, printJson, printProblem } from "./smoke/print-report";
import { readAnswer } from "./smoke/read-answer";
import type { Endpoint } from "./smoke/read-endpoints";
import { findHeader } from "./smoke/read-headers";
import { askByHttp, nameConsole, readLatest, readTrace } from "./smoke/read-trace";
import { requireMessage } from "./smoke/send-message";
import { signHandshake } from "./smoke/sign-handshake";
import { isLocal } from "./smoke/sent";
import { hideSecrets } from "./smoke/terminal";
import { USAGE } from "./smoke/usage";
import { findJson } from "@sfn-websocket/languages/json";

/** Milliseconds that AWS is given after a first deployment. */
const SETTLING = 60_000;

void runCommand({
  name: "npm run smoke",
  usage: USAGE,
  readOptions: (argv) => readSmokeOptions(argv, process.env),
  run: async (options) => smoke(await prepare(options)),
});

/** Everything that is needed to connect. */
interface Prepared extends SmokeOptions, Address {
  readonly url: string;
  /** What may not be printed. */
  readonly secrets: readonly string[];
}

/** Finds the address, reads the message, and signs the handshake: what can be wrong before anything is sent. */
async function prepare(options: SmokeOptions): Promise<Prepared> {
  const { url: address, from, output } = readAddress(options);
  if (output !== undefined) process.stderr.write(describeNewerSource(relative(process.cwd(), output)));
  const url = addQuery(address, options.query);
  const message = requireMessage(options.message === "-" ? await text(process.stdin) : options.message);
  const signed = options.iam ? await signHandshake({ ...options, url, environment: process.env }) : {};
  const headers = { ...options.headers, ...signed };
  return { ...options, url, from, message, headers, secrets: listSecrets(url, headers) };
}

function readAddress({ url, ...options }: SmokeOptions): Address & Partial<Pick<Endpoint, "output">> {
  return url === undefined ? requireAddress({ ...options, folder: process.cwd(), printOutputs }) : { url };
}

/** Prints what came of it, and resolves to the exit status. */
async function smoke(prepared: Prepared): Promise<number> {
  const { url, message, headers, timeout, connectTimeout, iam, secrets } = prepared;
  const isFinal = (answer: string) => readAnswer(answer).kind === "error";
  const isHere = isLocal({ url: new URL(url) });
  if (prepared.isExplained && !isHere)
    throw new Error("--explain: asks a server of this machine, got another one's address; drop it");
  const ask = askByHttp(nameConsole(url));
  const latest = prepared.isExplained ? await readLatest(ask) : 0;
  const exchanged = await exchangeUntilSettled({
    exchange: () => exchange({ ...prepared, isFinal, clock: CLOCK }),
    settle: prepared.settle ?? (isHere ? 0 : SETTLING),
    isLocal: isHere,
    clock: CLOCK,
    tell: (line) => void process.stderr.write(`${line}\n`),
  });
  const problem = judgeExchange(exchanged, prepared.expect, {
    url: new URL(url),
    message,
    action: readAction(message),
    isSigned: iam,
    hasApiKey: findHeader(headers, "x-api-key") !== undefined,
    timeout: timeout / 1000,
    connectTimeout: connectTimeout / 1000,
  });
  if (prepared.json) process.stdout.write(hideSecrets(printJson(exchanged, url, problem), secrets));
  else {
    const [stdout, stderr] = [createStyle(process.stdout, process.env), createStyle(process.stderr, process.env)];
    process.stdout.write(hideSecrets(printExchange(exchanged, prepared, stdout), secrets));
    if (problem) process.stderr.write(hideSecrets(printProblem(problem, stderr), secrets));
  }
  if (prepared.isExplained) {
    const trace = await readTrace(message, latest, ask);
    (prepared.json ? process.stderr : process.stdout).write(hideSecrets(`\n${trace}`, secrets));
  }
  return problem ? STATUS.no : STATUS.done;
}

/** As the route selection expression `$request.body.action` reads it. */
function readAction(message: string): string | undefined {
  const { action } = Object(findJson(message)) as { action?: unknown };
  return action === undefined || action === null ? undefined : String(action);
}
