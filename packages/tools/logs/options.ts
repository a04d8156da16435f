import { requireRegion } from "@sfn-websocket/languages/region";
import type { Usage } from "@sfn-websocket/run/usage";
import { FLAG, parseArguments, TEXT } from "@sfn-websocket/run/parse-arguments";
import { requireHttpAddress } from "../http-address";
import type { LogsEndpoint } from "./call-logs";

export interface LogsOptions extends LogsEndpoint {
  /** Names of log groups. @default all */
  readonly groups: readonly string[];
  /** Goes on with what comes. */
  readonly tail: boolean;
  /** What a message holds, as CloudWatch Logs reads it. */
  readonly filterPattern?: string;
  /** Milliseconds before now; undefined is all time. */
  readonly since?: number;
}

export const USAGE: Usage = {
  ways: ["npm run --silent logs -- [options] [GROUP...]"],
  about: ["Prints the log groups of this machine's AWS, oldest first."],
  options: {
    GROUP: "only this log group (default: all)",
    "--tail": "go on with what comes",
    "--filter TEXT": "only events that match this pattern",
    "--since TIME": "only events of the last 30s, 10m, 2h, 1d",
    "--endpoint URL": "(default: $AWS_ENDPOINT_URL, else port $PORT or 4566 of this machine)",
    "--region NAME": "(default: $AWS_REGION, else us-east-1)",
  },
};

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** @throws Error when an option is unknown or its value is wrong */
export function readLogsOptions(argv: readonly string[], environment: NodeJS.ProcessEnv): LogsOptions {
  const { values, positionals } = parseArguments({
    args: argv,
    allowPositionals: true,
    options: { tail: FLAG, filter: TEXT, since: TEXT, endpoint: TEXT, region: TEXT },
  });
  return {
    groups: positionals,
    tail: values.tail,
    filterPattern: values.filter,
    since: values.since === undefined ? undefined : readSpan(values.since, values.tail ? 0 : 1),
    endpoint: readEndpoint(values.endpoint, environment),
    region: readRegion(values.region, environment),
  };
}

/** @param least the number from which on there may be events; none have come in no time */
function readSpan(text: string, least: number): number {
  const [, count = "", unit = ""] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const milliseconds = UNITS[unit];
  if (milliseconds === undefined)
    throw new Error(`--since: not a number and s, m, h or d, got '${text}'; write --since 10m`);
  if (Number(count) >= least) return Number(count) * milliseconds;
  throw new Error(`--since: holds no events without --tail, got '${text}'; add it, or write --since 10m`);
}

function readEndpoint(text: string | undefined, { AWS_ENDPOINT_URL, PORT }: NodeJS.ProcessEnv): string {
  if (text !== undefined) return requireHttpAddress("--endpoint", text);
  return AWS_ENDPOINT_URL
    ? requireHttpAddress("AWS_ENDPOINT_URL", AWS_ENDPOINT_URL)
    : requireHttpAddress("PORT", `http://127.0.0.1:${PORT || 4566}`);
}

function readRegion(text: string | undefined, { AWS_REGION }: NodeJS.ProcessEnv): string {
  return text === undefined ? requireRegion("AWS_REGION", AWS_REGION || "us-east-1") : requireRegion("--region", text);
}
