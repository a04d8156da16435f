/** One step of a price: what each unit costs up to so many units a month. */
export interface Tier {
  /** Units a month, counted from the first; null for all that are left. */
  readonly upTo: number | null;
  /** US dollars a unit. */
  readonly price: number;
}

/** What one kind of use costs. */
export interface Price {
  /** In the plural, as a line of a bill has it. */
  readonly unit: string;
  readonly tiers: readonly Tier[];
  /** Units that an account has free each month, whatever its age. @default none */
  readonly free?: number;
  readonly source: string;
}

/** Prices of a region, and when they were looked up. */
export interface PriceTable {
  readonly region: string;
  /** `2026-11-29` */
  readonly date: string;
  readonly prices: Prices;
}

export type Item =
  | "messages"
  | "connectionMinutes"
  | "expressRequests"
  | "expressDuration"
  | "standardTransitions"
  | "lambdaRequests"
  | "lambdaDuration"
  | "logsIngested"
  | "logsStored"
  | "traces"
  | "tableWrites"
  | "keyRequests"
  | "dataOut";

export type Prices = Readonly<Record<Item, Price>>;

const MILLION = 1_000_000;
const BILLION = 1_000 * MILLION;
const TB = 1_024;

const same = (price: number): readonly Tier[] => [{ upTo: null, price }];

/**
 * The list prices of us-east-1 in US dollars, without taxes and discounts. Each names the page that it was compared with; the
 * offers of new accounts are not in it.
 */
export const US_EAST_1: PriceTable = {
  region: "us-east-1",
  date: "2026-11-29",
  prices: {
    messages: {
      unit: "messages of up to 32 KB",
      tiers: [
        { upTo: BILLION, price: 1.0 / MILLION },
        { upTo: null, price: 0.8 / MILLION },
      ],
      source: "https://aws.amazon.com/api-gateway/pricing/#WebSocket_APIs",
    },
    connectionMinutes: {
      unit: "minutes",
      tiers: same(0.25 / MILLION),
      source: "https://aws.amazon.com/api-gateway/pricing/#WebSocket_APIs",
    },
    expressRequests: {
      unit: "executions",
      tiers: same(1.0 / MILLION),
      source: "https://aws.amazon.com/step-functions/pricing/",
    },
    expressDuration: {
      unit: "GB-seconds",
      tiers: [
        { upTo: 3_600_000, price: 0.00001667 },
        { upTo: 18_000_000, price: 0.00000833 },
        { upTo: null, price: 0.00000456 },
      ],
      source: "https://aws.amazon.com/step-functions/pricing/",
    },
    standardTransitions: {
      unit: "state transitions",
      tiers: same(25 / MILLION),
      free: 4_000,
      source: "https://aws.amazon.com/step-functions/pricing/",
    },
    lambdaRequests: {
      unit: "requests",
      tiers: same(0.2 / MILLION),
      free: MILLION,
      source: "https://aws.amazon.com/lambda/pricing/",
    },
    lambdaDuration: {
      unit: "GB-seconds",
      tiers: [
        { upTo: 6 * BILLION, price: 0.0000166667 },
        { upTo: 15 * BILLION, price: 0.000015 },
        { upTo: null, price: 0.0000133334 },
      ],
      free: 400_000,
      source: "https://aws.amazon.com/lambda/pricing/",
    },
    logsIngested: { unit: "GB", tiers: same(0.5), free: 5, source: "https://aws.amazon.com/cloudwatch/pricing/" },
    logsStored: { unit: "GB for a month", tiers: same(0.03), source: "https://aws.amazon.com/cloudwatch/pricing/" },
    traces: { unit: "traces", tiers: same(5 / MILLION), free: 100_000, source: "https://aws.amazon.com/xray/pricing/" },
    tableWrites: {
      unit: "writes of up to 1 KB",
      tiers: same(0.625 / MILLION),
      source: "https://aws.amazon.com/dynamodb/pricing/on-demand/",
    },
    keyRequests: {
      unit: "requests",
      tiers: same(3 / MILLION),
      free: 20_000,
      source: "https://aws.amazon.com/kms/pricing/",
    },
    dataOut: {
      unit: "GB",
      tiers: [
        { upTo: 10 * TB, price: 0.09 },
        { upTo: 50 * TB, price: 0.085 },
        { upTo: 150 * TB, price: 0.07 },
        { upTo: null, price: 0.05 },
      ],
      free: 100,
      source: "https://aws.amazon.com/ec2/pricing/on-demand/#Data_Transfer",
    },
  },
};

/** What so many units of a month cost, in US dollars; the free ones are the first. */
export function priceOf({ tiers, free = 0 }: Price, units: number, takesFree: boolean): number {
  let left = Math.max(0, units - (takesFree ? free : 0));
  let below = 0;
  let cost = 0;
  for (const { upTo, price } of tiers) {
    const here = Math.min(left, upTo === null ? Infinity : upTo - below);
    cost += here * price;
    left -= here;
    below = upTo ?? below;
  }
  return cost;
}
