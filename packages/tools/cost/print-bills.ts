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

/** The report for people, in lines of 80 columns. */
export function printBills({ workload, table, bills, crossings }: CostReport): string {
  const [own, ...others] = bills;
  if (!own) return "";
  const { connections, messagesPerMinute, durationMs } = workload;
  const count = (units: number, noun: string) => `${printUnits(units)} ${noun}${units === 1 ? "" : "s"}`;
  const sent = `${count(messagesPerMinute, "message")} a minute each`;
  const load = `${count(connections, "connection")}, ${sent}, ${printUnits(durationMs)} ms a workflow`;
  const lines = own.lines.map(({ about, units, unit, cost }) => printLine(about, `${printUnits(units)} ${unit}`, cost));
  return [
    `${load}\n`,
    `${table.region}, prices of ${table.date}, a month of 730 hours\n\n`,
    ...lines.flat(),
    printTotal("total", own),
    "\n",
    ...others.map((bill) => printTotal(`in its place a ${bill.way}`, bill)),
    ...(crossings.length > 0 ? ["\n", ...crossings.map(printCrossing)] : []),
  ].join("");
}

const COLUMN = 66;

function printLine(about: string, units: string, cost: number): readonly string[] {
  const line = `  ${about}`;
  return [`${line.padEnd(COLUMN)}${printDollars(cost).padStart(13)}\n`, `    ${units}\n`];
}

function printTotal(name: string, { total, perMillion }: Bill): string {
  const each = perMillion > 0 ? ` (${printDollars(perMillion)} a million messages)` : "";
  return `${`${name}${each}`.padEnd(COLUMN)}${printDollars(total).padStart(13)}\n`;
}

const printCrossing = ({ before, after, durationMs }: Crossing): string =>
  `from ${printUnits(durationMs)} ms the ${after} costs less than the ${before}\n`;
