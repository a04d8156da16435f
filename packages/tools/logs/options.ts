import type { Usage } from "@sfn-websocket/run/usage";
import { parseArguments } from "@sfn-websocket/run/parse-arguments";
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

/**
 * Reads the command line; undefined when it asks for help.
 *
 * @throws Error when an option is unknown or its value is wrong.
 */
export function readLogsOptions(argv: readonly string[], environment: NodeJS.ProcessEnv): LogsOptions | undefined {
  const text = { type: "string" } as const;
  const flag = { type: "boolean", default: false } as const;
  const { values, positionals } = parseArguments({
    args: [...argv],
    allowPositionals: true,
    options: { tail: flag, filter: text, since: text, endpoint: text, region: text, help: flag },
  });
  if (values.help) return undefined;
  const own = `http://127.0.0.1:${environment.PORT || 4566}`;
  return {
    groups: positionals,
    tail: values.tail,
    filterPattern: values.filter,
    since: values.since === undefined ? undefined : readSpan(values.since),
    endpoint: values.endpoint ?? (environment.AWS_ENDPOINT_URL || own),
    region: values.region ?? (environment.AWS_REGION || "us-east-1"),
  };
}

function readSpan(text: string): number {
  const [, count, unit = ""] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const milliseconds = UNITS[unit];
  if (count !== undefined && milliseconds !== undefined) return Number(count) * milliseconds;
  throw new Error(`--since: not a number and s, m, h or d, got '${text}'; write --since 10m`);
}
