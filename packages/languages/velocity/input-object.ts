import { compilePath, type JsonPath, JsonPathError } from "../jsonpath/compile-path";
import { EvaluationError } from "./errors";
import { writeJson } from "./print-value";
import { readJson } from "./read-json";
import { JavaDouble } from "./values";
import type { JavaMap, JavaObject, MethodTable, Value } from "./values";
import { spendWork } from "./work";

/** The request's parameters by place; a place without any may be left out. */
export type Parameters = {
  readonly [place in "path" | "querystring" | "header"]?: Readonly<Record<string, string>>;
};

const places = ["path", "querystring", "header"] as const;

/** The functions of a path whose result is a Double, whatever its size. */
const doubles = /\.(?:min|max|sum|avg|stddev)\([^()]*\)\s*$/;

/** Paths may come from clients: neither many nor long ones stay in memory. */
const paths = new Map<string, JsonPath<Value>>();
const MOST_PATHS = 1000;
const LONGEST_KEPT_PATH = 500;

/**
 * The object `$input`: the payload, parsed only if a path is asked for.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html
 */
export class InputObject implements JavaObject {
  readonly methods = inputMethods;
  readonly body: string;
  #document: Value | undefined;

  constructor(
    body: string,
    readonly parameters: Parameters,
  ) {
    // *recorded* of REST APIs: no payload is an empty object
    this.body = body === "" ? "{}" : body;
  }

  select(path: string): Value {
    // `..`, filters, `*`, functions, slices and lists may go through all of the payload, each for each place that the one before finds
    const wide = path.match(/\.\.|\?|\*|\(|:|,/g)?.length ?? 0;
    spendWork(1 + path.length * 2 + (this.body.length / 3) * wide);
    return selectValue(path, (this.#document ??= readPayload(this.body)));
  }
}

const inputMethods: MethodTable = {
  "getBody()": ({ body }: InputObject) => body,
  "path(String)": (input: InputObject, path: string) => input.select(path),
  // *recorded* from LocalStack's tests: what is missing, or null, is an empty text
  "json(String)": (input: InputObject, path: string) => writeJson(input.select(path) ?? ""),
  "params()": ({ parameters }: InputObject) =>
    new Map<string, Value>(places.map((place) => [place, listParameters(parameters, place)])),
  "params(String)": ({ parameters }: InputObject, name: string) => findParameter(parameters, name),
};

/** What may follow `$input.` in a template. */
export const INPUT_NAMES: readonly string[] = ["body", "json", "params", "path"];

function readPayload(payload: string): Value {
  try {
    return readJson(payload);
  } catch (error) {
    if (error instanceof JsonPathError)
      throw new EvaluationError(`Could not process payloadnet.minidev.json.parser.ParseException: ${error.message}`);
    throw error;
  }
}

/** Maps and numbers of the template's own kinds are what paths leave untouched. */
function selectValue(path: string, document: Value): Value {
  try {
    const selected = preparePath(path).find(document) ?? null;
    return typeof selected === "number" && doubles.test(path) ? new JavaDouble(selected) : selected;
  } catch (error) {
    if (error instanceof JsonPathError) throw new EvaluationError(`$input: ${error.message}`);
    throw error;
  }
}

function preparePath(text: string): JsonPath<Value> {
  const known = paths.get(text);
  if (known !== undefined) return known;
  const path = compilePath<Value>(text);
  if (text.length > LONGEST_KEPT_PATH) return path;
  if (paths.size >= MOST_PATHS) paths.clear();
  paths.set(text, path);
  return path;
}

function listParameters(parameters: Parameters, place: (typeof places)[number]): JavaMap {
  return new Map(Object.entries(parameters[place] ?? {}));
}

/** The first of path, query string and header that has the parameter. */
function findParameter(parameters: Parameters, name: string): Value {
  for (const place of places) {
    const list = parameters[place];
    if (list !== undefined && Object.hasOwn(list, name)) return list[name] ?? null;
  }
  return null;
}
