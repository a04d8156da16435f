/** The inside of an execution environment: the program of a worker thread, which loads one function and runs its events. */
import { createRequire } from "node:module";
import { parse, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import { isJsonObject, type Json } from "@sfn-websocket/languages/jsonpath/json";
import {
  describeImportError,
  describeMissingHandler,
  describeThrown,
  describeUnhandledRejection,
  printResponse,
} from "./function-error";
import { createContext } from "./function-context";
import { installLocalNetwork } from "./local-network";
import type {
  FunctionCallback,
  FunctionError,
  FunctionHandler,
  WorkerInvocation,
  WorkerMessage,
  WorkerStart,
} from "./worker-messages";

const { module: file, handler: name, endpoint } = workerData as WorkerStart;
const network = installLocalNetwork(endpoint);
const requireModule = createRequire(file);
const own = new Set(Object.keys(requireModule.cache));

process.on("uncaughtException", (error) => fail(describeThrown(error), true));
process.on("unhandledRejection", (reason) => fail(describeUnhandledRejection(reason), true));

void start();

async function start(): Promise<void> {
  let exports: unknown;
  try {
    exports = await loadModule();
  } catch (error) {
    return fail(describeImportError(error), true);
  }
  const handler = findHandler(exports);
  if (!handler) return fail(describeMissingHandler(parse(file).name, name), true);
  parentPort?.on("message", (invocation: WorkerInvocation) => invoke(handler, invocation));
  send({ kind: "ready", files: loadedFiles() });
}

async function loadModule(): Promise<unknown> {
  try {
    return requireModule(file);
  } catch (error) {
    if (!needsImport(error as NodeJS.ErrnoException)) throw error;
    return import(pathToFileURL(file).href);
  }
}

/** What require cannot load, import can: JavaScript modules that await at their top. */
function needsImport({ code, message }: NodeJS.ErrnoException): boolean {
  return code === "ERR_REQUIRE_ESM" || code === "ERR_REQUIRE_ASYNC_MODULE" || message.includes("Top-level await");
}

function findHandler(exports: unknown): FunctionHandler | undefined {
  const { [name]: named, default: fallback } = exports as Record<string, unknown>;
  const found = named ?? (fallback as Record<string, unknown> | undefined)?.[name];
  return typeof found === "function" ? (found as FunctionHandler) : undefined;
}

function invoke(handler: FunctionHandler, invocation: WorkerInvocation): void {
  const context = createContext(invocation, (error, result) => callback(error, result));
  const answer = answerOnce();
  let isCalled = false;
  const callback: FunctionCallback = (error, result) => {
    if (isCalled) return;
    isCalled = true;
    if (error !== undefined && error !== null) return answer({ error: describeThrown(error) });
    if (context.callbackWaitsForEmptyEventLoop) return whenIdle(() => answer(printResponse(result)));
    answer(printResponse(result));
  };
  try {
    const event = JSON.parse(invocation.event) as Json;
    const domainName = findDomainName(event);
    if (domainName !== undefined) network.add(domainName);
    const returned = handler(event, context, callback);
    if (!isPromise(returned)) return isCalled ? undefined : whenIdle(() => answer(printResponse(undefined)));
    returned.then(
      (result) => answer(printResponse(result)),
      (error: unknown) => answer({ error: describeThrown(error) }),
    );
  } catch (error) {
    answer({ error: describeThrown(error) });
  }
}

/** The host of the API that sends the event: its own, or a custom domain name. */
function findDomainName(event: Json): string | undefined {
  const context = isJsonObject(event) ? event.requestContext : undefined;
  const domainName = isJsonObject(context) ? context.domainName : undefined;
  return typeof domainName === "string" ? domainName : undefined;
}

type Answer = { readonly payload: string } | { readonly error: FunctionError };

/** Only a function's first answer to an event counts. */
function answerOnce(): (answer: Answer) => void {
  let isAnswered = false;
  return (answer) => {
    if (isAnswered) return;
    isAnswered = true;
    process.removeAllListeners("beforeExit");
    parentPort?.ref();
    if ("error" in answer) return fail(answer.error, false);
    send({ kind: "result", payload: answer.payload, files: loadedFiles() });
  };
}

/** Lambda waits for a function without a promise until its event loop has nothing more to do. */
function whenIdle(act: () => void): void {
  process.removeAllListeners("beforeExit");
  process.once("beforeExit", act);
  parentPort?.unref();
}

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof (value as { then?: unknown } | null | undefined)?.then === "function";

function loadedFiles(): readonly string[] {
  const packages = `${sep}node_modules${sep}`;
  const files = Object.keys(requireModule.cache).filter((each) => !own.has(each) && !each.includes(packages));
  return [...new Set([file, ...files])];
}

function fail(error: FunctionError, isFatal: boolean): void {
  send({ kind: "error", error, isFatal });
}

function send(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}
