/** How long a client waits before it tries again. @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ */
export const BACK_OFFS = ["none", "fixed", "exponential", "full-jitter"] as const;
type BackOff = (typeof BACK_OFFS)[number];

/** A time in which nobody of a share of the clients can connect, and those who were connected are not. */
export interface Outage {
  /** Whole seconds from the begin. */
  readonly at: number;
  /** Whole ones. */
  readonly seconds: number;
  /** Of all clients, 0 to 1: those of the first accounts and regions. */
  readonly share: number;
}

/** A design to be tried: its clients, what carries them, and what goes wrong. */
export interface Design {
  readonly clients: number;
  /** Accounts times regions: each has quotas of its own. APIs of one account and region share them. */
  readonly shards: number;
  /** Of one shard, a second. */
  readonly connectRate: number;
  readonly requestRate: number;
  /** Requests that a shard takes at once. */
  readonly requestBurst: number;
  /** Of each client that is connected. */
  readonly messagesPerMinute: number;
  /** Posts to the connection that follow a message: each is a request too. */
  readonly postsPerMessage: number;
  /** How long a workflow runs. */
  readonly durationMs: number;
  /** Seconds over which the clients come. */
  readonly ramp: number;
  readonly backOff: BackOff;
  readonly baseMs: number;
  readonly capMs: number;
  /** How often a message is sent before it is given up. */
  readonly messageAttempts: number;
  readonly outages: readonly Outage[];
  /** Seconds that are simulated. */
  readonly seconds: number;
  readonly seed: number;
}
