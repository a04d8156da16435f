import { readNumber } from "@sfn-websocket/languages/read-number";
import { FLAG, parseArguments, requireKnown, TEXT } from "@sfn-websocket/run/parse-arguments";
import { HANDSHAKE_FORMS, type HandshakeOptions, readHandshake } from "./handshake-options";

const EXPECTATIONS = ["SUCCEEDED", "FAILED", "TIMED_OUT", "any"] as const;

/** What the last answer must be. */
export type Expectation = (typeof EXPECTATIONS)[number];

/** What the command line of `npm run smoke` asks for. */
export interface SmokeOptions extends HandshakeOptions {
  /** @default what `outputs` or the deployment's own state names */
  readonly url?: string;
  /** A file of Terraform's outputs. */
  readonly outputs?: string;
  /** The stack whose address counts. @default the only one */
  readonly stack?: string;
  /** The output whose address counts. @default the only one */
  readonly outputName?: string;
  /** `-` is what standard input holds. */
  readonly message: string;
  /** @default SUCCEEDED where the answer has a status, else any */
  readonly expect?: Expectation;
  /** How many answers to wait for. @default 1 */
  readonly messages: number;
  /** Milliseconds to wait for each answer. @default 30000 */
  readonly timeout: number;
  /** Milliseconds to wait for the connection. @default 10000 */
  readonly connectTimeout: number;
  /** Milliseconds in which a failure that may pass by itself is tried again. @default a minute, none on this machine */
  readonly settle?: number;
  /** @default false */
  readonly json: boolean;
  /** Whether the message's trace is printed, which a server of this machine keeps. @default false */
  readonly isExplained: boolean;
}

const MESSAGE = '{"action":"smoke","message":"hello"}';

/** @throws Error when an option is unknown or its value is wrong */
export function readSmokeOptions(argv: readonly string[], environment: NodeJS.ProcessEnv): SmokeOptions {
  const { values, positionals } = parseCommandLine(argv);
  return {
    ...readAddress(positionals, values),
    message: values.message ?? MESSAGE,
    expect: readExpectation(values.expect),
    messages: readNumber("--messages", values.messages ?? "1", { least: 1, most: 1000, isWhole: true }),
    timeout: readSeconds("--timeout", values.timeout ?? "30"),
    connectTimeout: readSeconds("--connect-timeout", values["connect-timeout"] ?? "10"),
    settle: values.settle === undefined ? undefined : readSeconds("--settle", values.settle, 0),
    ...readHandshake(values, environment),
    json: values.json,
    isExplained: values.explain,
  };
}

function parseCommandLine(argv: readonly string[]) {
  const options = {
    ...{ outputs: TEXT, stack: TEXT, "output-name": TEXT, message: TEXT, expect: TEXT, messages: TEXT, timeout: TEXT },
    ...{ "connect-timeout": TEXT, settle: TEXT },
    ...HANDSHAKE_FORMS,
    ...{ json: FLAG, explain: FLAG },
  };
  return parseArguments({ args: argv, allowPositionals: true, options }, ["message", "api-key"]);
}

/** What finds an address where no URL is given. */
const FINDERS = ["outputs", "stack", "output-name"] as const;

function readAddress(
  positionals: readonly string[],
  values: Readonly<Partial<Record<(typeof FINDERS)[number], string>>>,
): Pick<SmokeOptions, "url" | "outputs" | "stack" | "outputName"> {
  const [url] = positionals;
  if (url === undefined) return { outputs: values.outputs, stack: values.stack, outputName: values["output-name"] };
  if (positionals.length > 1) throw new Error(`URL: more than one, got '${positionals.join(" ")}'; name one`);
  const surplus = FINDERS.find((finder) => values[finder] !== undefined);
  if (surplus)
    throw new Error(`--${surplus}: finds an address where no URL is given, got a URL too; drop one of the two`);
  return { url: requireUrl("URL", url) };
}

/**
 * Returns the URL if a WebSocket can be opened there.
 *
 * @throws Error with the corrected URL where that can be told.
 */
export function requireUrl(where: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const wrong = (problem: string, advice: string) =>
    new Error(`${where}: ${problem}, got '${text.replace(/[?#].*/s, "")}'; ${advice}`);
  if (url && (url.username !== "" || url.password !== ""))
    throw new Error(`${where}: has a user name, got one that is not shown; use --header 'Authorization: ...'`);
  if (url && /^https?:$/.test(url.protocol))
    throw wrong("not a WebSocket's", `use '${`${url}`.replace(/^http/, "ws").replace(/[?#].*/s, "")}'`);
  if (!url || !/^wss?:$/.test(url.protocol))
    throw wrong("not a WebSocket's", "write it as in wss://id.execute-api.us-east-1.amazonaws.com/api");
  if (url.hash !== "") throw wrong("has a fragment", "drop what begins with '#'");
  return text;
}

/** @throws Error for a text that is no status */
export function readExpectation(text: string | undefined): Expectation | undefined {
  return text === undefined ? undefined : requireKnown("--expect", text, EXPECTATIONS);
}

/** The longest that one timer of Node can measure is 24 days. */
function readSeconds(where: string, text: string, least = 0.001): number {
  return readNumber(where, text, { least, most: 86_400, isWhole: false }) * 1000;
}
