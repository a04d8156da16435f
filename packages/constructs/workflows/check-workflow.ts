import { type Json, isJsonObject } from "@sfn-websocket/languages/json";
import { parseJsonFile } from "@sfn-websocket/languages/parse-json-file";
import { adviseOn, adviseOnName } from "@sfn-websocket/languages/states-language/validation/advise";
import { explainDiagnostics } from "@sfn-websocket/languages/states-language/validation/explain-diagnostics";
import { listWrongArguments } from "@sfn-websocket/languages/states-language/validation/intrinsic-arguments";
import { listMisspelledCalls } from "@sfn-websocket/languages/states-language/validation/misspelled-calls";
import { listUnknownNames, type UnknownName } from "@sfn-websocket/languages/states-language/validation/unknown-names";
import { validateDefinition } from "@sfn-websocket/languages/states-language/validation/validate-definition";
import { checkSubstitutions, type Substitutions, fillInSamples } from "../options/definition-substitutions";
import { findPartition, listForeignArns } from "../names/partition";
import { readRouteFile } from "../options/read-route-file";
import { type Permission, type RouteExecution, TIMEOUT_MILLISECONDS } from "../options/route-props";
import type { ResolveText } from "../names/resolve-texts";
import { checkCalls } from "../roles/workflow-permissions";
import { type Duration, listDurations } from "@sfn-websocket/languages/states-language/workflow-durations";

/** A workflow's file, as the route that runs it names it. */
export interface WorkflowFile {
  readonly routeKey: string;
  /** Path relative to `root`. */
  readonly path: string;
  /** The project's directory. */
  readonly root: string;
  readonly execution: RouteExecution;
  readonly timeoutMilliseconds: number;
  /** @default {} */
  readonly substitutions?: Substitutions;
  /** The region that the workflow runs in. */
  readonly region: string;
  /** What the route grants. @default [] */
  readonly granted?: readonly Permission[];
  /** @default - texts hold no tokens */
  readonly resolve?: ResolveText;
}

/** A workflow's definition word for word, and what is wrong with it. */
export interface Workflow {
  readonly definition: string;
  readonly problems: readonly string[];
  /** What Step Functions takes, and then does not do as it is meant. @default [] */
  readonly warnings?: readonly string[];
}

/**
 * Reads a workflow, and refuses what Step Functions refuses in a state machine of its type and, of a synchronous one,
 * what API Gateway does not wait for.
 */
export function readWorkflow(file: WorkflowFile): Workflow {
  const { routeKey, path, root, execution, substitutions, region } = file;
  const read = readRouteFile({ routeKey, kind: "workflow", path, root });
  if ("problem" in read) return { definition: "", problems: [read.problem] };
  const definition = read.text;
  const mistake = describeMistake(path, definition);
  if (mistake !== undefined) return { definition, problems: [`route '${routeKey}': ${mistake}`] };
  const misused = checkSubstitutions(JSON.parse(definition) as Json, substitutions).map((problem) =>
    // What the options say is the route's, what the definition says is the workflow's.
    problem.startsWith("substitutions ")
      ? `route '${routeKey}': ${problem}`
      : `route '${routeKey}': workflow '${path}': ${problem}`,
  );
  const unplaced = [...misused, ...checkPartition(file, definition)];
  if (unplaced.length > 0) return { definition, problems: unplaced };
  const filled = fillInSamples(definition, substitutions ?? {}, region);
  const parsed = JSON.parse(filled) as Json;
  const invalid = checkDefinition(file, filled, parsed);
  if (invalid.length > 0) return { definition, problems: invalid };
  const late = execution === "sync" ? checkDurations(file, parsed) : [];
  return {
    definition,
    problems: [...checkCalls(file, definition), ...late],
    warnings: [
      ...warnOfUnknownNames(file, parsed),
      ...warnOfMisspelledCalls(file, parsed),
      ...warnOfWrongArguments(file, parsed),
    ],
  };
}

function checkDefinition({ routeKey, path, execution }: WorkflowFile, text: string, parsed: Json): readonly string[] {
  const errors = validateDefinition(text, { type: execution === "sync" ? "EXPRESS" : "STANDARD" }).filter(
    ({ severity }) => severity === "ERROR",
  );
  return explainDiagnostics(parsed, errors).map((found) => {
    const { code, message, location } = found;
    const place = location === undefined || message.includes(location) ? "" : ` at ${location}`;
    return `route '${routeKey}': workflow '${path}' is not valid, got ${code}: ${message}${place}; ${adviseOn(found)}`;
  });
}

/** What is wrong with a name, by what it stands for. */
const UNKNOWN: Readonly<Record<UnknownName["kind"], string>> = {
  variable: "reads a variable that nothing assigns",
  unseen: "reads a variable that is assigned where the state does not see it",
  function: "calls a function that Step Functions does not have",
  member: "reads a member that $states does not have",
  context: "reads a member that the context object does not have there",
  expression: "has a text that is no expression",
  mixed: "has a text that is handed on as it is written",
  path: "has a text that is no path",
  error: "names an error that Step Functions does not raise",
};

function warnOfUnknownNames({ routeKey, path }: WorkflowFile, definition: Json): readonly string[] {
  if (!isJsonObject(definition)) return [];
  return listUnknownNames(definition).map(
    (found) =>
      `route '${routeKey}': workflow '${path}' ${UNKNOWN[found.kind]} at ${found.location}, ${adviseOnName(found)}`,
  );
}

function warnOfMisspelledCalls({ routeKey, path }: WorkflowFile, definition: Json): readonly string[] {
  if (!isJsonObject(definition)) return [];
  return listMisspelledCalls(definition).map(
    ({ location, call, name, meant }) =>
      `route '${routeKey}': workflow '${path}' names what ${call} does not have at ${location}, got '${name}'; did you mean '${meant}'`,
  );
}

function warnOfWrongArguments({ routeKey, path }: WorkflowFile, definition: Json): readonly string[] {
  return listWrongArguments(definition).map(
    ({ location, name, given, taken }) =>
      `route '${routeKey}': workflow '${path}' calls a function with a number of arguments that it does not take at ${location}, got ${given} for ${name}; give ${taken}`,
  );
}

/**
 * ARNs carry the name of the partition, those of Step Functions' own integrations too: elsewhere they name nothing.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/aws-arns-and-namespaces.html documented
 */
function checkPartition({ routeKey, path, region }: WorkflowFile, definition: string): readonly string[] {
  const partition = findPartition(region);
  if (partition === undefined) return [];
  return listForeignArns(JSON.parse(definition) as Json, partition).map(
    ({ path: place, arn }) =>
      `route '${routeKey}': workflow '${path}' names what the partition of ${region} does not have at ${place}, got '${arn}'; write '${arn.replace(/^arn:[^:]*/, "arn:${Partition}")}'`,
  );
}

/** Where a text is no JSON, and why. */
function describeMistake(path: string, text: string): string | undefined {
  try {
    parseJsonFile(path, text);
    return undefined;
  } catch (error) {
    return (error as Error).message;
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
