import type { Usage } from "@sfn-websocket/run/usage";
import { parseArguments, requireKnown, requireOne, TEXT } from "@sfn-websocket/run/parse-arguments";
import { isJsonObject, type Json, type JsonObject, readOwn } from "@sfn-websocket/languages/json";
import { parseJsonFile } from "@sfn-websocket/languages/parse-json-file";
import { readSubstitutions, substituteDefinition } from "@sfn-websocket/languages/states-language/substitution-options";
import type { TestStateRequest } from "@sfn-websocket/languages/states-language/test-state/test-state";

/** What the command line of `npm run test-state` asks for. */
export interface TestStateOptions {
  /** The file of the definition. */
  readonly file: string;
  readonly request: TestStateRequest;
}

/** Returns the text of a file; throws an Error in the developer form where there is none. */
export type ReadFile = (path: string) => string;

export const USAGE: Usage = {
  ways: ["npm run --silent test-state -- WORKFLOW [options]"],
  about: [
    "Runs one state on this machine, once, as the TestState API does: no AWS, nothing after the state runs, and waits take no time. Prints for a reader on a terminal, and the API's answer as JSON in a pipe.",
  ],
  options: {
    WORKFLOW: "a definition in the Amazon States Language: a state machine, or a state alone",
    "--state NAME": "the state of the machine, within Map and Parallel states too (default: WORKFLOW is the state)",
    "--input JSON": "the state's input (default: {})",
    "--mock JSON": `what the state's work results in: {"result": ...} or {"errorOutput": {"error": "...", "cause": "..."}}, with {"fieldValidationMode": "PRESENT"} or "NONE" compared less closely with what AWS's API responds`,
    "--variables JSON": "the workflow variables, by name (default: {})",
    "--context JSON": "the context object, only with --mock (default: one that is made up)",
    "--state-configuration JSON": "retrierRetryCount, mapIterationFailureCount, errorCausedByState, mapItemReaderData",
    "--inspection-level LEVEL": "DEBUG or TRACE show what each field made of the data (default: INFO)",
    "--substitution NAME=VALUE":
      "what stands for ${NAME} in the definition, repeatable; ${Partition}, ${Region} and ${AccountId} are those of AWS's examples",
    "--role-arn ARN": "the execution's role in the context object (default: none)",
  },
  notes: ["JSON is the text itself, or @ and the name of a file that holds it, e.g. --input @input.json"],
  no: "the state FAILED, or would be retried",
};

const MOCK = ["result", "errorOutput", "fieldValidationMode"];
const CONFIGURATION = ["retrierRetryCount", "mapIterationFailureCount", "errorCausedByState", "mapItemReaderData"];
const MODES = ["STRICT", "PRESENT", "NONE"];
const LEVELS = ["INFO", "DEBUG", "TRACE"] as const;

/** @throws Error when an option is unknown or its value is wrong */
export function readTestStateOptions(argv: readonly string[], readFile: ReadFile): TestStateOptions {
  const { values, positionals } = parseArguments({
    args: argv,
    allowPositionals: true,
    options: {
      ...{ state: TEXT, input: TEXT, mock: TEXT, variables: TEXT, context: TEXT },
      substitution: { type: "string", multiple: true },
      ...{ "state-configuration": TEXT, "inspection-level": TEXT, "role-arn": TEXT },
    },
  });
  const file = requireOne("WORKFLOW", positionals, "workflows/wait.asl.json");
  const { state, input, mock, variables, context } = values;
  const configuration = values["state-configuration"];
  const roleArn = values["role-arn"];
  const read = (option: string, value: string) => readText(option, value, readFile);
  return {
    file,
    request: {
      definition: substituteDefinition(file, readFile(file), readSubstitutions(values.substitution)),
      inspectionLevel: requireKnown("--inspection-level", values["inspection-level"] ?? "INFO", LEVELS),
      ...(state !== undefined && { stateName: state }),
      ...(roleArn !== undefined && { roleArn }),
      ...(input !== undefined && { input: read("--input", input) }),
      ...(variables !== undefined && { variables: read("--variables", variables) }),
      ...(context !== undefined && { context: read("--context", context) }),
      ...(mock !== undefined && { mock: readMock(read("--mock", mock)) }),
      ...(configuration !== undefined && {
        stateConfiguration: readConfiguration(read("--state-configuration", configuration)),
      }),
    },
  };
}

function readText(option: string, value: string, readFile: ReadFile): string {
  if (!value.startsWith("@")) return requireJson(option, value);
  const file = value.slice(1);
  return requireJson(file, readFile(file));
}

/** Returns the text if it is JSON; says otherwise where it is not. */
function requireJson(where: string, text: string): string {
  parseJsonFile(where, text);
  return text;
}

/** AWS takes the result as text; here it may be the JSON itself. */
function readMock(text: string): NonNullable<TestStateRequest["mock"]> {
  const mock = readObject("--mock", text, MOCK);
  const { result, ...others } = mock;
  requireMembers("--mock: errorOutput", others["errorOutput"] ?? {}, { error: "string", cause: "string" });
  requireMembers("--mock", others, { errorOutput: "object", fieldValidationMode: "string" });
  const mode = others["fieldValidationMode"];
  if (mode !== undefined) requireKnown("--mock: fieldValidationMode", String(mode), MODES);
  return { ...others, ...(result !== undefined && { result: toText(result) }) };
}

function readConfiguration(text: string): NonNullable<TestStateRequest["stateConfiguration"]> {
  const configuration = readObject("--state-configuration", text, CONFIGURATION);
  const { mapItemReaderData: data, ...others } = configuration;
  requireMembers("--state-configuration", others, {
    retrierRetryCount: "number",
    mapIterationFailureCount: "number",
    errorCausedByState: "string",
  });
  return { ...others, ...(data !== undefined && { mapItemReaderData: toText(data) }) };
}

function toText(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function readObject(option: string, text: string, names: readonly string[]): JsonObject {
  const value: Json = JSON.parse(text);
  if (!isJsonObject(value))
    throw new Error(`${option}: not an object, got ${text}; give it some of ${names.join(", ")}`);
  for (const name of Object.keys(value)) requireKnown(`${option}: member`, name, names);
  return value;
}

/** Counts are whole and not negative. */
function requireMembers(where: string, value: Json, types: Readonly<Record<string, string>>): void {
  for (const [name, member] of Object.entries(isJsonObject(value) ? value : {})) {
    const type = readOwn(types, name);
    const isRight = type === "number" ? Number.isInteger(member) && Number(member) >= 0 : typeof member === type;
    if (!isRight || member === null)
      throw new Error(`${where}: ${name}: not a ${type ?? "member"}, got ${JSON.stringify(member)}; correct it`);
  }
}
