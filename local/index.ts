import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { parseMockConfig, selectTestCase } from "../languages/states-language/mock-config";
import { createAws, type Aws } from "./aws";
import { describeStages } from "./banner";
import { createClock } from "./clock";
import { createDynamoDb } from "./dynamodb/dynamodb";
import { createFunctionRuntime } from "./lambda/function-runtime";
import { checkMocks } from "./mock-tasks";
import { type Options, readOptions, USAGE } from "./options";
import { createServer } from "./server";
import { synthesize } from "./synthesize";
import { loadStack } from "./terraform/load-stacks";
import { readStacks } from "./terraform/synthesized";
import { watchFiles } from "./watch";

/** The only address listened on: nothing here is for another machine. */
const HOST = "127.0.0.1";

void main().catch((error: Error) => {
  process.stderr.write(`error: ${error.message}\n`);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const options = readCommandLine();
  if (!options) return;
  const load = createLoader(options);
  let aws = await load();
  const server = createServer({ aws: () => aws, log });
  const port = await listen(server.http, options.port);
  const origin = `ws://${HOST}:${port}`;
  process.stdout.write(`${describeStages(aws, origin)}${speedNotice(options)}Ctrl-C stops\n`);
  const closing: (() => Promise<void>)[] = [server.close];
  stopOnSignal(() => Promise.all(closing.map((close) => close())));
  const stopWatching = await watchFiles(options.path ?? process.cwd(), async (file) => {
    try {
      aws = await load();
      process.stdout.write(`${file} changed: the new version is served\n${describeStages(aws, origin)}`);
    } catch (error) {
      log(`${file} changed, and the new version cannot be served; the old one goes on\n${(error as Error).message}`);
    }
  });
  closing.push(stopWatching);
}

function readCommandLine(): Options | undefined {
  try {
    const options = readOptions(process.argv.slice(2), process.env);
    if (!options.help) return options;
    process.stdout.write(USAGE);
  } catch (error) {
    process.stderr.write(`error: ${(error as Error).message}\n\n${USAGE}`);
    process.exitCode = 2;
  }
  return undefined;
}

/**
 * Returns a function that reads the stacks anew and resolves to an AWS which has them; a failure leaves nothing behind.
 * Tables and functions outlive the versions of the stacks.
 */
function createLoader({ path, speed, functions, mock }: Options): () => Promise<Aws> {
  const clock = createClock(speed);
  const world = {
    clock,
    log,
    functions: createFunctionRuntime({ functions, clock, log }),
    dynamodb: createDynamoDb({ log }),
    testCases: mock && selectTestCase(parseMockConfig(readFileSync(mock.file, "utf8"), mock.file), mock.testCase),
  };
  return async () => {
    const aws = createAws(world);
    for (const stack of readStacks(path ?? (await synthesize(process.cwd())))) loadStack(stack, aws);
    if (world.testCases)
      checkMocks(
        world.testCases,
        aws.regions().flatMap(({ stepfunctions }) => stepfunctions.stateMachines()),
      );
    return aws;
  };
}

function speedNotice({ speed }: Options): string {
  return speed === 1
    ? ""
    : `time passes ${speed} times as fast as real: waits, timeouts and limits are that much shorter\n`;
}

function listen(http: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE"
          ? new Error(`--port: port ${port} is taken, got '${port}'; stop what listens there, or choose another`)
          : error,
      ),
    );
    http.listen(port, HOST, () => resolve((http.address() as AddressInfo).port));
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

function log(line: string): void {
  process.stderr.write(`${new Date().toISOString().slice(11, 23)} ${line}\n`);
}
