import { runCommand } from "@sfn-websocket/run/command";
import type { Check } from "./checks/check";
import { runChecks } from "./checks/run-checks";
import type { Amounts } from "./soak/amounts";
import { CHECKS, type LoadCheck } from "./soak/checks";
import { readSoakOptions, USAGE } from "./soak/options";
import { startProgram } from "./soak/served-program";

void runCommand({
  name: "npm run soak",
  usage: USAGE,
  readOptions: (argv) => readSoakOptions(argv, Object.keys(CHECKS)),
  run: ({ amounts, ...options }) => {
    const checks = Object.entries(CHECKS).map(([name, check]) => [name, onServer(check, amounts)]);
    return runChecks({ ...options, checks: Object.fromEntries(checks), patience: amounts.patience });
  },
});

/** Each check has a server of its own: what one leaves is not the next one's. */
function onServer(check: LoadCheck, amounts: Amounts): Check {
  return async (tell) => {
    const program = await startProgram();
    try {
      return await check(program, amounts, tell);
    } finally {
      program.inspector.close();
      await program.stop();
    }
  };
}
