import { runCommand, STATUS } from "@sfn-websocket/run/command";
import { createStyle } from "@sfn-websocket/run/terminal";
import { listFigures } from "./simulate/metrics";
import { readSimulateOptions, type SimulateOptions, USAGE } from "./simulate/options";
import { plotOutcome } from "./simulate/plot";
import { printOutcome } from "./simulate/print-outcome";
import { simulate } from "./simulate/simulate";
import { listExceeded } from "./thresholds";
import { writeOption } from "./write-option";

void runCommand({ name: "npm run simulate", usage: USAGE, readOptions: readSimulateOptions, run: report });

function report({ design, failIf, plot, json }: SimulateOptions): number {
  const outcome = simulate(design);
  const figures = listFigures(outcome);
  const exceeded = listExceeded(failIf, figures);
  if (plot !== undefined) writeOption("--plot", plot, plotOutcome(outcome));
  process.stdout.write(
    json
      ? `${JSON.stringify({ figures, exceeded, ...outcome }, null, 2)}\n`
      : printOutcome(outcome, createStyle(process.stdout, process.env).columns),
  );
  for (const line of exceeded) process.stderr.write(`exceeded: ${line}\n`);
  return exceeded.length === 0 ? STATUS.done : STATUS.no;
}
