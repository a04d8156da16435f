import { parseArguments, TEXT } from "@sfn-websocket/run/parse-arguments";
import { readNumber } from "@sfn-websocket/languages/read-number";
import type { Usage } from "@sfn-websocket/run/usage";
import { CHECKS_OPTIONS, CHECKS_USAGE, type ChecksOptions, requireNames } from "../checks/options";

/** What the command line of `npm run faults` asks for. */
export interface FaultsOptions extends ChecksOptions {
  /** How many applies are broken off. */
  readonly rounds: number;
}

const ROUNDS = 100;

export const USAGE: Usage = {
  ways: ["npm run --silent faults -- [options]"],
  about: [
    "Breaks what a server of this project stands on, and tells what became of it: it is killed while Terraform applies, its disk is full, its state damaged, its clock jumps, its clients vanish, files are saved half-way, functions hang. What the system or a missing program does not let happen is not run, and said so. Needs Linux.",
  ],
  options: {
    "--rounds N": `applies by the real Terraform that are broken off (default: ${ROUNDS}, some seconds each)`,
    ...CHECKS_USAGE,
  },
  no: "something was lost, hung, or was not told",
};

/** @throws Error when an option is unknown or its value is wrong */
export function readFaultsOptions(argv: readonly string[], names: readonly string[]): FaultsOptions {
  const { values } = parseArguments({ args: argv, options: { rounds: TEXT, ...CHECKS_OPTIONS } });
  return {
    rounds: readNumber("--rounds", values.rounds ?? String(ROUNDS), { least: 1, most: 10_000, isWhole: true }),
    only: requireNames(values.only, names),
    json: values.json,
  };
}
