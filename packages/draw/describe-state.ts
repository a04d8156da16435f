import { isJsonObject, type Json, type JsonObject, listObjects } from "@sfn-websocket/languages/json";

/** What the second line says of a state, by its type. */
const NOTES: Readonly<Record<string, (state: JsonObject) => string>> = {
  Task: ({ Resource: resource }) => (typeof resource === "string" ? describeResource(resource) : ""),
  Wait: describeWait,
  Choice: ({ Choices: choices }) => count(listObjects(choices).length, "rule"),
  Fail: ({ Error: error, ErrorPath: path }) => readText(error) ?? readText(path) ?? "",
  Parallel: ({ Branches: branches }) => count(listObjects(branches).length, "branch"),
  Map: describeMap,
};

/** The second line of a state: its type, and what is most worth knowing of it, such as `Task · lambda:invoke`. */
export function describeState(state: JsonObject): string {
  const type = readText(state["Type"]) ?? "no Type";
  const note = Object.hasOwn(NOTES, type) ? (NOTES[type]?.(state) ?? "") : "";
  return note === "" ? type : `${type} · ${note}`;
}

/** The service and action of an integration, the function of a Lambda ARN, the last part of any other one. */
function describeResource(resource: string): string {
  const integration = /^arn:[^:]*:states:[^:]*:[^:]*:(?!activity:)(.+)$/.exec(resource)?.[1];
  if (integration !== undefined) return integration;
  const [, service, name] = /^arn:[^:]*:([^:]*):[^:]*:[^:]*:(?:[a-z]+:)?(.+)$/.exec(resource) ?? [];
  if (service === undefined || name === undefined) return resource;
  return service === "states" ? `activity ${name}` : `${service} ${name}`;
}

function describeWait(state: JsonObject): string {
  const { Seconds: seconds, SecondsPath: secondsPath, Timestamp: time, TimestampPath: timePath } = state;
  if (typeof seconds === "number") return `${seconds} s`;
  const length = readText(seconds) ?? readText(secondsPath);
  if (length !== undefined) return `${length} s`;
  const until = readText(time) ?? readText(timePath);
  return until === undefined ? "" : `until ${until}`;
}

function describeMap({ ItemsPath: path, Items: items, ItemReader: reader, ItemProcessor: processor }: JsonObject) {
  const config =
    isJsonObject(processor) && isJsonObject(processor["ProcessorConfig"]) ? processor["ProcessorConfig"] : {};
  const mode = config["Mode"] === "DISTRIBUTED" ? "distributed, " : "";
  const source = readText(path) ?? readText(items) ?? (reader === undefined ? "" : "items that are read");
  return `${mode}${source === "" ? "each item" : `each of ${source}`}`;
}

/** How often a state is tried again at most, undefined where it never is. */
export function countRetries({ Retry: retry }: JsonObject): number | undefined {
  const retriers = listObjects(retry);
  if (retriers.length === 0) return undefined;
  return retriers.reduce((sum, { MaxAttempts: most }) => sum + (typeof most === "number" ? most : DEFAULT_ATTEMPTS), 0);
}

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html documented: MaxAttempts */
const DEFAULT_ATTEMPTS = 3;

/** A text without the braces of JSONata, in one line. */
function readText(value: Json | undefined): string | undefined {
  if (typeof value !== "string" || value === "") return undefined;
  // Spaces before a brace are not a part of its pattern, which would go through a long run of them from each of its places.
  return value
    .replace(/^\{%|%\}$/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

function count(number: number, noun: string): string {
  const plural = noun.endsWith("h") ? `${noun}es` : `${noun}s`;
  return number === 0 ? "" : `${number} ${number === 1 ? noun : plural}`;
}
