import { runCommand, STATUS } from "@sfn-websocket/run/command";
import { createStyle } from "@sfn-websocket/run/terminal";
import { makeBills } from "./cost/bill";
import { findBreakEven, sendsAnything } from "./cost/break-even";
import { type CostOptions, readCostOptions, USAGE, USUAL } from "./cost/options";
import { plotBreakEven } from "./cost/plot";
import { type PriceTable, US_EAST_1 } from "./cost/prices";
import { printBills } from "./cost/print-bills";
import { readExecution, readLoadReport, readPrices, readText } from "./cost/read-files";
import type { Workload } from "./cost/workload";
import { writeOption } from "./write-option";

void runCommand({ name: "npm run cost", usage: USAGE, readOptions: readCostOptions, run: report });

function report(options: CostOptions): number {
  const table = chooseTable(options);
  if (options.printsPrices) {
    process.stdout.write(`${JSON.stringify(table, null, 2)}\n`);
    return STATUS.done;
  }
  const workload = readWorkload(options);
  const { takesFree } = options;
  const bills = makeBills(workload, { table, takesFree });
  const isCompared = sendsAnything(workload);
  if (options.plot !== undefined && !isCompared)
    throw new Error("--plot: no messages, no curve, got none; give --connections and --messages-per-minute");
  const breakEven = isCompared
    ? findBreakEven(workload, { table, takesFree })
    : { durations: [], curves: [], crossings: [] };
  const { crossings } = breakEven;
  if (options.plot !== undefined) writeOption("--plot", options.plot, plotBreakEven(breakEven, describePlot(table)));
  const printed = { workload, table: { region: table.region, date: table.date }, bills, crossings };
  const text = options.json
    ? `${JSON.stringify(printed, null, 2)}\n`
    : printBills({ workload, table, bills, crossings }, createStyle(process.stdout, process.env).columns);
  process.stdout.write(text);
  return STATUS.done;
}

function describePlot({ region, date }: PriceTable): string {
  return `US dollars for a million messages by duration, ${region}, ${date}`;
}

/** What was given by name counts most, then what the files measured. */
function readWorkload({ given, load, execution }: CostOptions): Workload {
  return {
    ...USUAL,
    ...(load !== undefined && readLoadReport(load, readText(load))),
    ...(execution !== undefined && readExecution(execution, readText(execution))),
    ...given,
  };
}

function chooseTable({ prices, region }: CostOptions): PriceTable {
  const table = prices === undefined ? US_EAST_1 : readPrices(prices, readText(prices));
  if (region === undefined || region === table.region) return table;
  const fix = "write the prices into a file (--print-prices) and name it by --prices";
  throw new Error(`--region: no prices of it, there are those of ${table.region}, got '${region}'; ${fix}`);
}
