import { FLAG, LIST, parseArguments, requireKnown, TEXT } from "@sfn-websocket/run/parse-arguments";
import { readNumber } from "@sfn-websocket/languages/read-number";
import { isPackage } from "@sfn-websocket/run/invocation";
import type { Usage } from "@sfn-websocket/run/usage";
import { readThreshold, type Threshold } from "../thresholds";
import { BACK_OFFS, type Design, type Outage } from "./design";
import { METRICS } from "./metrics";
import { QUOTAS } from "./quotas";

/** What the command line of `npm run simulate` asks for. */
export interface SimulateOptions {
  readonly design: Design;
  readonly failIf: readonly Threshold[];
  readonly plot?: string;
  readonly json: boolean;
}

type Amount = Exclude<keyof Design, "backOff" | "outages" | "shards">;

interface Row {
  readonly member: Amount | "accounts" | "regions" | "apis";
  readonly least: number;
  readonly most: number;
  readonly isWhole: boolean;
  readonly usual: number;
  readonly meaning: string;
}

const count = { least: 1, most: 1e9, isWhole: true };
const amount = { least: 0, most: 1e9, isWhole: false };

/** Milliseconds: who waits for longer has given up. */
const LONGEST_WAIT = 3_600_000;
/** Seconds of all accounts and regions together that are simulated at most: a few minutes of work. */
const MOST_SECONDS = 1_000_000;

const ROWS: Readonly<Record<string, Row>> = {
  clients: { member: "clients", ...count, usual: 10_000, meaning: "clients that want to be connected" },
  accounts: { member: "accounts", ...count, most: 1_000, usual: 1, meaning: "AWS accounts over which they are spread" },
  regions: { member: "regions", ...count, most: 40, usual: 1, meaning: "regions of each account" },
  apis: {
    member: "apis",
    ...count,
    most: 600,
    usual: 1,
    meaning: "APIs of each account and region: they share its quotas, so that more change nothing here",
  },
  "connect-rate": {
    member: "connectRate",
    ...count,
    usual: QUOTAS.connects.value,
    meaning: "new connections a second, of an account and region",
  },
  "request-rate": { member: "requestRate", ...count, usual: QUOTAS.requests.value, meaning: "requests a second" },
  "request-burst": { member: "requestBurst", ...count, usual: QUOTAS.burst.value, meaning: "requests at once" },
  "messages-per-minute": { member: "messagesPerMinute", ...amount, usual: 1, meaning: "messages of a client" },
  "posts-per-message": {
    member: "postsPerMessage",
    ...amount,
    most: 1_000,
    usual: 0,
    meaning: "posts to a connection that a message causes: requests too",
  },
  "duration-ms": { member: "durationMs", ...amount, most: 300_000, usual: 100, meaning: "how long a workflow runs" },
  ramp: { member: "ramp", ...amount, most: 86_400, usual: 60, meaning: "seconds over which the clients come" },
  "base-ms": {
    member: "baseMs",
    ...amount,
    least: 1,
    most: LONGEST_WAIT,
    usual: 1_000,
    meaning: "the first wait of a client that was refused",
  },
  "cap-ms": { member: "capMs", ...amount, least: 1, most: LONGEST_WAIT, usual: 60_000, meaning: "its longest wait" },
  "message-attempts": {
    member: "messageAttempts",
    ...count,
    most: 16,
    usual: 5,
    meaning: "how often a message that is throttled is sent before it is given up",
  },
  seconds: { member: "seconds", ...count, most: 100_000, usual: 900, meaning: "seconds to simulate" },
  seed: { member: "seed", ...amount, isWhole: true, usual: 1, meaning: "the same seed gives the same figures" },
};

export const USAGE: Usage = {
  ways: ["npm run --silent simulate -- [options]"],
  about: [
    "Runs a design against AWS's quotas in time of its own: who is refused when many connect at once, how long clients are away after an outage, which messages are throttled. It calls nothing.",
    `Each account and region is a token bucket of connections and one of requests${isPackage ? "" : ", see docs/scale.md"}.`,
  ],
  options: {
    ...Object.fromEntries(
      Object.entries(ROWS).map(([name, { meaning, usual }]) => [`--${name} N`, `${meaning} (default: ${usual})`]),
    ),
    "--back-off NAME": `how clients wait: ${BACK_OFFS.join(", ")} (default: full-jitter)`,
    "--outage AT:SECONDS[:SHARE]":
      "all clients, or a share of them, that of the first accounts and regions, lose their connection at this second, and find none for so long; repeatable",
    "--fail-if BOUND": `exit with status 1 where a figure exceeds a bound, such as 'recovery>120s'; repeatable. Figures: ${Object.entries(
      METRICS,
    )
      .map(([name, { meaning }]) => `${name} (${meaning})`)
      .join(", ")}`,
    "--plot FILE": "write what happened in each second as an SVG",
    "--json": "print JSON, with every second",
  },
  no: "a figure exceeds a bound of --fail-if",
};

