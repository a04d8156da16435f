import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import { parseJsonFile } from "@sfn-websocket/languages/parse-json-file";
import {
  checkWrittenReferences,
  fillDefinition,
  listPlaceholders,
  SAMPLE_LOCATION,
} from "@sfn-websocket/languages/states-language/definition-substitutions";
import { prepareStateMachine } from "@sfn-websocket/languages/states-language/state-machine";
import { checkSubstitutedCode } from "@sfn-websocket/languages/states-language/substituted-code";
import { adviseOn, adviseOnName } from "@sfn-websocket/languages/states-language/validation/advise";
import { explainDiagnostics } from "@sfn-websocket/languages/states-language/validation/explain-diagnostics";
import {
  placeLocation,
  placeOffset,
  type TextPlace,
} from "@sfn-websocket/languages/states-language/validation/place-location";
import { listWrongArguments } from "@sfn-websocket/languages/states-language/validation/intrinsic-arguments";
import { listMisspelledCalls } from "@sfn-websocket/languages/states-language/validation/misspelled-calls";
import { listUnknownNames, type UnknownName } from "@sfn-websocket/languages/states-language/validation/unknown-names";
import { validateDefinition } from "@sfn-websocket/languages/states-language/validation/validate-definition";
import { listDurations } from "@sfn-websocket/languages/states-language/workflow-durations";
import type { Finding } from "./finding";

export type WorkflowType = "EXPRESS" | "STANDARD";

/** The longest that API Gateway waits for a workflow, in seconds. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html documented, as integration timeout */
const LONGEST = 29;

/** Stands for what a placeholder stands for: most often an ARN. */
const SAMPLE = "arn:aws:lambda:us-east-1:123456789012:function:sample";

/** A finding that is not in its file yet. */
type Found = Omit<Finding, "file">;

/**
 * What synthesis would refuse of a definition whose placeholders `${Name}` are filled in later, and what it warns of: what
 * a stack knows alone, such as what may be called, is not looked at.
 */
export function checkDefinition(file: string, text: string, type: WorkflowType): readonly Finding[] {
  const written = fillNumbers(unescapeMarkers(text));
  const parsed = parse(file, written);
  return ("value" in parsed ? checkParsed(text, parsed.value, type) : [parsed.found]).map((found) => ({
    file,
    ...found,
  }));
}

function checkParsed(text: string, value: Json, type: WorkflowType): readonly Found[] {
  const place = (location?: string) => placeLocation(fillNumbers(text), location);
  const misused = [
    ...checkWrittenReferences(JSON.stringify(value)).map((message) => error(findText(text, message), message)),
    ...(isJsonObject(value) ? listPlaceholders(value) : []).flatMap((placeholder) =>
      checkSubstitutedCode([placeholder], () => undefined).map((message) =>
        error(place(placeholder.location), message),
      ),
    ),
  ];
  if (misused.length > 0) return misused;
  const filled = fillDefinition(
    JSON.stringify(value),
    (name) => new Map(Object.entries<string>(SAMPLE_LOCATION)).get(name) ?? SAMPLE,
  );
  const definition = fillExpressions(JSON.parse(filled) as Json);
  const invalid = explainDiagnostics(
    definition,
    validateDefinition(JSON.stringify(definition), { type }).filter(({ severity }) => severity === "ERROR"),
  ).map((each) => error(place(each.location), `${each.code}: ${each.message}; ${adviseOn(each)}`));
  if (invalid.length > 0 || !isJsonObject(definition)) return invalid;
  return [
    ...prepare(definition),
    ...checkDurations(definition, type, place),
    ...warnOfNames(definition, place),
    ...warnOfMisspelled(definition, place),
    ...warnOfArguments(definition, place),
  ];
}

type Place = (location?: string) => TextPlace;

const error = (place: TextPlace, message: string): Found => ({ ...place, severity: "error", message });

