import { readOwn } from "@sfn-websocket/languages/json";
import { FLAG, parseArguments, TEXT } from "@sfn-websocket/run/parse-arguments";
import { readNumber } from "@sfn-websocket/languages/read-number";
import type { Usage } from "@sfn-websocket/run/usage";
import { US_EAST_1 } from "./prices";
import type { Workload } from "./workload";

/** What the command line of `npm run cost` asks for. */
export interface CostOptions {
  /** What was given; the rest comes from the files, else from `USUAL`. */
  readonly given: Partial<Workload>;
  /** A load report, see `readLoadReport`. */
  readonly load?: string;
  /** An answer of StartSyncExecution. */
  readonly execution?: string;
  /** A file of prices. @default the table of us-east-1 */
  readonly prices?: string;
  readonly region?: string;
  /** A file for the curve, as SVG. */
  readonly plot?: string;
  readonly takesFree: boolean;
  readonly json: boolean;
  readonly printsPrices: boolean;
}

interface Row {
  readonly member: keyof Workload;
  readonly least: number;
  readonly most: number;
  readonly usual: number;
  readonly meaning: string;
}

const ANY = { least: 0, most: 1e12 };

/** The options that say what there is to carry. */
const ROWS: Readonly<Record<string, Row>> = {
  connections: { member: "connections", ...ANY, usual: 1_000, meaning: "clients that are connected, on average" },
  "messages-per-minute": {
    member: "messagesPerMinute",
    ...ANY,
    usual: 1,
    meaning: "messages that each of them sends",
  },
  "bytes-in": { member: "bytesIn", least: 1, most: 131_072, usual: 1_024, meaning: "bytes of a message" },
  "bytes-out": { member: "bytesOut", least: 0, most: 131_072, usual: 1_024, meaning: "bytes of its answer; 0: none" },
  "duration-ms": { member: "durationMs", least: 0, most: 300_000, usual: 100, meaning: "milliseconds a workflow runs" },
  "memory-mb": { member: "memoryMb", least: 1, most: 1e6, usual: 64, meaning: "MB of memory it uses, as AWS bills it" },
  transitions: { member: "transitions", ...ANY, usual: 5, meaning: "its state transitions, for a Standard workflow" },
  "lambda-memory-mb": {
    member: "lambdaMemoryMb",
    least: 128,
    most: 10_240,
    usual: 128,
    meaning: "MB of a Lambda function that does the same",
  },
  "connection-minutes": {
    member: "connectionMinutes",
    least: 0.01,
    most: 120,
    usual: 120,
    meaning: "minutes until a client connects anew; AWS ends a connection after 120",
  },
  "writes-per-connection": {
    member: "writesPerConnection",
    ...ANY,
    usual: 0,
    meaning: "DynamoDB writes of a connection; 2 with the option 'connectionTable'",
  },
  "log-bytes": { member: "logBytes", ...ANY, usual: 500, meaning: "bytes of logs a message, access and execution" },
  "log-retention-days": {
    member: "logRetentionDays",
    least: 0,
    most: 3_653,
    usual: 30,
    meaning: "days for which logs are kept",
  },
  traced: {
    member: "traced",
    least: 0,
    most: 1,
    usual: 0.05,
    meaning: "share of executions that X-Ray records, 0 to 1; its default rule records 5%",
  },
  "key-requests": {
    member: "keyRequestsPerMessage",
    ...ANY,
    usual: 0,
    meaning: "KMS requests a message, with a key of your own",
  },
};

/** What a workload is where nothing says otherwise. */
export const USUAL = Object.fromEntries(Object.values(ROWS).map(({ member, usual }) => [member, usual])) as Readonly<
  Record<keyof Workload, number>
>;

export const USAGE: Usage = {
  ways: ["npm run --silent cost -- [options]"],
  about: [
    "Prints what a month of a WebSocket API costs on AWS, line by line, beside a Lambda function and a Standard workflow in place of the Express workflow.",
    `Prices are those of ${US_EAST_1.region} on ${US_EAST_1.date}, from one table that names the page of each; --prices gives others. A month has 730 hours.`,
  ],
  options: {
    ...Object.fromEntries(
      Object.entries(ROWS).map(([name, { meaning, usual }]) => [`--${name} N`, `${meaning} (default: ${usual})`]),
    ),
    "--load FILE":
      "take connections, messages and bytes from a load report: JSON with the numbers connections, durationSeconds, sent, answered, bytesSent, bytesReceived",
    "--execution FILE": "take duration and memory from an answer that 'npm run execute' printed; - for standard input",
    "--free-tier": "subtract what each account has free every month, as if nothing else used it",
    "--region NAME": "the region of the prices; one that the table does not have needs --prices",
    "--prices FILE": "prices of your own, as --print-prices writes them",
    "--print-prices": "print the table of prices as JSON",
    "--plot FILE":
      "write the cost of a million messages by duration as an SVG, with the points where one way overtakes another",
    "--json": "print JSON",
  },
};

/** @throws Error when an option is unknown or its value is wrong */
export function readCostOptions(argv: readonly string[]): CostOptions {
  const { values } = parseArguments({
    args: argv,
    options: {
      ...(Object.fromEntries(Object.keys(ROWS).map((name) => [name, TEXT])) as Record<string, typeof TEXT>),
      load: TEXT,
      execution: TEXT,
      prices: TEXT,
      region: TEXT,
      plot: TEXT,
      "free-tier": FLAG,
      "print-prices": FLAG,
      json: FLAG,
    },
  });
  requireUsed(values);
  const texts = Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  const given = texts.flatMap(([name, value]) => {
    const row = readOwn(ROWS, name);
    return row ? [[row.member, readNumber(`--${name}`, value, { ...row, isWhole: false })]] : [];
  });
  requireMessages(values);
  const files = texts.filter(([name]) => ["load", "execution", "prices", "region", "plot"].includes(name));
  return {
    ...(Object.fromEntries(files) as Pick<CostOptions, "load" | "execution" | "prices" | "region" | "plot">),
    given: Object.fromEntries(given) as Partial<Workload>,
    takesFree: values["free-tier"] === true,
    json: values.json === true,
    printsPrices: values["print-prices"] === true,
  };
}

/** What is counted by the connection; all else is by the message. */
const OF_CONNECTIONS: readonly string[] = ["connections", "connection-minutes", "writes-per-connection"];

/** Refuses an option that changes nothing, where no message is sent. */
function requireMessages(values: Readonly<Record<string, unknown>>): void {
  if (Number(values["messages-per-minute"] ?? NaN) !== 0) return;
  const ofMessages = Object.keys({ ...ROWS, execution: TEXT }).filter((name) => !OF_CONNECTIONS.includes(name));
  const unused = ofMessages.find((name) => name !== "messages-per-minute" && Object.hasOwn(values, name));
  if (unused === undefined) return;
  throw new Error(`--${unused}: changes nothing, got it with --messages-per-minute 0; drop one of the two`);
}

/** The table of prices is printed alone: whatever says more is refused beside it. */
function requireUsed({ "print-prices": isPrinted, ...values }: Readonly<Record<string, unknown>>): void {
  const unused = Object.keys(values).find((name) => values[name] !== false && !["prices", "region"].includes(name));
  if (isPrinted !== true || unused === undefined) return;
  throw new Error(`--print-prices: prints the table of prices alone, got --${unused} too; drop one of the two`);
}
