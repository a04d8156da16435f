import { basename } from "node:path";
import { FLAG, LIST, parseArguments, TEXT } from "@sfn-websocket/run/parse-arguments";
import { readNumber } from "@sfn-websocket/languages/read-number";
import { requireFile } from "@sfn-websocket/run/require-file";
import type { Usage } from "@sfn-websocket/run/usage";
import { HANDSHAKE_FORMS, HANDSHAKE_USAGE, type HandshakeOptions, readHandshake } from "../smoke/handshake-options";
import { readExpectation, requireUrl } from "../smoke/options";
import { requireMessage } from "../smoke/send-message";
import { isLocal } from "../smoke/sent";
import { readThreshold, type Threshold } from "../thresholds";
import { LOAD_METRICS } from "./metrics";
import { compileMessage, FIELDS, type MessageTemplate } from "./message-template";
import type { LoadPlan } from "./plan";

/** What the command line of `npm run load` asks for. */
export interface LoadOptions extends HandshakeOptions {
  readonly url: string;
  readonly plan: LoadPlan;
  /** Milliseconds to wait for a connection. */
  readonly connectTimeout: number;
  readonly failIf: readonly Threshold[];
  /** A file for the report as a page. */
  readonly html?: string;
  readonly json: boolean;
}

const MESSAGE = '{"action":"load","token":"{{token}}"}';
/** Connections that AWS opens a second. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html */
const OPENED_A_SECOND = 500;

interface Row {
  readonly usual: string;
  readonly least: number;
  readonly most: number;
  readonly isWhole?: boolean;
  readonly meaning: string;
}

const DAY = 86_400;
/** The options that are numbers; times are seconds. */
const NUMBERS = {
  connections: { usual: "10", least: 1, most: 100_000, isWhole: true, meaning: "how many are opened" },
  rate: { usual: "10", least: 0, most: 1e6, meaning: "messages a second, of all connections together" },
  duration: { usual: "10", least: 0.001, most: DAY, meaning: "seconds for which messages are sent" },
  timeout: {
    usual: "30",
    least: 0.001,
    most: DAY,
    meaning: "seconds after which an answer is late; API Gateway gives up after 29",
  },
  "connect-timeout": { usual: "10", least: 0.001, most: DAY, meaning: "seconds to wait for a connection" },
  "reconnect-after": {
    usual: "1",
    least: 0,
    most: DAY,
    meaning: "seconds until a lost or refused connection is opened again, by chance up to twice that",
  },
} as const satisfies Readonly<Record<string, Row>>;

type NumberName = keyof typeof NUMBERS;

export const USAGE: Usage = {
  ways: ["npm run --silent load -- URL [options]"],
  about: [
    "Puts load on a WebSocket API and prints how it carries it: latencies by message, failures and closes by kind. Messages are sent at their times, however slowly answers come, and a latency counts from the time at which its message was due.",
  ],
  options: {
    URL: "the stage's address, e.g. ws://127.0.0.1:4566/api",
    ...Object.fromEntries(
      Object.entries(NUMBERS).map(([name, { meaning, usual }]) => [`--${name} N`, `${meaning} (default: ${usual})`]),
    ),
    "--ramp S": `seconds in which the connections are opened, before the first message (default: connections / ${OPENED_A_SECOND}, as fast as AWS opens them)`,
    "--message FILE": `a message, with fields; of several, which are sent in turn, each has its own figures (default: ${MESSAGE})`,
    "--expect STATUS":
      "the status that answers must have: SUCCEEDED, FAILED or TIMED_OUT, or any: whatever is no error (default: SUCCEEDED where an answer has a status, else any)",
    "--storm-at S": "close all connections after so many seconds, and open them again at once; may be given again",
    "--reconnect-every S": "close each connection that is so many seconds old, and open it again",
    ...HANDSHAKE_USAGE,
    "--fail-if FIGURE": `end with status 1 if a figure is beyond a bound, as in 'p99>500ms'; may be given again. Figures: ${Object.keys(LOAD_METRICS).join(", ")}`,
    "--html FILE": "write the report as a page too, one file that needs no network",
    "--json": "print the report as JSON, as 'npm run cost -- --load FILE' reads it",
    "--i-own-this-endpoint":
      "allow a target that is not this machine: load that nobody has agreed to is an attack, and AWS bills it",
  },
  notes: [
    `Fields: ${Object.values(FIELDS)
      .map(({ form, meaning }) => `{{${form}}} ${meaning}`)
      .join(
        "; ",
      )}. '{{{{' stands for two braces. Answers that repeat a message's {{token}} are matched by it, others in the order of the messages.`,
    "Ctrl-C, or SIGTERM, ends the run and prints the report so far.",
  ],
  no: "a bound of --fail-if is not kept, or no connection was opened",
};

