import { wrap } from "@sfn-websocket/run/terminal";
import { writeRow } from "../write-row";
import { listFigures } from "./metrics";
import type { Outcome, Recovery } from "./simulate";

const whole = (value: number): string => Math.round(value).toLocaleString("en-US");
const percent = (value = 0): string => `${Number(value.toPrecision(3))}%`;
const time = (seconds: number | undefined): string =>
  seconds === undefined
    ? "not within this time"
    : seconds < 120
      ? `${seconds} s`
      : `${Math.round(seconds / 6) / 10} min`;

const WIDEST = 78;

/** The outcome for people, in lines of at most 78 columns, or as few as the terminal has. */
export function printOutcome(outcome: Outcome, terminal = Infinity): string {
  const { design, connectedAfter, peakAttempts, peakMessages, peakExecutions, messages, recoveries } = outcome;
  const { throttled, lost } = listFigures(outcome);
  const { clients, shards, connectRate, requestRate, backOff } = design;
  const rows: readonly (readonly [string, string])[] = [
    ["connections a second, all accounts and regions", whole(connectRate * shards)],
    ["requests a second, all accounts and regions", whole(requestRate * shards)],
    ["99% of the clients connected after", time(connectedAfter)],
    ["handshakes in the busiest second", whole(peakAttempts)],
    ["messages in the busiest second", whole(peakMessages)],
    ["workflows at a time, in the busiest second", whole(peakExecutions)],
    ["messages", whole(messages)],
    ["throttled, of what was sent", percent(throttled)],
    ["given up, of what was new", percent(lost)],
  ];
  const head = `${whole(clients)} clients, ${count(shards, "account and region", "accounts and regions")}, back-off: ${backOff}`;
  return [
    `${wrap(head, terminal, 0)}\n\n`,
    ...rows.map(([name, value]) => writeRow(`  ${name}`, value, Math.min(terminal, WIDEST))),
    ...recoveries.map((recovery) => printRecovery(recovery, terminal)),
  ].join("");
}

const count = (value: number, one: string, many: string): string => `${whole(value)} ${value === 1 ? one : many}`;

function printRecovery({ outage, seconds, peakAttempts, refused }: Recovery, terminal: number): string {
  const { at, seconds: length, share } = outage;
  const whose = share === 1 ? "all clients" : `${percent(share * 100)} of the clients`;
  const after = `99% connected ${seconds === undefined ? time(seconds) : `${time(seconds)} after it`}`;
  const told = `${after}; up to ${whole(peakAttempts)} handshakes a second; ${percent(refused * 100)} of them refused`;
  return `\noutage at ${at} s, ${length} s long, of ${whose}\n  ${wrap(told, terminal, 2)}\n`;
}
