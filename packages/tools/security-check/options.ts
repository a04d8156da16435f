import { FLAG, parseArguments } from "@sfn-websocket/run/parse-arguments";
import type { Usage } from "@sfn-websocket/run/usage";

/** What the command line of `npm run security-check` asks for. */
export interface SecurityCheckOptions {
  readonly json: boolean;
  /** Whether the tests are left out, which `npm test` has run. @default false */
  readonly leavesTests: boolean;
}

export const USAGE: Usage = {
  ways: ["npm run --silent security-check -- [options]"],
  about: [
    "Runs the tests that hold the promises of .github/SECURITY.md, asks npm for known holes of the packages that ship, and looks which packages run scripts while they are installed.",
  ],
  options: {
    "--no-tests": "leave the tests out, where 'npm test' runs them all",
    "--json": "print one JSON object instead",
  },
  no: "a promise is broken",
};

/** Reads the command line. @throws Error when an option is unknown */
export function readSecurityCheckOptions(argv: readonly string[]): SecurityCheckOptions {
  const { values } = parseArguments({ args: argv, options: { "no-tests": FLAG, json: FLAG } });
  return { json: values.json, leavesTests: values["no-tests"] };
}
