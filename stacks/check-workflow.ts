import { readFileSync, readdirSync } from "node:fs";
import { join, posix } from "node:path";
import { type Json, isJsonObject } from "../languages/jsonpath/json";
import { validateDefinition } from "../languages/states-language/validation/validate-definition";
import { findNearestName } from "../languages/states-language/nearest-name";
import { TIMEOUT_MILLISECONDS } from "./route-props";
import { type Duration, listDurations } from "./workflow-durations";

/** A workflow's file, as the route that runs it names it. */
export interface WorkflowFile {
  readonly routeKey: string;
  /** Path relative to `root`. */
  readonly path: string;
  /** The project's directory. */
  readonly root: string;
  readonly timeoutMilliseconds: number;
}

/** A workflow's definition word for word, and what is wrong with it. */
export interface Workflow {
  readonly definition: string;
  readonly problems: readonly string[];
}

/**
 * Reads a workflow, and refuses what Step Functions refuses in an Express state machine and what API Gateway does not
 * wait for.
 */
export function readWorkflow(file: WorkflowFile): Workflow {
  const definition = readDefinition(file);
  if (definition === undefined) return { definition: "", problems: [reportMissing(file)] };
  const invalid = validateDefinition(definition, { type: "EXPRESS" })
    .filter(({ severity }) => severity === "ERROR")
    .map(({ code, message, location }) => {
      const place = location === undefined || message.includes(location) ? "" : ` at ${location}`;
      return `route '${file.routeKey}': workflow '${file.path}' is not valid, got ${code}: ${message}${place}; correct the definition`;
    });
  if (invalid.length > 0) return { definition, problems: invalid };
  return { definition, problems: checkDurations(file, JSON.parse(definition) as Json) };
}

function readDefinition({ root, path }: WorkflowFile): string | undefined {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch {
    return undefined;
  }
}

/** Names are compared without what all workflow files have in common, which would make any two look alike. */
function reportMissing({ routeKey, path, root }: WorkflowFile): string {
  const folders = new Set([posix.dirname(path), "workflows"]);
  const existing = new Map(
    [...folders].flatMap((folder) => listFiles(root, folder)).map((file) => [nameFile(file), file]),
  );
  const nearest = findNearestName(nameFile(path), existing.keys()) ?? "";
  const advice = existing.has(nearest)
    ? `did you mean '${existing.get(nearest)}'`
    : "create it, or name a file of workflows/";
  return `route '${routeKey}': workflow file '${path}' does not exist; ${advice}`;
}

function nameFile(path: string): string {
  return posix.basename(path).replace(/(\.asl)?\.json$/, "");
}

function listFiles(root: string, folder: string): readonly string[] {
  try {
    const names = readdirSync(join(root, folder)).filter((name) => name.endsWith(".json"));
    return names.sort().map((name) => posix.join(folder, name));
  } catch {
    return [];
  }
}

function checkDurations({ routeKey, path, timeoutMilliseconds }: WorkflowFile, definition: Json): readonly string[] {
  const longest = timeoutMilliseconds / 1000;
  const advice =
    timeoutMilliseconds < TIMEOUT_MILLISECONDS.longest
      ? `shorten it, or raise timeoutMilliseconds (at most ${TIMEOUT_MILLISECONDS.longest})`
      : "shorten it: API Gateway waits no longer";
  const durations: readonly Duration[] = isJsonObject(definition) ? listDurations(definition) : [];
  return durations
    .filter(({ seconds }) => seconds > longest)
    .map(
      ({ where, seconds }) =>
        `route '${routeKey}': ${where} of workflow '${path}' is longer than the route's timeout of ${longest} s, got ${seconds} s; ${advice}`,
    );
}
