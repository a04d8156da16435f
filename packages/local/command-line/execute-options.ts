import { readNumber } from "@sfn-websocket/languages/read-number";
import type { Usage } from "@sfn-websocket/run/usage";
import { basename } from "node:path";
import { FLAG, LIST, parseArguments, TEXT } from "@sfn-websocket/run/parse-arguments";
import type { Forwards } from "../forward/forwards";
import type { FunctionModule } from "../lambda/function-module";
import { readForwards } from "./forward-options";
import type { LocalSettings } from "./local-settings";
import { type ChosenMock, readMock } from "./mock-options";
import { readFunctions } from "./read-functions";
import { isName } from "../stepfunctions/names";
import { readSubstitutions } from "@sfn-websocket/languages/states-language/substitution-options";

/** What the command line of `npm run execute` asks for. */
export interface ExecuteOptions {
  /** The file of the definition. */
  readonly file: string;
  /** The execution's input, JSON text; `-` is what standard input holds, `@FILE` what a file does. @default "{}" */
  readonly input: string;
  /** The state machine's name. @default the file's name without `.asl.json` */
  readonly name: string;
  /** @default the one that the stacks give it, else EXPRESS */
  readonly type?: "EXPRESS" | "STANDARD";
  /** The modules that run Lambda functions here, by function name. */
  readonly functions: ReadonlyMap<string, FunctionModule>;
  /** Servers of the user's that answer for services. */
  readonly forwards: Forwards;
  /** What the environment says of such servers, and is not followed; for the log. */
  readonly unusedForwards: readonly string[];
  /** A mock file of Step Functions Local and the name of one of its test cases. @default no task is mocked */
  readonly mock?: ChosenMock;
  /** Whether the history is printed too. @default false */
  readonly history: boolean;
  /** Whether the whole trace is printed instead of the answer. @default false */
  readonly isTraced: boolean;
  /** Whether the answer is JSON on a terminal, too. @default false */
  readonly json: boolean;
  /** How many times as early waits, retries and timeouts end; what is billed is as at 1. @default 1 */
  readonly speed: number;
  /** What stands for each `${Name}` of the definition, beside `LOCATION_PLACEHOLDERS`. @default {} */
  readonly substitutions: Readonly<Record<string, string>>;
  /** What the command line itself names, and `cdktf.json` does not. */
  readonly given: Given;
}

interface Given {
  readonly functions: readonly string[];
  /** Names of services. */
  readonly forwards: readonly string[];
  readonly name?: string;
}

export const USAGE: Usage = {
  ways: ["npm run --silent execute -- WORKFLOW [options]"],
  about: [
    "Runs a workflow on this machine. Prints its states as a tree on a terminal, and what StartSyncExecution answers as JSON in a pipe.",
    "Where the workflow calls services, it runs in the AWS that the project's stacks make, by the role that they give it, as with 'npm start'.",
  ],
  options: {
    WORKFLOW: "a definition in the Amazon States Language, e.g. workflows/wait.asl.json",
    "--input JSON": "the execution's input (default: {}); @FILE reads a file, - standard input",
    "--lambda NAME=MODULE[.HANDLER]":
      "run the Lambda function NAME by a module of yours; may be given again (default: those of the block 'local' of cdktf.json)",
    "--forward SERVICE=URL":
      "send the calls of an AWS service that is not emulated to this server, e.g. sqs=http://127.0.0.1:9324; may be given again (default: those of the block 'local' of cdktf.json, and AWS_ENDPOINT_URL_SQS and the like)",
    "--allow-remote": "let --forward send calls to other machines, AWS itself among them",
    "--mock FILE": "answer Task states as this mock file of Step Functions Local says",
    "--test-case NAME": "the mock file's test case to follow",
    "--name NAME": "the state machine's name, also in the mock file (default: the file's, without .asl.json)",
    "--json": "print JSON on a terminal, too",
    "--trace":
      "print all of the execution instead of its answer: each state with its variables, calls and attempts; with --json as JSON",
    "--history": "print the history before the answer, as GetExecutionHistory does, one event a line",
    "--speed N": "let waits, retries and timeouts end N times as early; what is billed stays the same (default: 1)",
    "--substitution NAME=VALUE":
      "what stands for ${NAME} in the definition, repeatable; ${Partition}, ${Region} and ${AccountId} are those of AWS's examples",
    "--type TYPE":
      "validate as EXPRESS or as STANDARD (default: what the stacks make of it, else EXPRESS); what AWS answers only for EXPRESS is printed for both, and a STANDARD workflow may take longer than 5 minutes",
  },
  notes: ["A workflow that no stack has may call everything: it has no role that says what it may."],
  no: "the execution did not SUCCEED",
};

/**
 * Reads the command line.
 *
 * @throws Error when an option is unknown or its value is wrong.
 */
export function readExecuteOptions(
  argv: readonly string[],
  local: LocalSettings = {},
  environment: NodeJS.ProcessEnv = {},
): ExecuteOptions {
  const options = {
    ...{ input: TEXT, mock: TEXT, "test-case": TEXT, name: TEXT, speed: TEXT, type: TEXT },
    ...{ history: FLAG, json: FLAG, trace: FLAG, "allow-remote": FLAG },
    ...{ substitution: LIST, lambda: LIST, forward: LIST },
  };
  const { values, positionals } = parseArguments({ args: [...argv], allowPositionals: true, options }, ["input"]);
  const [file] = positionals;
  if (file === undefined || positionals.length > 1)
    throw new Error(`WORKFLOW: not one file, got '${positionals.join(" ")}'; name one, e.g. workflows/wait.asl.json`);
  return {
    file,
    input: values.input ?? "{}",
    name: readName(values.name, file),
    ...(values.type !== undefined && { type: readType(values.type) }),
    functions: readFunctions(values.lambda, local),
    ...readForwards({ given: values.forward, local, environment, mayBeRemote: values["allow-remote"] }),
    mock: readMock(values.mock, values["test-case"]),
    history: values.history,
    isTraced: values.trace,
    json: values.json,
    speed: readNumber("--speed", values.speed ?? "1", { least: 0.01, most: 10_000, isWhole: false }),
    substitutions: readSubstitutions(values.substitution),
    given: {
      functions: values.lambda.map(readPairName),
      forwards: values.forward.map(readPairName),
      name: values.name,
    },
  };
}

function readName(given: string | undefined, file: string): string {
  const name = given ?? basename(file).replace(/(\.asl)?\.(?:json|ya?ml)$/i, "");
  if (isName(name)) return name;
  if (given === undefined)
    throw new Error(`WORKFLOW: its file's name names no state machine, got '${name}'; give it a name by --name`);
  throw new Error(
    `--name: not a state machine's name, got '${name}'; use 1 to 80 letters, digits, and signs such as '-', '_' and '.'`,
  );
}

const readPairName = (pair: string): string => pair.slice(0, pair.indexOf("="));

function readType(type: string): "EXPRESS" | "STANDARD" {
  if (type === "EXPRESS" || type === "STANDARD") return type;
  throw new Error(`--type: no type of state machine, got '${type}'; use EXPRESS or STANDARD`);
}
