import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { parseMockConfig, selectTestCase } from "@sfn-websocket/languages/states-language/mock-config";
import { runInTurns } from "@sfn-websocket/languages/states-language/steps";
import { createAws, type Aws } from "../account/aws";
import { openAwsState } from "../account/aws-state";
import { lockFolder } from "../account/lock-folder";
import { createBanner, nameHost } from "./banner";
import { createClock } from "../clock";
import { createDynamoDb } from "../dynamodb/dynamodb";
import { createFunctionRuntime } from "../lambda/function-runtime";
import { requireMocks, type TestCases } from "../account/mock-tasks";
import { describeError, type Options } from "./options";
import { requireText } from "../require-text";
import { createServer } from "../http/server";
import { synthesize } from "./synthesize";
import { describeUnloggedStages } from "../terraform/check-logging";
import { type LoadedStack, loadInSteps } from "../terraform/load-stacks";
import { readStacks } from "../terraform/synthesized";
import { openInspector } from "./open-inspector";
import { watchFiles } from "./watch";
import { catchUncaught } from "./last-resort";
import { createMessageLines } from "./message-lines";
import { log, logEntries, print } from "./terminal";
import { keepYoungGeneration } from "./young-generation";

/** Serves what the options say until the process is told to end; `synthesized` is the folder of the first version. */
export async function runServer(options: Options, synthesized: Promise<string> | undefined): Promise<void> {
  if (options.inspect !== undefined) openInspector(options.inspect);
  let port: number | undefined;
  const endpoint = () => (port === undefined ? undefined : `http://${nameHost(options.host)}:${port}`);
  const load = createLoader(options, synthesized, endpoint);
  if (options.state !== undefined) await lockFolder(options.state);
  const state = options.state === undefined ? undefined : openAwsState(options.state);
  let aws = await load();
  state?.restore(aws);
  const banner = createBanner(options);
  const changed = async (current: Aws): Promise<void> => {
    await state?.save(current);
    banner.printStages(current);
  };
  const server = createServer({ aws: () => aws, log, changed, isExposed: options.host !== "127.0.0.1" });
  port = await listen(server.http, options);
  keepYoungGeneration();
  catchUncaught({ isServing: () => server.http.listening, log, exit: (status) => process.exit(status) });
  const closing: (() => Promise<void>)[] = [server.close];
  // Before the banner says how to stop it.
  stopOnSignal(() => Promise.all(closing.map((close) => close())));
  banner.start(aws, port);
  options.unusedForwards.forEach(log);
  if (options.isEmpty) return;
  const changeFile = async (file: string): Promise<void> => {
    print(`${file} changed: the new version is made ready\n`);
    try {
      const next = await load(aws);
      if (next === aws) return print(`${file} changed: nothing that the stacks say, they are served as before\n`);
      aws = next;
      print(`${file} changed: the new version is served\n`);
      banner.printStages(aws);
    } catch (error) {
      log(
        `${file} changed, and the new version cannot be served; the old one goes on\n${describeError(error as Error)}`,
      );
    }
  };
  closing.push(await watchFiles({ path: options.path ?? process.cwd(), changed: changeFile, log }));
}

/**
 * Returns a function that reads the stacks anew and resolves to an AWS which has them, to `current` where they are as they
 * were; a failure leaves nothing behind.
 * Tables and functions outlive the versions of the stacks.
 */
function createLoader(
  options: Options,
  synthesized: Promise<string> | undefined,
  endpoint: () => string | undefined,
): (current?: Aws) => Promise<Aws> {
  const { path, isEmpty, isQuiet, state, speed, functions, mock, forwards } = options;
  const clock = createClock(speed, log);
  const world = {
    clock,
    log,
    functions: createFunctionRuntime({ functions, clock, log, endpoint, codeFolder: state && join(state, "lambda") }),
    dynamodb: createDynamoDb({ log, now: clock.now, ...(state !== undefined && { path: join(state, "dynamodb") }) }),
    testCases: mock && readTestCases(mock),
    connections: new Map(),
    forwards,
    report: isQuiet ? undefined : createMessageLines({ write: logEntries, now: Date.now, after: setTimer }),
  };
  let first = synthesized;
  let told = "";
  let warned = "";
  let served = "";
  return async (current) => {
    if (isEmpty) return createAws(world);
    const folder = path ?? (await (first ?? synthesize(process.cwd())));
    first = undefined;
    const read = readStacks(folder);
    const text = JSON.stringify(read);
    if (current !== undefined && text === served) return current;
    const aws = createAws(world);
    const stacks: LoadedStack[] = [];
    for (const stack of read) stacks.push(await runInTurns(loadInSteps(stack, aws)));
    told = tellNotServed(stacks, told);
    warned = tellOnce(
      read.flatMap(({ warnings = [] }) => warnings.map((warning) => `warning: ${warning}`)),
      warned,
    );
    for (const line of describeUnloggedStages(aws)) log(line);
    if (world.testCases)
      requireMocks(
        world.testCases,
        aws.regions().flatMap(({ stepfunctions }) => stepfunctions.stateMachines()),
      );
    served = text;
    return aws;
  };
}

/** Nothing that is gathered for the terminal keeps the process running. */
const setTimer = (milliseconds: number, callback: () => void): void => void setTimeout(callback, milliseconds).unref();

/** Tells, if it is another than was told last, what of the stacks is not here; returns it. */
function tellNotServed(stacks: readonly LoadedStack[], before: string): string {
  const lines = stacks
    .filter(({ notServed }) => notServed.length > 0)
    .map(({ name, notServed }) => `${name}: not served here: ${notServed.join(", ")}`);
  return tellOnce(lines, before);
}

/** Logs the lines, if they are others than were told last; returns them. */
function tellOnce(lines: readonly string[], before: string): string {
  if (lines.join() !== before) lines.forEach(log);
  return lines.join();
}

function readTestCases({ file, testCase }: Required<Options>["mock"]): TestCases {
  return selectTestCase(
    parseMockConfig(
      requireText(file, () => readFileSync(file, "utf8")),
      file,
    ),
    testCase,
  );
}

function listen(http: Server, { port, host }: Pick<Options, "port" | "host">): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE"
          ? new Error(`--port: port ${port} is taken, got '${port}'; stop what listens there, or choose another`)
          : new Error(`--host: cannot be listened on, got '${host}:${port}' (${error.code}); choose another`),
      ),
    );
    http.listen(port, host, () => {
      http
        .removeAllListeners("error")
        .on("error", (error) => log(`a connection could not be accepted: ${error.message}`));
      resolve((http.address() as AddressInfo).port);
    });
  });
}

/** npm hands the terminal's Ctrl-C on, so the signal comes twice: the first one counts. */
function stopOnSignal(stop: () => Promise<unknown>): void {
  let isStopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      void stop().finally(() => process.exit(0));
    });
}