/** @throws Error when an option is unknown or its value is wrong, and for a target that nobody has said is theirs */
export function readLoadOptions(argv: readonly string[], environment: NodeJS.ProcessEnv): LoadOptions {
  const { values, positionals } = parseCommandLine(argv);
  requireUsed(values);
  const number = (name: NumberName) =>
    readNumber(`--${name}`, values[name] ?? NUMBERS[name].usual, { isWhole: false, ...NUMBERS[name] });
  const seconds = (name: NumberName) => number(name) * 1_000;
  const connections = number("connections");
  const duration = seconds("duration");
  const ramp = values.ramp === undefined ? connections / OPENED_A_SECOND : readSeconds("--ramp", values.ramp, 0);
  return {
    url: requireTarget(positionals, values["i-own-this-endpoint"]),
    ...readHandshake(values, environment),
    plan: {
      connections,
      rate: number("rate"),
      duration,
      ramp: ramp * 1_000,
      messages: readMessages(values.message),
      timeout: seconds("timeout"),
      expect: readExpectation(values.expect),
      storms: values["storm-at"].map((text) => readWithin("--storm-at", text, { least: 0, end: duration })),
      reconnectEvery:
        values["reconnect-every"] === undefined
          ? undefined
          : readWithin("--reconnect-every", values["reconnect-every"], { least: 0.1, end: ramp * 1_000 + duration }),
      reconnectAfter: seconds("reconnect-after"),
    },
    connectTimeout: seconds("connect-timeout"),
    failIf: values["fail-if"].map((text) => readThreshold(text, LOAD_METRICS)),
    ...(values.html !== undefined && { html: values.html }),
    json: values.json,
  };
}

function parseCommandLine(argv: readonly string[]) {
  const numbers = Object.keys(NUMBERS).map((name) => [name, TEXT]);
  const options = {
    ...(Object.fromEntries(numbers) as Record<NumberName, typeof TEXT>),
    ...{ ramp: TEXT, message: LIST, expect: TEXT, "storm-at": LIST, "reconnect-every": TEXT },
    ...HANDSHAKE_FORMS,
    ...{ "fail-if": LIST, html: TEXT, json: FLAG, "i-own-this-endpoint": FLAG },
  };
  return parseArguments({ args: argv, allowPositionals: true, options }, ["api-key"]);
}

/** What is of messages changes nothing where none are sent. */
function requireUsed(
  values: Pick<ReturnType<typeof parseCommandLine>["values"], "rate" | "message" | "expect" | "timeout">,
): void {
  if (Number(values.rate) !== 0 || values.rate === undefined) return;
  const given =
    values.message.length > 0 ? "message" : values.expect !== undefined ? "expect" : values.timeout && "timeout";
  if (given) throw new Error(`--${given}: changes nothing, got it with --rate 0; drop one of the two`);
}

const readSeconds = (where: string, text: string, least: number): number =>
  readNumber(where, text, { least, most: DAY, isWhole: false });

/** Milliseconds that a run comes to: `end` is when it is over. */
function readWithin(where: string, text: string, { least, end }: { readonly least: number; readonly end: number }) {
  const milliseconds = readSeconds(where, text, least) * 1_000;
  if (milliseconds < end) return milliseconds;
  throw new Error(`${where}: never comes in a run of ${end / 1_000} s, got '${text}'; give more by --duration`);
}

function requireTarget(positionals: readonly string[], isOwned: boolean): string {
  const [text, ...more] = positionals;
  if (text === undefined) throw new Error("URL: is missing; name one, such as ws://127.0.0.1:4566/api");
  if (more.length > 0) throw new Error(`URL: more than one, got '${positionals.join(" ")}'; name one`);
  const url = requireUrl("URL", text);
  if (isOwned || isLocal({ url: new URL(url) })) return url;
  throw new Error(
    `URL: is not this machine, got '${new URL(url).host}'; where the endpoint is yours to load, say so by --i-own-this-endpoint`,
  );
}

/** A message is named after its file: `greet.json` is `greet`. */
function readMessages(files: readonly string[]): readonly MessageTemplate[] {
  if (files.length === 0) return [compileMessage("message", MESSAGE, "message")];
  const names = files.map((file) => basename(file).replace(/(?!^)\.[^.]*$/, ""));
  return files.map((file, index) => {
    const name = names[index] ?? file;
    if (names.indexOf(name) !== index)
      throw new Error(
        `--message: two files of one name, got '${name}'; rename one, as the report names messages by it`,
      );
    const text = requireFile(file, "a message's file").replace(/\r?\n$/, "");
    return compileMessage(name, requireMessage(text), file);
  });
}
