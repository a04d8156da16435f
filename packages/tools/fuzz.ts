import { runCommand, STATUS } from "@sfn-websocket/run/command";
import { stopServersAtExit } from "./benchmark/servers";
import { AREAS } from "./fuzz/areas";
import { fuzzArea } from "./fuzz/fuzz-area";
import { type FuzzOptions, readOptions, USAGE } from "./fuzz/options";
import { printReport } from "./fuzz/print-report";

const MINUTE = 60_000;

void runCommand({ name: "npm run fuzz", usage: USAGE, readOptions, run: fuzz });

async function fuzz({ areas, minutes, ...run }: FuzzOptions): Promise<number> {
  stopServersAtExit();
  let problems = 0;
  for (const name of areas) {
    const area = AREAS[name];
    if (area === undefined) continue;
    const report = await fuzzArea(area, { ...run, until: performance.now() + minutes * MINUTE });
    process.stdout.write(printReport(name, run.seed, report));
    problems += report.problems.length;
  }
  return problems === 0 ? STATUS.done : STATUS.no;
}
