import { QUOTAS } from "./quotas";

const whole = (value: number): string => value.toLocaleString("en-US");

/** The quotas, as rows of a table with its head. */
export function listQuotas(): readonly (readonly string[])[] {
  const rows = Object.values(QUOTAS).map(({ name, value, unit, scope, isRaised, source }) => [
    name,
    `${whole(value)} ${unit}`,
    scope,
    isRaised,
    `[AWS](${source})`,
  ]);
  return [["quota", "default", "counts for", "can be raised", "source"], ...rows];
}

/** What a number of clients comes to; seconds and counts. */
export interface Load {
  readonly clients: number;
  /** Connections that end after two hours and begin anew, a second. */
  readonly reconnectsASecond: number;
  /** Seconds until all are connected at the default rate. */
  readonly connectSeconds: number;
  readonly messagesASecond: number;
  /** Workflows of 300 ms that run at a time. */
  readonly executions: number;
  /** Accounts times regions, with default quotas, that take the messages, and connect all within five minutes. */
  readonly shards: number;
}

const WITHIN = 300;
const DURATION = 0.3;

/** The arithmetic of a number of clients that send so many messages a minute each. */
export function computeLoad(clients: number, messagesPerMinute: number): Load {
  const { connects, requests, connectionSeconds } = QUOTAS;
  const messagesASecond = (clients * messagesPerMinute) / 60;
  return {
    clients,
    reconnectsASecond: clients / connectionSeconds.value,
    connectSeconds: clients / connects.value,
    messagesASecond,
    executions: messagesASecond * DURATION,
    shards: Math.ceil(Math.max(clients / (connects.value * WITHIN), messagesASecond / requests.value, 1)),
  };
}

const CLIENTS = [100, 10_000, 100_000, 1_000_000];
const MESSAGES = [1, 6];

const round = (value: number): string =>
  value >= 10 ? whole(Math.round(value)) : String(Number(value.toPrecision(2)));

/** The arithmetic from a hundred to a million clients, as rows of a table with its head. */
export function listLoads(): readonly (readonly string[])[] {
  const rows = CLIENTS.flatMap((clients) =>
    MESSAGES.map((perMinute) => {
      const load = computeLoad(clients, perMinute);
      return [
        whole(clients),
        String(perMinute),
        round(load.messagesASecond),
        round(load.executions),
        round(load.reconnectsASecond),
        `${round(load.connectSeconds)} s`,
        String(load.shards),
      ];
    }),
  );
  const head = [
    "clients",
    "messages a minute of each",
    "messages a second",
    "workflows of 300 ms at a time",
    "reconnects a second, after two hours",
    "all connected after, at 500 a second",
    "accounts × regions at default quotas",
  ];
  return [head, ...rows];
}
