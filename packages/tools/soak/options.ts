import { FLAG, parseArguments, TEXT } from "@sfn-websocket/run/parse-arguments";
import { readNumber } from "@sfn-websocket/languages/read-number";
import type { Usage } from "@sfn-websocket/run/usage";
import { CHECKS_OPTIONS, CHECKS_USAGE, type ChecksOptions, requireNames } from "../checks/options";
import { type Amounts, LONG, SHORT } from "./amounts";

/** What the command line of `npm run soak` asks for. */
export interface SoakOptions extends ChecksOptions {
  readonly amounts: Amounts;
}

export const USAGE: Usage = {
  ways: ["npm run --silent soak -- [options]"],
  about: [
    "Puts the server of this project under load that must hold, and tells what of it did: each message answered once, no memory kept, no file left open, nothing lost while what is served changes or the server stops. Takes a few minutes. Needs Linux.",
  ],
  options: {
    "--short": "as much as takes some seconds",
    "--connections N": `connections at a time (default: ${LONG.connections})`,
    "--in-flight N": `messages of each connection that wait at a time (default: ${LONG.inFlight})`,
    "--messages N": `messages in all (default: ${LONG.messages})`,
    ...CHECKS_USAGE,
  },
  no: "something did not hold",
};

/** @throws Error when an option is unknown or its value is wrong */
export function readSoakOptions(argv: readonly string[], names: readonly string[]): SoakOptions {
  const { values } = parseArguments({
    args: argv,
    options: {
      ...{ connections: TEXT, "in-flight": TEXT, messages: TEXT },
      short: FLAG,
      ...CHECKS_OPTIONS,
    },
  });
  const usual = values.short ? SHORT : LONG;
  const read = (name: "connections" | "in-flight" | "messages", standard: number, most: number) =>
    readNumber(`--${name}`, values[name] ?? String(standard), { least: 1, most, isWhole: true });
  return {
    amounts: {
      ...usual,
      connections: read("connections", usual.connections, 20_000),
      inFlight: read("in-flight", usual.inFlight, 10_000),
      messages: read("messages", usual.messages, 1e9),
    },
    only: requireNames(values.only, names),
    json: values.json,
  };
}
