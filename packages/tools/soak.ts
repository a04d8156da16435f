import { runCommand, STATUS } from "@sfn-websocket/run/command";
import type { Checked } from "./soak/check";
import { CHECKS } from "./soak/checks";
import { readSoakOptions, type SoakOptions, USAGE } from "./soak/options";
import { startProgram } from "./soak/served-program";

const NAMES = Object.keys(CHECKS);

void runCommand({
  name: "npm run soak",
  usage: USAGE,
  readOptions: (argv) => readSoakOptions(argv, NAMES),
  run: soak,
});

/** Each check has a server of its own: what one leaves is not the next one's. */
async function soak({ amounts, only, json }: SoakOptions): Promise<number> {
  const checked: Checked[] = [];
  for (const [name, check] of Object.entries(CHECKS)) {
    if (only.length > 0 && !only.some((text) => name.includes(text))) continue;
    const program = await startProgram();
    try {
      const result = { name, ...(await Promise.race([check(program, amounts, tell), hang(amounts.patience)])) };
      checked.push(result);
      if (!json) process.stdout.write(print(result));
    } finally {
      program.inspector.close();
      await program.stop();
    }
  }
  if (json) process.stdout.write(`${JSON.stringify({ checks: checked }, null, 2)}\n`);
  return checked.some(({ problem }) => problem !== undefined) ? STATUS.no : STATUS.done;
}

/** What is said of a check that does not end. */
function hang(milliseconds: number): Promise<Omit<Checked, "name">> {
  const hung = {
    figures: `not done after ${milliseconds / 1_000} s`,
    problem: "something is awaited that does not come",
  };
  return new Promise((resolve) => setTimeout(resolve, milliseconds, hung).unref());
}

function print({ name, figures, problem }: Checked): string {
  return `${problem === undefined ? "held    " : "failed  "}${name}\n        ${figures}\n${problem === undefined ? "" : `        ${problem}\n`}`;
}

function tell(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line}`.slice(0, (process.stderr.columns || 80) + 4));
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
