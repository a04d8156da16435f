import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseMockConfig, selectTestCase } from "@sfn-websocket/languages/states-language/mock-config";
import type { TestCases } from "../account/mock-tasks";
import { createClock } from "../clock";
import { createDynamoDb } from "../dynamodb/dynamodb";
import { createFunctionRuntime } from "../lambda/function-runtime";
import { requireText } from "../require-text";
import { createMessageLines } from "./message-lines";
import { TraceStore } from "../trace/trace-store";
import type { Options } from "./options";
import { log, logEntries } from "./terminal";

/** What this machine lends to each version of what is served: tables, functions and open sockets outlive the versions. */
export function createWorld(options: Options, endpoint: () => string | undefined) {
  const { isQuiet, state, speed, functions, mock, forwards } = options;
  const clock = createClock(speed, log);
  return {
    clock,
    log,
    functions: createFunctionRuntime({ functions, clock, log, endpoint, codeFolder: state && join(state, "lambda") }),
    dynamodb: createDynamoDb({ log, now: clock.now, ...(state !== undefined && { path: join(state, "dynamodb") }) }),
    testCases: mock && readTestCases(mock),
    connections: new Map(),
    forwards,
    traces: new TraceStore(),
    report: isQuiet ? undefined : createMessageLines({ write: logEntries, now: Date.now, after: setTimer }),
  };
}

/** Nothing that is gathered for the terminal keeps the process running. */
const setTimer = (milliseconds: number, callback: () => void): void => void setTimeout(callback, milliseconds).unref();

function readTestCases({ file, testCase }: Required<Options>["mock"]): TestCases {
  return selectTestCase(
    parseMockConfig(
      requireText(file, () => readFileSync(file, "utf8")),
      file,
    ),
    testCase,
  );
}
