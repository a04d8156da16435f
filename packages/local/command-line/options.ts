import { readNumber } from "@sfn-websocket/languages/read-number";
import type { Usage } from "@sfn-websocket/run/usage";
import { isIP } from "node:net";
import { resolve } from "node:path";
import { FLAG, LIST, parseArguments, TEXT } from "@sfn-websocket/run/parse-arguments";
import type { Forwards } from "../forward/forwards";
import { readForwards } from "./forward-options";
import { type LocalSettings, SETTING_NAMES } from "./local-settings";
import { type ChosenMock, readMock } from "./mock-options";
import type { FunctionModule } from "../lambda/function-module";
import { readFunctions } from "./read-functions";
import { isConfigurationFolder } from "../terraform-command/copy-configuration";
import { requireFolder, requireNoTerraformOptions } from "./terraform-options";

/** What the command line of `npm start` asks for. */
export interface Options {
  /** TCP port; 0 takes a free one. @default 4566, or the environment's PORT */
  readonly port: number;
  /** The address that is listened on. @default 127.0.0.1, which no other machine reaches */
  readonly host: string;
  /** `[host:]port` that a debugger connects to, 0 for a free port. @default none is opened */
  readonly inspect?: string;
  /** How many times as fast as real time passes. @default 1 */
  readonly speed: number;
  /**
   * A `*.tf.json` file, a folder with a manifest, or one of Terraform's files to serve instead of the project.
   * @default synthesize the project
   */
  readonly path?: string;
  /** Serve an AWS without resources, for Terraform and others to fill. @default false */
  readonly isEmpty: boolean;
  /** Whether `path` is a folder of Terraform's files, which Terraform itself applies. */
  readonly isConfiguration: boolean;
  /** Terraform's own options `-var` and `-var-file`, the files as whole paths. @default none */
  readonly variables: readonly string[];
  /** Sources of providers that may reach more than this machine. @default none */
  readonly allowedProviders: readonly string[];
  /** Folders of Terraform's files that are applied before it, into the same AWS. @default none */
  readonly before: readonly string[];
  /** Leave out of such a folder what is not emulated, and what rests on it. @default false */
  readonly isEmulatedOnly: boolean;
  /** The folder that keeps what is created in an AWS. @default it is gone when the server ends */
  readonly state?: string;
  /** The modules that run Lambda functions here, by function name. */
  readonly functions: ReadonlyMap<string, FunctionModule>;
  /** A file of mocked tasks and the name of a test case in it. @default no task is mocked */
  readonly mock?: ChosenMock;
  /** Servers of the user's that answer for services. */
  readonly forwards: Forwards;
  /** What the environment says of such servers, and is not followed; for the log. */
  readonly unusedForwards: readonly string[];
  /** Open the console in the user's browser. @default false */
  readonly isOpen: boolean;
  /** Tell nothing of events that have ended. @default false */
  readonly isQuiet: boolean;
  /** Tell the whole trace of each. @default false */
  readonly isVerbose: boolean;
  /** Write each trace as a line of JSON to standard output, and everything else to standard error. @default false */
  readonly isJson: boolean;
  /** Whether traces are kept. @default true */
  readonly keepsTraces: boolean;
}

export const USAGE: Usage = {
  ways: ["npm start -- [options] [PATH]", "npm run endpoint -- [options]"],
  about: [
    "Serves the synthesized stacks of this project on 127.0.0.1, and each new version of them when a file changes; 'npm run endpoint' an AWS without resources, as --empty does.",
  ],
  options: {
    PATH: "serve this *.tf.json file, this cdktf output folder, or this state of Terraform's, as it is; a folder of Terraform's files is applied by your Terraform or OpenTofu ($TF_CMD, else terraform, else tofu), into an AWS of this machine",
    "--var NAME=VALUE": "a variable of such a folder, as Terraform takes it; may be given again",
    "--var-file FILE": "a file of variables of such a folder; may be given again",
    "--allow-provider SOURCE":
      "let such a folder use a provider that reaches more than this machine, e.g. cloudflare/cloudflare; may be given again",
    "--before DIR":
      "apply this folder of Terraform's files first: it makes what such a folder looks up, e.g. a hosted zone; may be given again",
    "--emulated-only": "leave out of such a folder what is not emulated, and what rests on it; each is named",
    "--empty": "serve an AWS without resources, for Terraform, the AWS CLI and SDKs to fill",
    "--state DIR": "keep in this folder what is created in an empty AWS, or by such a folder, and Terraform's state",
    "--port N": "listen on this port (default: $PORT, else 4566; 0 takes a free one)",
    "--host ADDR": "listen on this address instead of 127.0.0.1: whoever reaches it can call",
    "--inspect[=PORT]": "let a debugger in (default port: 9229), into Lambda functions too",
    "--lambda NAME=MODULE[.HANDLER]": "run the Lambda function NAME by a module of yours; may be given again",
    "--mock FILE --test-case NAME": "mock Task states as this file of Step Functions Local's format says",
    "--forward SERVICE=URL":
      "send the calls of an AWS service that is not emulated to this server, e.g. sqs=http://127.0.0.1:9324; may be given again",
    "--allow-remote": "let --forward send calls to other machines, AWS itself among them",
    "--speed N": "let time pass N times as fast: waits, timeouts, limits (default: 1)",
    "--open": "open the console in your browser",
    "--quiet": "no line for each event",
    "--verbose": "below each line the whole way of the event, as an indented tree",
    "--json": "print each event's trace as a line of JSON on standard output, and everything else on standard error",
    "--no-trace": "keep no traces of events: the console, --verbose and --json have none to show",
  },
  notes: [
    `The block 'local' of cdktf.json sets ${SETTING_NAMES.join(", ")} for every start; AWS_ENDPOINT_URL_SQS and the like forward too.`,
  ],
  no: "the stacks cannot be served; why is printed",
};

