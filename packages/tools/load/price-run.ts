import { printDollars } from "../cost/print-bills";
import { priceOf, US_EAST_1, type Item } from "../cost/prices";
import { countExpressGbSeconds, countMetered } from "../cost/workload";
import type { LoadPlan } from "./plan";

const MINUTE = 60_000;
/** A workflow that does little. */
const DURATION = 100;
const MEMORY = 64;

/** What a run costs on AWS at least, in US dollars and in one line: list prices, each message with an answer and an execution. */
export function describePrice({ connections, rate, duration, ramp, messages }: LoadPlan): string {
  const sent = Math.ceil((rate * duration) / 1_000);
  const bytes = Math.max(...messages.map(({ length }) => length), 1);
  const used: Partial<Record<Item, number>> = {
    messages: sent * (countMetered(bytes) + 1),
    connectionMinutes: connections * Math.ceil((ramp + duration) / MINUTE),
    expressRequests: sent,
    expressDuration: sent * countExpressGbSeconds(DURATION, MEMORY),
  };
  const cost = Object.entries(used).reduce(
    (total, [item, units]) => total + priceOf(US_EAST_1.prices[item as Item], units, false),
    0,
  );
  return `on AWS this run costs about ${printDollars(Math.max(cost, 0.01))}: ${sent} messages with answers, as many executions of ${DURATION} ms, ${used.connectionMinutes} connection minutes; list prices of ${US_EAST_1.region}, ${US_EAST_1.date}`;
}
