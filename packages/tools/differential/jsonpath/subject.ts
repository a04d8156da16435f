import {
  compilePath,
  InvalidPathError,
  JsonPathError,
  PathNotFoundError,
} from "@sfn-websocket/languages/jsonpath/compile-path";
import type { JsonPath } from "@sfn-websocket/languages/jsonpath/compile-path";
import type { Json } from "@sfn-websocket/languages/json";
import { stepFunctionsDialect } from "@sfn-websocket/languages/jsonpath/step-functions-dialect";
import type { Answer, Case, Subject } from "../subject";
import { generateDocument } from "./generate-document";
import { generatePath } from "./generate-path";

/** Step Functions' paths beside Jayway JsonPath 2.0.0, which Debian's package still is. */
export const jsonpath: Subject = {
  engine: "Jayway JsonPath 2.0.0",
  program: "packages/tools/differential/jsonpath/JsonPathOracle.java",
  jars: [
    "json-path-2.0.0.jar",
    "slf4j-api.jar",
    "slf4j-nop.jar",
    "json-smart.jar",
    "jackson-core.jar",
    "jackson-databind.jar",
    "jackson-annotations.jar",
  ],
  packages: "libjsonpath-java libjackson2-databind-java",
  generate: (random) => ({ text: generatePath(random), document: generateDocument(random) }),
  answer: answerPath,
  agree: (ours, theirs) => ours.kind === theirs.kind && ours.text === theirs.text,
};

/** This project's answer: of an indefinite path that finds nothing, no message is compared. */
export function answerPath({ text, document }: Case): Answer {
  const path = compile(text);
  if (path === undefined) return { kind: "invalid", text: "" };
  try {
    const value = path.read(JSON.parse(document) as Json);
    return { kind: path.definite ? "definite" : "indefinite", text: JSON.stringify(value) };
  } catch (error) {
    if (error instanceof PathNotFoundError) return { kind: "missing", text: path.definite ? error.message : "" };
    if (error instanceof JsonPathError) return { kind: "failed", text: "" };
    throw error;
  }
}

function compile(text: string): JsonPath | undefined {
  try {
    return compilePath(text, stepFunctionsDialect);
  } catch (error) {
    if (error instanceof InvalidPathError) return undefined;
    throw error;
  }
}
