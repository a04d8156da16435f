import { spawn } from "node:child_process";
import type { SynthesizedStack } from "./read-manifest";

/** One command of Terraform in a stack's directory. */
export interface TerraformCommand {
  readonly stack: SynthesizedStack;
  readonly args: readonly string[];
  /**
   * Exit statuses that are no failure.
   * @default [0]
   */
  readonly accepted?: readonly number[];
}

/** How a command ended. */
export interface TerraformResult {
  readonly status: number;
  /** What it printed on standard output. */
  readonly printed: string;
}

/**
 * Runs Terraform, whose progress goes to standard error so that standard output stays the caller's.
 *
 * @throws Error when Terraform is not there or ends with a status that is not accepted.
 */
export async function runTerraform({ stack, args, accepted = [0] }: TerraformCommand): Promise<TerraformResult> {
  const isJson = args.includes("-json");
  const child = spawn(process.env["TERRAFORM_BINARY_NAME"] || "terraform", [`-chdir=${stack.directory}`, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
    // A group of its own: a terminal's interrupt arrives once, by forwardSignals; the second would be a hard stop.
    detached: true,
  });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    // Plans and outputs as JSON hold sensitive values in plain text: a log is no place for them.
    if (!isJson) process.stderr.write(chunk);
  });
  const stopForwarding = forwardSignals((signal) => void child.kill(signal));
  const status = await new Promise<number>((resolve, reject) => {
    child.on("close", (code) => resolve(code ?? 1));
    child.on("error", ({ message }) =>
      reject(new Error(`terraform: cannot be started, got '${message}'; install Terraform 1.10 or later`)),
    );
  }).finally(stopForwarding);
  if (!accepted.includes(status))
    throw new Error(
      `stack '${stack.id}': terraform ${args[0]} failed, got exit status ${status}; read its error above`,
    );
  return { status, printed: Buffer.concat(chunks).toString("utf8") };
}

/** A cancelled job is told so by signals: Terraform then gives back the state's lock. */
function forwardSignals(send: (signal: NodeJS.Signals) => void): () => void {
  const signals: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM"];
  for (const signal of signals) process.on(signal, send);
  return () => signals.forEach((signal) => void process.off(signal, send));
}
