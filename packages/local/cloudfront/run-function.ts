import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import { isJsonObject, type Json } from "@sfn-websocket/languages/jsonpath/json";
import { startThread } from "../start-thread";

/** One run of a function. */
export interface FunctionCall {
  readonly name: string;
  readonly code: string;
  /** JSON text. */
  readonly event: string;
}

/** What running a function came to. */
export interface FunctionOutcome {
  /** What its handler returned, undefined where it failed. */
  readonly result?: Json;
  /** Why it failed. */
  readonly error?: string;
  /** What it wrote with `console`, a line each. */
  readonly lines: readonly string[];
}

/** Milliseconds that pass. *Assumed*: AWS allows about 1 of computing, which a busy machine does not measure so well. */
const LONGEST_RUN = 500;
/** Of the thread, MB: its own program needs most of it. */
const HEAP = 128;

/** The thread of this process that runs functions, one at a time; it is started when the first one runs. */
let thread: Promise<Worker> | undefined;
let last: Promise<unknown> = Promise.resolve();

/**
 * Runs the function's `handler` with an event, in a thread and a context of its own that has ECMAScript's objects and
 * `console`, nothing of Node.js; a promise that it returns is awaited. It never rejects. The context keeps a function from
 * what CloudFront has not, by accident: it is no security boundary, which node:vm is not made for, and the code is the
 * developer's own.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
 */
export function runFunction(name: string, code: string, event: Json): Promise<FunctionOutcome> {
  const call: FunctionCall = { name, code, event: JSON.stringify(event) };
  const outcome = last.then(() => runAlone(call)).catch((error: Error) => ({ error: error.message, lines: [] }));
  last = outcome;
  return outcome;
}

async function runAlone(call: FunctionCall): Promise<FunctionOutcome> {
  const known = thread && (await thread);
  // The last function may have left a loop behind, which is not this one's fault.
  const isFree = known !== undefined && (await ask(known, "ping")).failure === undefined;
  const worker = isFree ? known : await (thread = startFunctionThread());
  const { reply = "", failure } = await ask(worker, call);
  return failure === undefined ? readReport(reply) : { error: failure, lines: [] };
}

interface Reply {
  readonly reply?: string;
  /** Why there is none; the thread is ended. */
  readonly failure?: string;
}

function ask(worker: Worker, question: FunctionCall | "ping"): Promise<Reply> {
  return new Promise((resolve) => {
    let isOver = false;
    const end = (outcome: Reply) => {
      isOver = true;
      clearTimeout(timer);
      worker.off("message", take).off("error", fail);
      resolve(outcome);
    };
    const stop = (failure: string) => {
      if (isOver) return;
      thread = undefined;
      end({ failure });
      void worker.terminate();
    };
    const take = (reply: string) => end({ reply });
    const fail = (error: Error) => stop(error.message);
    // An outcome that came in time may wait behind the timer.
    const expire = () => setImmediate(() => stop(`it runs longer than ${LONGEST_RUN} ms`));
    const timer = setTimeout(expire, LONGEST_RUN);
    worker.once("message", take);
    worker.once("error", fail);
    worker.postMessage(question);
  });
}

/** A function can change how its own realm prints, so that the report is not trusted. */
function readReport(text: string): FunctionOutcome {
  const report: Json = JSON.parse(text);
  const { result, error, lines } = isJsonObject(report) ? report : {};
  if (!isTexts(lines)) return { error: `it changed what it is reported by, got ${text}`, lines: [] };
  if (typeof error === "string") return { error, lines };
  return { ...(result !== undefined && { result }), lines };
}

const isTexts = (value: Json | undefined): value is string[] =>
  Array.isArray(value) && value.every((each) => typeof each === "string");

function startFunctionThread(): Promise<Worker> {
  const worker = startThread(join(__dirname, "function-thread.ts"), {
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: HEAP },
  });
  // A thread that ends between two runs is noticed by the next one.
  worker.on("error", () => undefined);
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      thread = undefined;
      reject(error);
    };
    worker.once("error", fail);
    worker.once("message", () => resolve(worker.off("error", fail)));
  });
}
