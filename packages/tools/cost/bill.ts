import { type Item, priceOf, type PriceTable } from "./prices";
import { countUsage, type Usage, type Workload } from "./workload";

/** One line of a bill. */
export interface BillLine {
  readonly item: Item;
  readonly about: string;
  readonly units: number;
  readonly unit: string;
  /** US dollars a month. */
  readonly cost: number;
}

/** A month of one way to build the API. */
export interface Bill {
  readonly way: string;
  readonly lines: readonly BillLine[];
  readonly total: number;
  /** US dollars for a million messages that are answered; 0 where there are none. */
  readonly perMillion: number;
}

type Line = readonly [item: Item, about: string, units: number];

/** What all ways have in common: the socket, its table, what leaves AWS. */
const listShared = (usage: Usage): readonly Line[] => [
  ["messages", "API Gateway: messages, in steps of 32 KB", usage.received + usage.sent],
  ["connectionMinutes", "API Gateway: connection minutes", usage.connectionMinutes],
  ["logsIngested", "CloudWatch Logs: written", usage.logGb],
  ["logsStored", "CloudWatch Logs: kept", usage.logGbMonths],
  ["tableWrites", "DynamoDB: the table of connections", usage.tableWrites],
  ["keyRequests", "KMS: requests", usage.keyRequests],
  ["dataOut", "data out to the internet", usage.dataOutGb],
];

/** What each way adds. The asynchronous one, where it answers, does so with an ARN at once, and posts the result. */
const WAYS: Readonly<Record<string, (usage: Usage) => readonly Line[]>> = {
  "Express workflow": (usage) => [
    ["expressRequests", "Step Functions: executions", usage.answered],
    ["expressDuration", "Step Functions: duration, in steps of 100 ms and 64 MB", usage.expressGbSeconds],
    ["traces", "X-Ray: traces", usage.traces],
  ],
  "Lambda function": (usage) => [
    ["lambdaRequests", "Lambda: requests", usage.answered],
    ["lambdaDuration", "Lambda: duration, in steps of 1 ms", usage.lambdaGbSeconds],
    ["traces", "X-Ray: traces", usage.traces],
  ],
  "Standard workflow": (usage) => [
    ["standardTransitions", "Step Functions: state transitions", usage.transitions],
    ["messages", "API Gateway: the execution's ARN, at once", usage.sent > 0 ? usage.answered : 0],
    ["traces", "X-Ray: traces", usage.traces],
  ],
};

export interface BillOptions {
  readonly table: PriceTable;
  /** Whether what AWS gives each account free is all this API's. */
  readonly takesFree: boolean;
}

/** The month's bill of each way to build the API, this project's first; a line that costs nothing and has no units is left out. */
export function makeBills(workload: Workload, options: BillOptions): readonly Bill[] {
  const usage = countUsage(workload);
  return Object.entries(WAYS).map(([way, add]) =>
    makeBill(way, [...add(usage), ...listShared(usage)], { ...options, answered: usage.answered }),
  );
}

function makeBill(
  way: string,
  uses: readonly Line[],
  { table, takesFree, answered }: BillOptions & { readonly answered: number },
): Bill {
  const used = new Map<Item, number>();
  const lines = uses
    .filter(([, , units]) => units > 0)
    .map(([item, about, units]) => {
      const price = table.prices[item];
      // Of two lines of one price, the second goes on where the first ended.
      const before = used.get(item) ?? 0;
      used.set(item, before + units);
      const cost = priceOf(price, before + units, takesFree) - priceOf(price, before, takesFree);
      return { item, about, units, unit: price.unit, cost };
    });
  const total = lines.reduce((sum, { cost }) => sum + cost, 0);
  return { way, lines, total, perMillion: answered === 0 ? 0 : (total / answered) * 1_000_000 };
}