/** What can only be found by making it ready to run. */
function prepare(definition: JsonObject): readonly Found[] {
  try {
    prepareStateMachine(definition);
    return [];
  } catch (thrown) {
    return [error({ line: 1, column: 1 }, (thrown as Error).message)];
  }
}

/** An Express workflow of a route is waited for. */
function checkDurations(definition: JsonObject, type: WorkflowType, place: Place): readonly Found[] {
  if (type === "STANDARD") return [];
  return listDurations(definition)
    .filter(({ seconds }) => seconds > LONGEST)
    .map(({ where, seconds, location }) =>
      error(
        place(location),
        `${where} is longer than the ${LONGEST} s that API Gateway waits, got ${seconds} s; shorten it, or check it with --type STANDARD`,
      ),
    );
}

/** What is wrong with a name, by what it stands for. */
const UNKNOWN: Readonly<Record<UnknownName["kind"], string>> = {
  variable: "a variable is read that nothing assigns",
  unseen: "a variable is read that is assigned where the state does not see it",
  function: "a function is called that Step Functions does not have",
  member: "a member is read that $states does not have",
  context: "a member is read that the context object does not have there",
  expression: "a text is no expression",
  mixed: "a text is handed on as it is written",
  path: "a text is no path",
  error: "an error is named that Step Functions does not raise",
};

function warnOfNames(definition: JsonObject, place: Place): readonly Found[] {
  return listUnknownNames(definition).map((found) => ({
    ...place(found.location),
    severity: "warning",
    message: `${UNKNOWN[found.kind]}, ${adviseOnName(found)}`,
  }));
}

function warnOfMisspelled(definition: JsonObject, place: Place): readonly Found[] {
  return listMisspelledCalls(definition).map(({ location, call, name, meant }) => ({
    ...place(location),
    severity: "warning",
    message: `a name is given that ${call} does not have, got '${name}'; did you mean '${meant}'`,
  }));
}

function warnOfArguments(definition: JsonObject, place: Place): readonly Found[] {
  return listWrongArguments(definition).map(({ location, name, given, taken }) => ({
    ...place(location),
    severity: "warning",
    message: `a function is called with a number of arguments that it does not take, got ${given} for ${name}; give ${taken}`,
  }));
}

function parse(file: string, text: string): { readonly value: Json } | { readonly found: Found } {
  try {
    return { value: parseJsonFile(file, text) };
  } catch (thrown) {
    const [first = ""] = (thrown as Error).message.split("\n");
    const [, line, column, message = first] = /:(\d+):(\d+): (.*)$/.exec(first) ?? [];
    return { found: error({ line: Number(line ?? 1), column: Number(column ?? 1) }, message) };
  }
}

/** Terraform's `templatefile` writes `%{` so that it is text. */
const unescapeMarkers = (text: string): string => text.replaceAll("%%{", "%{");

/** A placeholder that is a value by itself stands for a number, as far as can be known: `"TimeoutSeconds": ${seconds}`. */
function fillNumbers(text: string): string {
  return text.replaceAll(/"(?:\\.|[^"\\])*"|\$\{[^{}"\n]*\}/g, (found) =>
    found.startsWith('"') ? found : "1".padEnd(found.length),
  );
}

/** Other expressions of `templatefile`, such as `${ arn }` and `${queue.arn}`: not in JSONata, which has braces of its own. */
function fillExpressions(value: Json): Json {
  if (typeof value === "string") return value.startsWith("{%") ? value : value.replaceAll(/\$\{[^{}]*\}/g, SAMPLE);
  if (Array.isArray(value)) return value.map(fillExpressions);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, fillExpressions(each)]));
}

/** Where what a message quotes stands. */
function findText(text: string, message: string): TextPlace {
  const quoted = /got '([^']*)'/.exec(message)?.[1] ?? "";
  return placeOffset(text, Math.max(0, text.indexOf(quoted)));
}
