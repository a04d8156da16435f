import { join } from "node:path";
import { isJsonObject, type Json } from "@sfn-websocket/languages/json";
import { type ProcessEnd, type StartedProcess, startProcess } from "../start-process";

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
/** MB of the process. *Assumed*: CloudFront's limit is 2 of the function alone, which nothing here can tell from its process. */
const MEMORY = 128;

/** The process that runs functions, one at a time; it is started when the first one runs. */
let current: FunctionProcess | undefined;
let last: Promise<unknown> = Promise.resolve();

/**
 * Runs the function's `handler` with an event, in a process and a context of its own that has ECMAScript's objects and
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
  // The last function may have left a loop behind, which is not this one's fault.
  const isFree = current !== undefined && (await ask(current, "ping")).failure === undefined;
  const chosen = isFree && current ? current : (current = startFunctionProcess());
  const failed = await chosen.ready;
  const { reply = "", failure } = failed ?? (await ask(chosen, call));
  return failure === undefined ? readReport(reply) : { error: failure, lines: [] };
}

type Reply =
  { readonly reply: string; readonly failure?: undefined } | { readonly reply?: undefined; readonly failure: string };

interface FunctionProcess {
  readonly started: StartedProcess;
  /** Settles when the process takes questions, or with why it never will. */
  readonly ready: Promise<Reply | undefined>;
  /** Takes the next reply; what comes while nothing is asked is dropped. */
  take?: ((reply: Reply) => void) | undefined;
}

/** Resolves to the process's reply, or to why there is none: then the process is ended. */
function ask(asked: FunctionProcess, question: FunctionCall | "ping"): Promise<Reply> {
  return new Promise((resolve) => {
    // A reply that came in time may wait behind the timer.
    const expire = () => setImmediate(() => asked.take?.({ failure: `it runs longer than ${LONGEST_RUN} ms` }));
    const timer = setTimeout(expire, LONGEST_RUN);
    asked.started.ref();
    asked.take = (reply) => {
      asked.take = undefined;
      clearTimeout(timer);
      asked.started.unref();
      if (reply.failure !== undefined) stop(asked);
      resolve(reply);
    };
    asked.started.send(JSON.stringify(question));
  });
}

function stop({ started }: FunctionProcess): void {
  if (current?.started === started) current = undefined;
  started.kill();
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

function startFunctionProcess(): FunctionProcess {
  let becomeReady: ((failed?: Reply) => void) | undefined;
  const take = (reply: Reply) => {
    if (!becomeReady) return made.take?.(reply);
    becomeReady(reply.failure === undefined ? undefined : reply);
    becomeReady = undefined;
  };
  const fail = (failure: string) => {
    stop(made);
    take({ failure });
  };
  const started = startProcess(join(__dirname, "function-process.ts"), {
    argument: String(MEMORY),
    env: {},
    heap: MEMORY,
    onMessage: (reply) => take({ reply }),
    onNoise: () => fail("it sends what is no report"),
    // Its own lines are in its report: these are Node.js's about its end.
    onLine: () => undefined,
    wantsLines: () => false,
    onEnd: (end) => fail(describeEnd(end)),
  });
  const made: FunctionProcess = { started, ready: new Promise((resolve) => (becomeReady = resolve)) };
  return made;
}

/** Only the watch over the process's memory and V8's own limit end it by these. */
function describeEnd(end: ProcessEnd): string {
  if (end === "SIGKILL" || end === "SIGABRT" || end === "SIGTRAP") return `it needs more than ${MEMORY} MB`;
  return `its process ended with ${end}`;
}
