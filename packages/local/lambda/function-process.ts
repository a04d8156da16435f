/** The inside of an execution environment: the program of a process, which loads one function and runs its events. */
import "./read-typescript";
import { createRequire } from "node:module";
import { parse, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { isJsonObject, type Json } from "@sfn-websocket/languages/json";
import { openChannel } from "../process-channel";
import {
  describeImportError,
  describeMissingHandler,
  describeThrown,
  describeUnhandledRejection,
  limitError,
  printResponse,
} from "./function-error";
import { createContext } from "./function-context";
import { installLocalNetwork, type LocalNetwork } from "./local-network";
import type {
  FunctionCallback,
  FunctionError,
  FunctionEvent,
  FunctionHandler,
  ProcessMessage,
  ProcessStart,
} from "./process-messages";

const start = JSON.parse(process.argv[2] ?? "") as ProcessStart;
const channel = openChannel(start.memorySize, (text) => receive(JSON.parse(text) as FunctionEvent));
let receive: (event: FunctionEvent) => void = () => undefined;

process.on("uncaughtException", (error) => end(describeThrown(error)));
process.on("unhandledRejection", (reason) => end(describeUnhandledRejection(reason)));

void load(start);

async function load({ module: file, handler: name, endpoint }: ProcessStart): Promise<void> {
  const network = installLocalNetwork(endpoint);
  const requireModule = createRequire(file);
  const listFiles = createFileList(file, requireModule);
  let exports: unknown;
  try {
    exports = await loadModule(file, requireModule);
  } catch (error) {
    return end(describeImportError(error));
  }
  const handler = findHandler(exports, name);
  if (!handler) return end(describeMissingHandler(parse(file).name, name));
  const world: FunctionWorld = { handler, network, listFiles };
  receive = (event) => invoke(world, event);
  send({ kind: "ready", files: listFiles() });
}

/** What an event meets. */
interface FunctionWorld {
  readonly handler: FunctionHandler;
  readonly network: LocalNetwork;
  readonly listFiles: () => readonly string[];
}

async function loadModule(file: string, requireModule: NodeJS.Require): Promise<unknown> {
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

function findHandler(exports: unknown, name: string): FunctionHandler | undefined {
  const { default: fallback } = exports as { readonly default?: unknown };
  const found = memberOf(exports, name) ?? memberOf(fallback, name);
  return typeof found === "function" ? (found as FunctionHandler) : undefined;
}

/** `a.b` is the member `b` of the member `a`. */
function memberOf(value: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((each, name) => (each as Readonly<Record<string, unknown>> | undefined)?.[name], value);
}

function invoke({ handler, network, listFiles }: FunctionWorld, invocation: FunctionEvent): void {
  const context = createContext(invocation, (error, result) => callback(error, result));
  const answer = answerOnce(invocation.requestId, listFiles);
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
function answerOnce(requestId: string, listFiles: () => readonly string[]): (answer: Answer) => void {
  let isAnswered = false;
  return (answer) => {
    if (isAnswered) return;
    isAnswered = true;
    process.removeAllListeners("beforeExit");
    channel.ref();
    if ("error" in answer) send({ kind: "failure", requestId, error: limitError(answer.error) });
    else send({ kind: "result", requestId, payload: answer.payload, files: listFiles() });
  };
}

/** Lambda waits for a function without a promise until its event loop has nothing more to do. */
function whenIdle(act: () => void): void {
  process.removeAllListeners("beforeExit");
  process.once("beforeExit", act);
  channel.unref();
}

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof (value as { then?: unknown } | null | undefined)?.then === "function";

/** Returns what lists the modules that were loaded for the function, those of packages left out. */
function createFileList(file: string, { cache }: NodeJS.Require): () => readonly string[] {
  const own = new Set(Object.keys(cache));
  const packages = `${sep}node_modules${sep}`;
  return () => {
    const files = Object.keys(cache).filter((each) => !own.has(each) && !each.includes(packages));
    return [...new Set([file, ...files])];
  };
}

function end(error: FunctionError): void {
  send({ kind: "end", error: limitError(error) });
}

function send(message: ProcessMessage): void {
  channel.send(JSON.stringify(message));
}
