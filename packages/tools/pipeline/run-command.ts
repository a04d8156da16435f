/** Runs a command; its error is printed, and makes the exit status 1. */
export function runCommand(command: () => Promise<void>): void {
  void command().catch(({ message }: Error) => {
    process.stderr.write(`error: ${message}\n`);
    process.exitCode = 1;
  });
}
