import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createStyle, type Style } from "@sfn-websocket/run/terminal";
import { selectTestCase } from "@sfn-websocket/languages/states-language/execution/mock-config";
import type { AwsWorld } from "../account/aws";
import type { TestCases } from "../account/mock-tasks";
import { createClock } from "../clock";
import { createDynamoDb } from "../dynamodb/dynamodb";
import { createFunctionRuntime } from "../lambda/function-runtime";
import { nameTemplateFiles } from "../trace/name-template-files";
import type { Trace } from "../trace/trace";
import type { TraceSource } from "../trace/trace-source";
import { TraceStore } from "../trace/trace-store";
import { createMessageLines } from "./message-lines";
import { type ChosenMock, readMockConfig } from "./mock-options";
import type { Options } from "./options";
import { log, logDrawn, printData } from "./terminal";

/** What this machine lends to each version of what is served: tables, functions and open sockets outlive the versions. */
export function createWorld(options: Options, endpoint: () => string | undefined) {
  const { state, speed, functions, mock, forwards } = options;
  const clock = createClock(speed, log);
  const traces = options.keepsTraces ? new TraceStore() : undefined;
  if (options.isJson && traces) printTraces(traces);
  return {
    clock,
    log,
    functions: createFunctionRuntime({ functions, clock, log, endpoint, codeFolder: state && join(state, "lambda") }),
    dynamodb: createDynamoDb({ log, now: clock.now, ...(state !== undefined && { path: join(state, "dynamodb") }) }),
    testCases: mock && readTestCases(mock),
    connections: new Map(),
    forwards,
    traces,
    ...(!options.isQuiet && tellEvents(options)),
  };
}

/** One line an event in the terminal, and where it is asked for the whole trace below it. */
function tellEvents({ isVerbose }: Options): Pick<AwsWorld, "report" | "reportCall" | "reportExecution"> {
  const style = createStyle(process.stderr, process.env);
  const describe = isVerbose ? createDescribeTrace(style) : undefined;
  const tell = createMessageLines({ write: logDrawn, now: Date.now, after: setTimer, style, describe });
  return {
    report: (steps) => tell({ kind: "event", steps }),
    reportCall: (call) => tell({ kind: "call", call }),
    reportExecution: (trail) => tell({ kind: "execution", trail }),
  };
}

/** Loaded when the first trace is printed. */
const loadPrinter = () => require("../trace/print-trace") as typeof import("../trace/print-trace");
const loadReader = () => require("../trace/read-source") as typeof import("../trace/read-source");

const loadFiles = () => require("../console/project-files") as typeof import("../console/project-files");

/** Names the files of a trace's templates. */
function createNameFiles(): (trace: Trace) => Trace {
  const findFile = loadFiles().createFindTemplate(process.cwd());
  return (trace) => nameTemplateFiles(trace, findFile);
}

/** All but the first line of a trace, which the line of the event tells. */
function createDescribeTrace(style: Style): (source: TraceSource) => readonly string[] {
  const nameFiles = createNameFiles();
  return (source) => {
    const trace = nameFiles(loadReader().render(0, source));
    return loadPrinter().printTrace(trace, style).trimEnd().split("\n").slice(1);
  };
}

/** Writes each trace that has ended as one line of JSON. */
function printTraces(traces: TraceStore): void {
  const { render, summarize } = loadReader();
  const nameFiles = createNameFiles();
  traces.subscribe((id, source) => {
    if (summarize(id, source).outcome !== "running") printData(JSON.stringify(nameFiles(render(id, source))));
  });
}

/** Nothing that is gathered for the terminal keeps the process running, and nothing of it is lost when that ends. */
function setTimer(milliseconds: number, callback: () => void): void {
  const run = () => {
    process.off("exit", run);
    callback();
  };
  process.once("exit", run);
  setTimeout(run, milliseconds).unref();
}

const readTestCases = (mock: ChosenMock): TestCases =>
  selectTestCase(
    readMockConfig(mock, (path) => readFileSync(path, "utf8")),
    mock.testCase,
  );
