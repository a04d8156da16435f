/** How much is put on the server. */
export interface Amounts {
  readonly connections: number;
  /** Messages of each connection that wait for their answers at a time. */
  readonly inFlight: number;
  readonly messages: number;
  /** Connections that are opened and closed. */
  readonly connects: number;
  /** How often what is served changes. */
  readonly reloads: number;
  /** Bytes of answers that a client leaves unread. */
  readonly unreadBytes: number;
  /** Milliseconds after which a check counts as hung. */
  readonly patience: number;
}

export const LONG: Amounts = {
  connections: 1_000,
  inFlight: 100,
  messages: 1_000_000,
  connects: 20_000,
  reloads: 30,
  unreadBytes: 64 * 1024 * 1024,
  patience: 900_000,
};

export const SHORT: Amounts = {
  connections: 100,
  inFlight: 20,
  messages: 20_000,
  connects: 1_000,
  reloads: 3,
  unreadBytes: 16 * 1024 * 1024,
  patience: 60_000,
};
