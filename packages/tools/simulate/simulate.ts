import { Random } from "../differential/random";
import type { Design, Outage } from "./design";
import { type Second, Shard } from "./shard";
import { spread, TICKS_A_SECOND } from "./spread";

/** How a design got over an outage. */
export interface Recovery {
  readonly outage: Outage;
  /** Seconds from its end until 99% of the clients are connected. @default they never were */
  readonly seconds?: number;
  /** Handshakes in the busiest second from its begin on. */
  readonly peakAttempts: number;
  /** Of the handshakes from its begin on, 0 to 1. */
  readonly refused: number;
}

/** What became of a design. */
export interface Outcome {
  readonly design: Design;
  readonly seconds: readonly Readonly<Second>[];
  /** Seconds until 99% of the clients were connected for the first time. @default they never were */
  readonly connectedAfter?: number;
  readonly peakAttempts: number;
  /** Messages a second, in the busiest. */
  readonly peakMessages: number;
  /** Workflows that run at a time, in the busiest second. */
  readonly peakExecutions: number;
  readonly messages: number;
  readonly throttled: number;
  readonly lost: number;
  readonly recoveries: readonly Recovery[];
}

const NOTHING: Readonly<Second> = { connected: 0, attempts: 0, refused: 0, messages: 0, throttled: 0, lost: 0 };
/** Of the clients: the rest is on its way as always. */
const ALL = 0.99;

/** Runs a design in time of its own: the same design and seed give the same outcome. */
export function simulate(design: Design): Outcome {
  const random = new Random(design.seed);
  const shards = spread(design.clients, design.shards, random).map((clients) => new Shard(clients, design, random));
  const seconds = Array.from({ length: design.seconds }, (_, index) => runSecond(index, { design, shards }));
  const most = (value: (second: Readonly<Second>) => number) =>
    seconds.reduce((max, each) => Math.max(max, value(each)), 0);
  const sum = (name: keyof Second) => seconds.reduce((total, each) => total + each[name], 0);
  const connectedAfter = findConnected(seconds, 0, design.clients);
  const peakMessages = most(({ messages }) => messages);
  return {
    design,
    seconds,
    ...(connectedAfter !== undefined && { connectedAfter }),
    peakAttempts: most(({ attempts }) => attempts),
    peakMessages,
    peakExecutions: Math.ceil((peakMessages * design.durationMs) / 1_000),
    messages: sum("messages"),
    throttled: sum("throttled"),
    lost: sum("lost"),
    recoveries: design.outages.map((outage) => describeRecovery(outage, seconds, design.clients)),
  };
}

function runSecond(
  index: number,
  { design, shards }: { readonly design: Design; readonly shards: readonly Shard[] },
): Second {
  const second = { ...NOTHING };
  const beginning = design.outages.filter(({ at }) => at === index);
  // Outages that overlap end together: whom the first has touched is away until the last is over.
  const isOut = design.outages.some(({ at, seconds }) => index >= at && index < at + seconds);
  const first = index * TICKS_A_SECOND;
  for (const { share } of beginning)
    shards.forEach((shard, place) => shard.drop(first, computeShare(share, place, shards.length)));
  for (let tick = first; tick < first + TICKS_A_SECOND; tick++)
    for (const shard of shards) shard.step(tick, isOut, second);
  second.connected = shards.reduce((total, { open }) => total + open, 0);
  return second;
}

/** What an outage of a share of all clients is of one account and region's: the first ones fail as a whole. */
const computeShare = (share: number, place: number, count: number): number =>
  Math.min(1, Math.max(0, share * count - place));

/** The seconds from `from` on until nearly all are connected. */
function findConnected(seconds: readonly Readonly<Second>[], from: number, clients: number): number | undefined {
  const index = seconds.findIndex(({ connected }, second) => second >= from && connected >= ALL * clients);
  return index < 0 ? undefined : index + 1 - from;
}

function describeRecovery(outage: Outage, seconds: readonly Readonly<Second>[], clients: number): Recovery {
  const { at, seconds: length } = outage;
  const after = seconds.slice(at);
  const recovered = findConnected(seconds, at + length, clients);
  const attempts = after.reduce((sum, each) => sum + each.attempts, 0);
  const refused = after.reduce((sum, each) => sum + each.refused, 0);
  return {
    outage,
    ...(recovered !== undefined && { seconds: recovered }),
    peakAttempts: after.reduce((most, each) => Math.max(most, each.attempts), 0),
    refused: attempts === 0 ? 0 : refused / attempts,
  };
}
