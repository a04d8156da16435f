import { CLEAR_LINE, createStyle, readColumns, wrap } from "@sfn-websocket/run/terminal";
import { STATUS } from "@sfn-websocket/run/command";
import { stopServers, stopServersAtExit } from "../benchmark/servers";
import type { Check, Checks, NotRun, Outcome } from "./check";
import type { ChecksOptions } from "./options";

interface Run extends ChecksOptions {
  readonly checks: Checks;
  /** Milliseconds after which a check counts as hung. */
  readonly patience: number;
}

type Checked = { readonly name: string } & (Outcome | NotRun);

/** Makes the checks one after the other and prints what came of each; the status of the command. */
export async function runChecks({ checks, only, json, patience }: Run): Promise<number> {
  stopServersAtExit();
  const checked: Checked[] = [];
  for (const [name, check] of Object.entries(checks)) {
    if (only.length > 0 && !only.some((text) => name.includes(text))) continue;
    const result = { name, ...(await makeCheck(check, patience)) };
    clearLine();
    checked.push(result);
    if (!json) process.stdout.write(print(result));
  }
  if (json) process.stdout.write(`${JSON.stringify({ checks: checked }, null, 2)}\n`);
  return checked.some((each) => "problem" in each) ? STATUS.no : STATUS.done;
}

/** Makes one check; of one that does not end, the servers are stopped, so that nothing keeps this process. */
async function makeCheck(check: Check, patience: number): Promise<Outcome | NotRun> {
  let timer: NodeJS.Timeout | undefined;
  const hung = {
    figures: `not done after ${patience / 1_000} s`,
    problem: "something is awaited that does not come",
  };
  const hang = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => void stopServers().finally(() => resolve(hung)), patience);
  });
  try {
    return await Promise.race([check(tell), hang]);
  } finally {
    clearTimeout(timer);
  }
}

const INDENT = " ".repeat(8);

function print(checked: Checked): string {
  const { columns } = createStyle(process.stdout, process.env);
  const write = (start: string, text: string) => `${start}${wrap(text, columns, INDENT.length)}\n`;
  if ("notRun" in checked) return write("not run: ", checked.name) + write(INDENT, checked.notRun);
  const { name, figures, problem } = checked;
  const state = problem === undefined ? "held    " : "failed  ";
  return write(state, name) + write(INDENT, figures) + (problem === undefined ? "" : write(INDENT, problem));
}

/** Takes away what was told last: on a terminal it stands where the result is to begin. */
function clearLine(): void {
  if (process.stderr.isTTY) process.stderr.write(CLEAR_LINE);
}

function tell(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`${CLEAR_LINE}${line.slice(0, readColumns(process.stderr, {}) - 1)}`);
  else tellRarely(line);
}

/** Milliseconds between two lines where there is no terminal. */
const PERIOD = 5_000;
let lastTold = 0;

function tellRarely(line: string): void {
  if (performance.now() - lastTold < PERIOD) return;
  lastTold = performance.now();
  process.stderr.write(`${line}\n`);
}
