import { HelpAsked } from "@sfn-websocket/run/parse-arguments";

/** Runs a command; its error is printed, and makes the exit status 1. `usage` is printed where help was asked for. */
export function runCommand(command: () => Promise<void>, usage: string): void {
  void command().catch((error: Error) => {
    if (error instanceof HelpAsked) return void process.stdout.write(usage);
    process.stderr.write(`error: ${error.message}\n`);
    process.exitCode = 1;
  });
}