/**
 * Reads the command line.
 *
 * @throws Error when an option is unknown or its value is wrong.
 */
export function readOptions(
  argv: readonly string[],
  environment: NodeJS.ProcessEnv,
  local: LocalSettings = {},
): Options {
  const { values, positionals } = parseCommandLine(argv);
  const isConfiguration = positionals[0] !== undefined && isConfigurationFolder(positionals[0]);
  requireServable(values, positionals, isConfiguration);
  const fromVariable =
    values.port === undefined && environment.PORT ? (["PORT", environment.PORT] as const) : undefined;
  const [portAt, port] = fromVariable ?? choose("port", values.port, local.port ?? 4566);
  const [hostAt, host] = choose("host", values.host, local.host ?? "127.0.0.1");
  const [speedAt, speed] = choose("speed", values.speed, local.speed ?? 1);
  return {
    port: readNumber(portAt, port, { least: 0, most: 65_535, isWhole: true }),
    host: requireAddress(hostAt, host),
    inspect: values.inspect,
    speed: readNumber(speedAt, speed, { least: 0.01, most: 10_000, isWhole: false }),
    path: positionals[0],
    isEmpty: values.empty,
    isConfiguration,
    variables: [
      ...values.var.map((text) => `-var=${text}`),
      ...values["var-file"].map((file) => `-var-file=${resolve(file)}`),
    ],
    allowedProviders: values["allow-provider"],
    before: values.before.map(requireFolder),
    isEmulatedOnly: values["emulated-only"],
    state: values.state,
    functions: readFunctions(values.lambda, local),
    mock: readMock(values.mock, values["test-case"]) ?? local.mock,
    ...readForwards({ given: values.forward, local, environment, mayBeRemote: values["allow-remote"] }),
    isOpen: values.open,
    isQuiet: values.quiet || (local.quiet === true && !values.verbose),
    ...readTraceOptions(values, local),
  };
}

type Values = ReturnType<typeof parseCommandLine>["values"];

/** Refuses what says two things to serve, and options of another than it says. */
function requireServable(values: Values, paths: readonly string[], isConfiguration: boolean): void {
  if (values.empty && paths.length > 0)
    throw new Error(`--empty: goes without a PATH, got ${paths.join(" ")}; drop one of the two`);
  if (!isConfiguration) requireNoTerraformOptions(values);
  if (values.state !== undefined && !values.empty && !isConfiguration)
    throw new Error(
      `--state: goes with --empty or a folder of Terraform's files, got '${values.state}'; without it the stacks are read anew at each start`,
    );
  if (paths.length > 1) throw new Error(`PATH: at most one, got ${paths.join(" ")}; serve one at a time`);
}

type TraceValues = Readonly<Record<"quiet" | "verbose" | "json" | "no-trace", boolean>>;

/** What the command line says counts more than the settings that it contradicts. */
function readTraceOptions(
  values: TraceValues,
  local: LocalSettings,
): Pick<Options, "isVerbose" | "isJson" | "keepsTraces"> {
  const { verbose, json: isJson, quiet } = values;
  const isWithout = values["no-trace"];
  const given = verbose ? "--verbose" : isJson ? "--json" : undefined;
  if (isWithout && given !== undefined)
    throw new Error(`${given}: prints traces, got --no-trace, which keeps none; drop one of the two`);
  if (quiet && verbose) throw new Error("--verbose: goes without --quiet, got both; drop one of the two");
  return {
    isVerbose: verbose || (local.verbose === true && !quiet && !isWithout),
    isJson,
    keepsTraces: !isWithout && (local.trace !== false || given !== undefined),
  };
}

function parseCommandLine(argv: readonly string[]) {
  return parseArguments({
    // The port is optional, which no other option's value is.
    args: argv.map((each) => (each === "--inspect" ? "--inspect=9229" : each)),
    allowPositionals: true,
    options: {
      ...{ port: TEXT, host: TEXT, inspect: TEXT, speed: TEXT, mock: TEXT, "test-case": TEXT, state: TEXT },
      ...{ lambda: LIST, forward: LIST, var: LIST, "var-file": LIST, "allow-provider": LIST, before: LIST },
      ...{ "allow-remote": FLAG, "emulated-only": FLAG, empty: FLAG, open: FLAG, quiet: FLAG, verbose: FLAG },
      ...{ json: FLAG, "no-trace": FLAG },
    },
  });
}

/** What the command line says, else the settings, and before it where that stands. */
const choose = (name: keyof LocalSettings, given: string | undefined, setting: string | number) =>
  given === undefined ? ([`cdktf.json: local.${name}`, String(setting)] as const) : ([`--${name}`, given] as const);

function requireAddress(where: string, text: string): string {
  if (isIP(text) !== 0) return text;
  throw new Error(
    `${where}: not an IP address, got '${text}'; write one of this machine's, or 0.0.0.0 for all of them`,
  );
}

/** Prints an error as all are printed; what the project's app printed says `error:` itself. */
export function describeError({ message }: Error): string {
  return message.replace(/^(?!error: )/, "error: ");
}
