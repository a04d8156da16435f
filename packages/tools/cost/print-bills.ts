import { wrap } from "@sfn-websocket/run/terminal";
import { writeRow } from "../write-row";
import type { Bill } from "./bill";
import type { Crossing } from "./break-even";
import type { PriceTable } from "./prices";
import type { Workload } from "./workload";

export interface CostReport {
  readonly workload: Workload;
  readonly table: PriceTable;
  readonly bills: readonly Bill[];
  readonly crossings: readonly Crossing[];
}

/** Thousands by commas, as AWS's calculator writes them; small amounts with the digits that they have. */
function printUnits(units: number): string {
  if (units >= 100) return Math.round(units).toLocaleString("en-US");
  return String(Number(units.toPrecision(3)));
}

export function printDollars(cost: number): string {
  if (cost > 0 && cost < 0.005) return "< $0.01";
  return `$${cost.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}

/** The report for people, in lines of at most 79 columns, or as few as the terminal has. */
export function printBills({ workload, table, bills, crossings }: CostReport, terminal = Infinity): string {
  const [own, ...others] = bills;
  if (!own) return "";
  const { connections, messagesPerMinute, durationMs } = workload;
  const count = (units: number, noun: string) => `${printUnits(units)} ${noun}${units === 1 ? "" : "s"}`;
  const sent = `${count(messagesPerMinute, "message")} a minute each`;
  const load = `${count(connections, "connection")}, ${sent}, ${printUnits(durationMs)} ms a workflow`;
  const columns = Math.min(terminal, WIDEST);
  const row = (name: string, cost: number) => writeRow(name, printDollars(cost), columns);
  const total = (name: string, bill: Bill) => row(`${name}${describeEach(bill)}`, bill.total);
  return [
    `${wrap(load, terminal, 0)}\n`,
    `${table.region}, prices of ${table.date}, a month of 730 hours\n\n`,
    ...own.lines.map(({ about, units, unit, cost }) => `${row(`  ${about}`, cost)}    ${printUnits(units)} ${unit}\n`),
    total("total", own),
    "\n",
    ...others.map((bill) => total(`in its place a ${bill.way}`, bill)),
    ...(crossings.length > 0 ? ["\n", ...crossings.map((each) => `${wrap(printCrossing(each), terminal, 0)}\n`)] : []),
  ].join("");
}

const WIDEST = 79;

const describeEach = ({ perMillion }: Bill): string =>
  perMillion > 0 ? ` (${printDollars(perMillion)} a million messages)` : "";

const printCrossing = ({ before, after, durationMs }: Crossing): string =>
  `from ${printUnits(durationMs)} ms the ${after} costs less than the ${before}`;
