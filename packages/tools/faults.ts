import { runCommand } from "@sfn-websocket/run/command";
import { runChecks } from "./checks/run-checks";
import { listChecks, NAMES } from "./faults/checks";
import { readFaultsOptions, USAGE } from "./faults/options";

/** Milliseconds after which a check counts as hung. */
const PATIENCE = 3_600_000;

void runCommand({
  name: "npm run faults",
  usage: USAGE,
  readOptions: (argv) => readFaultsOptions(argv, NAMES),
  run: (options) => runChecks({ ...options, checks: listChecks(options.rounds), patience: PATIENCE }),
});