/** @throws Error when an option is unknown or its value is wrong */
export function readSimulateOptions(argv: readonly string[]): SimulateOptions {
  const { values } = parseArguments({
    args: argv,
    options: {
      ...(Object.fromEntries(Object.keys(ROWS).map((name) => [name, TEXT])) as Record<string, typeof TEXT>),
      "back-off": TEXT,
      outage: LIST,
      "fail-if": LIST,
      plot: TEXT,
      json: FLAG,
    },
  });
  const { plot, json, outage, "fail-if": bounds, "back-off": backOff = "full-jitter" } = values as Values;
  const amounts = Object.fromEntries(
    Object.entries(ROWS).map(([name, row]) => {
      const written = (values as Readonly<Record<string, unknown>>)[name];
      return [row.member, typeof written === "string" ? readNumber(`--${name}`, written, row) : row.usual];
    }),
  ) as Readonly<Record<Row["member"], number>>;
  const { accounts, regions, apis, ...given } = amounts;
  requireBounded(accounts * regions, given.seconds);
  const design = { ...given, shards: accounts * regions, backOff: requireKnown("--back-off", backOff, BACK_OFFS) };
  requireUsed(values, design);
  requireOrdered(design);
  const outages = requireWithin(outage.map(readOutage), given.seconds);
  return {
    design: { ...design, outages },
    failIf: bounds.map((bound) => readThreshold(bound, METRICS)),
    ...(plot !== undefined && { plot }),
    json,
  };
}

function requireBounded(shards: number, seconds: number): void {
  if (shards * seconds <= MOST_SECONDS) return;
  const most = `at most ${MOST_SECONDS} of them all together`;
  throw new Error(
    `--seconds: too many for ${shards} accounts and regions, ${most}, got ${seconds}; simulate fewer of either`,
  );
}

type Waits = Pick<Design, "backOff" | "baseMs" | "capMs" | "messagesPerMinute">;

const isCapped = ({ backOff }: Waits): boolean => backOff !== "none" && backOff !== "fixed";

/** Refuses a first wait that the longest one would cut. */
function requireOrdered(waits: Waits): void {
  const { baseMs, capMs } = waits;
  if (!isCapped(waits) || baseMs <= capMs) return;
  throw new Error(`--base-ms: is above the longest wait, got ${baseMs} with --cap-ms ${capMs}; correct one of the two`);
}

/** Refuses an option that changes nothing, because of another one. */
function requireUsed(values: Readonly<Record<string, unknown>>, waits: Waits): void {
  const { backOff, messagesPerMinute } = waits;
  const unused = {
    [`--back-off ${backOff}`]: backOff === "none" ? ["base-ms", "cap-ms"] : isCapped(waits) ? [] : ["cap-ms"],
    "--messages-per-minute 0": messagesPerMinute === 0 ? ["message-attempts", "posts-per-message", "duration-ms"] : [],
  };
  for (const [why, names] of Object.entries(unused)) {
    const name = names.find((each) => values[each] !== undefined);
    if (name !== undefined) throw new Error(`--${name}: changes nothing, got it with ${why}; drop one of the two`);
  }
}

interface Values {
  readonly plot?: string;
  readonly json: boolean;
  readonly outage: readonly string[];
  readonly "fail-if": readonly string[];
  readonly "back-off"?: string;
}

function readOutage(text: string): Outage {
  const [at = "", seconds = "", share = "1", ...others] = text.split(":");
  if (others.length > 0 || seconds === "")
    throw new Error(`--outage: not AT:SECONDS[:SHARE], got '${text}'; write for example 300:30:0.5`);
  const read = (part: string, most: number, isWhole: boolean) =>
    readNumber("--outage", part, { least: 0, most, isWhole });
  const outage = { at: read(at, 100_000, true), seconds: read(seconds, 100_000, true), share: read(share, 1, false) };
  if (outage.share > 0) return outage;
  throw new Error(`--outage: is of no client, got the share 0 in '${text}'; write one above 0, or drop it`);
}

/** Refuses an outage that the simulation does not come to. */
function requireWithin(outages: readonly Outage[], seconds: number): readonly Outage[] {
  const late = outages.find(({ at }) => at >= seconds);
  if (late === undefined) return outages;
  throw new Error(
    `--outage: begins after the ${seconds} seconds that are simulated, got ${late.at}; give more by --seconds`,
  );
}
