import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Progress } from "./progress";
import { readLine, stripControls } from "./read-line";

export interface CdktfRun {
  /** What cdktf is told. */
  readonly command: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Told each thing that happens. */
  readonly progress: Progress;
  /** Whether Terraform's text is what was asked for, and not only how far it is. */
  readonly isPrinted: boolean;
  readonly print: (text: string) => void;
}

/** Where the text of a plan begins; what stands before is Terraform's way there. */
const PLAN = /Terraform used the selected providers|No changes\.|Terraform will perform/;

/** Runs cdktf to its end, and resolves to its exit status and all that it printed, without control characters. */
export async function runCdktf({ command, env, progress, isPrinted, print }: CdktfRun): Promise<CdktfEnd> {
  const cdktf = require.resolve("cdktf-cli/bundle/bin/cdktf.js");
  // Where it takes itself for a pipeline's, cdktf draws nothing that is drawn over later.
  const child = spawn(process.execPath, [cdktf, ...command], {
    env: { ...env, CI: "1" },
    stdio: ["inherit", "pipe", "pipe"],
  });
  // The terminal's Ctrl-C reaches cdktf and Terraform by itself: they finish what they began, and then this ends.
  const stay = () => undefined;
  process.on("SIGINT", stay);
  const printed: string[] = [];
  let isPlan = false;
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on("line", (raw) => {
      const line = stripControls(raw);
      printed.push(line);
      const event = readLine(line);
      if (event) progress.tell(event);
      isPlan ||= PLAN.test(line);
      if (isPrinted && isPlan) print(`${line}\n`);
    });
  const status = await new Promise<number>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
  process.off("SIGINT", stay);
  progress.end();
  return { status, printed };
}

export interface CdktfEnd {
  readonly status: number;
  readonly printed: readonly string[];
}

/** The line of an error, of Terraform in its box and beside the stack's name, or of cdktf; not a plan's member of that name. */
const ERROR = /^(?:\S+ {2,})?[\s\u2502]*(?:\[[^\]]*\] \[ERROR\] |error: )/i;

/** What is to be read of a run that failed: from the first error on, or all where no line says that it is one. */
export function describeFailure(printed: readonly string[]): string {
  const first = printed.findIndex((line) => ERROR.test(line));
  const text = printed
    .slice(Math.max(first, 0))
    // How many stacks are done; and the column of the stack's name, beside which Terraform draws its boxes.
    .filter((line) => !/^\d+ Stacks? deploying /.test(line))
    .map((line) => line.replace(/^\s+(?=[\u2502\u2575\u2577])/, ""))
    .join("\n");
  return `${text.replace(/\n{3,}/g, "\n\n").trim()}\n`;
}
